/** “Stop sending” and “Allow sending”: the one switch for all companies. */
import { refresh } from './agreement.ts';
import type { Form, List, Row } from './client-api.ts';
import { asCommand, CommandRefused } from './refusing.ts';
import { say } from './say.ts';

export function stopSending(place: List | Form): Promise<void> {
  return turn(place, true);
}

export function allowSending(place: List | Form): Promise<void> {
  return turn(place, false);
}

/** For the ribbon: whether there is something to stop. */
export async function maySend(): Promise<boolean> {
  return !(await isSendingStopped());
}

/** For the ribbon: whether there is something to allow. Any switch that is on stops everything. */
export async function isSendingStopped(): Promise<boolean> {
  return (await switches()).some(isOn);
}

async function turn(place: List | Form, on: boolean): Promise<void> {
  await asCommand(async () => {
    const all = await switches();
    if (all.length === 0) throw new CommandRefused(say('noSwitch'));
    if (!(await isConfirmed(on))) return;
    await Promise.all(
      all
        .filter((one) => isOn(one) !== on)
        .map((one) =>
          Xrm.WebApi.updateRecord('dun_sendcontrol', String(one['dun_sendcontrolid']), { dun_stopped: on }),
        ),
    );
    await refresh(place);
    // A form evaluates its ribbon anew when its data is read again, a list only when it is told to.
    if (!('data' in place)) place.refreshRibbon();
  });
}

async function isConfirmed(on: boolean): Promise<boolean> {
  const { confirmed } = await Xrm.Navigation.openConfirmDialog({
    title: say(on ? 'stopTitle' : 'allowTitle'),
    text: say(on ? 'stopText' : 'allowText'),
    confirmButtonLabel: say(on ? 'stopYes' : 'allowYes'),
    cancelButtonLabel: say('cancel'),
  });
  return confirmed;
}

async function switches(): Promise<readonly Row[]> {
  const { entities } = await Xrm.WebApi.retrieveMultipleRecords(
    'dun_sendcontrol',
    '?$select=dun_sendcontrolid,dun_stopped',
  );
  return entities;
}

function isOn(one: Row): boolean {
  return one['dun_stopped'] === true;
}
