/** The buttons a solution puts on one command bar, as commands: those that show now, for whoever looks. */
import * as React from 'react';
import { callScript } from '../client-api/call-script.ts';
import { loadSurroundings } from '../controls/load-surroundings.ts';
import type { TableInfo } from '../data/metadata.ts';
import { session } from '../data/session.ts';
import { say } from '../text/text.ts';
import type { Command } from './command-bar.tsx';
import type { FormState, Place, RibbonButton, ScriptCall } from './read-ribbon.ts';
import { ribbonOf } from './ribbon.ts';
import { isOffered, isShown, type Situation } from './rules.ts';

export type RibbonPlace = {
  readonly table: TableInfo;
  readonly place: Place;
  /** Undefined in lists. */
  readonly formState?: FormState | undefined;
  /** Ids of the rows selected in a list. */
  readonly selected?: readonly string[];
  /** The id of the row whose form is open. */
  readonly primaryId?: string | undefined;
  /** The form or the list, as scripts see them. */
  readonly control: object;
  /** Another one evaluates the rules anew. */
  readonly version: number;
  /** What failed, in words. */
  readonly onFailure: (message: string) => void;
};

export type RibbonNow = {
  readonly commands: readonly Command[];
  /** Whether there would be buttons if rows were selected. */
  readonly isSelectable: boolean;
  readonly notShown: readonly string[];
};

const nothing: RibbonNow = { commands: [], isSelectable: false, notShown: [] };

export function useRibbon(where: RibbonPlace): RibbonNow {
  const { table, place, formState, version } = where;
  const latest = React.useRef(where);
  latest.current = where;
  const [now, setNow] = React.useState(nothing);
  const selected = (where.selected ?? []).join(' ');
  React.useEffect(() => {
    let dropped = false;
    buttonsNow(latest)
      .then((found) => {
        if (!dropped) setNow(found);
      })
      .catch((error: unknown) => latest.current.onFailure(reasonOf(error)));
    return () => {
      dropped = true;
    };
  }, [table.logicalName, place, formState, where.primaryId, selected, version]);
  return now;
}

async function buttonsNow(where: { readonly current: RibbonPlace }): Promise<RibbonNow> {
  const { table, place, formState, selected = [] } = where.current;
  const [ribbon, { privileges }] = await Promise.all([ribbonOf(table.logicalName), loadSurroundings()]);
  const situation: Situation = {
    table: table.logicalName,
    formState,
    selectedCount: selected.length,
    depthOf: (name, right) => privileges.depths.get(privileges.nameOf(name, right)?.toLowerCase() ?? ''),
    run: (call) => run(call, where.current),
  };
  const here = ribbon.buttons.filter((button) => button.place === place);
  const [shown, offered] = await Promise.all([
    Promise.all(here.map((button) => isShown(button, situation))),
    Promise.all(here.map((button) => isOffered(button, situation))),
  ]);
  const isAboutRows = ({ enableRules }: RibbonButton): boolean =>
    enableRules.some(({ kind }) => kind === 'selectionCount');
  return {
    commands: here.filter((_button, at) => shown[at]).map((button) => commandOf(button, where)),
    isSelectable: here.some((button, at) => offered[at] === true && isAboutRows(button)),
    notShown: ribbon.notShown,
  };
}

function commandOf(button: RibbonButton, where: { readonly current: RibbonPlace }): Command {
  const { id, label, toolTip, image, actions } = button;
  return {
    key: id,
    text: label,
    ...(toolTip !== '' && { toolTip }),
    ...imageOf(image),
    onClick: () => {
      void (async () => {
        for (const call of actions) await run(call, where.current);
      })().catch((error: unknown) => where.current.onFailure(reasonOf(error, label)));
    },
  };
}

function imageOf(image: string | undefined): Pick<Command, 'iconName' | 'drawing'> {
  if (image === undefined) return {};
  return image.startsWith('$webresource:')
    ? { drawing: `/WebResources/${image.slice('$webresource:'.length)}` }
    : { iconName: image };
}

function run(call: ScriptCall, where: RibbonPlace): Promise<unknown> {
  const parameters = call.parameters.map((parameter) =>
    parameter.kind === 'value' ? parameter.value : crmParameter(parameter.name, where),
  );
  return callScript(call, parameters);
}

/** @throws RangeError for one these pages do not give */
function crmParameter(name: string, { table, place, selected, primaryId, control }: RibbonPlace): unknown {
  const ofForm = place === 'Form';
  switch (name) {
    case 'PrimaryControl':
      if (ofForm) return control;
      break;
    case 'SelectedControl':
      return control;
    case 'PrimaryItemIds':
      return primaryId === undefined ? [] : [`{${primaryId.toUpperCase()}}`];
    case 'FirstPrimaryItemId':
      return primaryId === undefined ? null : `{${primaryId.toUpperCase()}}`;
    case 'PrimaryEntityTypeName':
    case 'SelectedEntityTypeName':
      return table.logicalName;
    case 'SelectedControlSelectedItemIds':
      return [...(selected ?? [])];
    case 'SelectedControlSelectedItemCount':
      return selected?.length ?? 0;
    case 'UserLcid':
      return session().languageId;
    case 'OrgLcid':
      return session().baseLanguageId;
  }
  throw new RangeError(`CrmParameter ${name} is not offered by the local CRM on ${place}.`);
}

function reasonOf(error: unknown, name = 'RibbonDiffXml'): string {
  const reason = error instanceof Error ? error.message : JSON.stringify(error);
  return say('scriptFailed', { name, reason });
}
