/** Two business units with a customer each, and one row of everything the stories ask for; `{name}` in a path stands for a row's id. */
import type { Client } from '../../local/dataverse/fixtures/server.ts';

export type World = {
  readonly ids: Readonly<Record<string, string>>;
  /** The unit below the root. */
  readonly south: string;
};

export async function makeWorld(admin: Client): Promise<World> {
  const { first: root } = await admin.get('businessunits?$select=businessunitid');
  const south = await admin.create('businessunits', {
    name: 'South',
    'parentbusinessunitid@odata.bind': `/businessunits(${String(root['businessunitid'])})`,
  });
  const southern = await southerner(admin, south);
  const inSouth = { 'ownerid@odata.bind': `/systemusers(${southern})` };
  const ids: Record<string, string> = { southern };
  const make = async (name: string, set: string, row: Readonly<Record<string, unknown>>): Promise<string> =>
    (ids[name] = await admin.create(set, row));
  const score = { dun_willingness: 40, dun_willingnessclass: 'poor' };
  await make('anvil', 'accounts', { name: 'Anvil' });
  await make('brick', 'accounts', { name: 'Brick', ...inSouth });
  const anvil = await make('anvilDebtor', 'dun_debtors', { dun_name: 'Anvil', dun_number: '1', ...score });
  await make('brickDebtor', 'dun_debtors', { dun_name: 'Brick', dun_number: '2', ...score, ...inSouth });
  const ofAnvil = { 'dun_debtorid@odata.bind': `/dun_debtors(${anvil})` };
  await make('invoice', 'dun_receivables', { dun_name: 'INV-1', ...ofAnvil });
  await make('promise', 'dun_promises', { dun_name: 'P', ...ofAnvil });
  await make('dispute', 'dun_disputes', { dun_name: 'D', dun_proposal: 'credit 20.00 EUR', ...ofAnvil });
  await make('hold', 'dun_holds', { dun_name: 'H', dun_note: 'ill', ...ofAnvil });
  await make('action', 'dun_collectionactions', { dun_name: 'A' });
  await make('dispatch', 'dun_dispatches', { dun_name: 'S' });
  await make('task', 'tasks', { subject: 'Look at the price' });
  await make('creditHold', 'dun_creditholds', { dun_name: 'Blocked', ...ofAnvil });
  await make('company', 'dun_companies', { dun_name: 'Demo', dun_code: 'DEMO' });
  await make('strategy', 'dun_strategies', { dun_name: 'Standard' });
  await make('switch', 'dun_sendcontrols', { dun_name: 'Stop switch', dun_code: 'ALL' });
  await make('version', 'dun_policyversions', { dun_name: 'First' });
  await make('run', 'dun_syncruns', { dun_name: 'Run' });
  await make('rejected', 'dun_rejectedrows', { dun_name: 'Row 7' });
  return { ids, south };
}

async function southerner(admin: Client, south: string): Promise<string> {
  const id = await admin.create('systemusers', {
    domainname: 'owner@south',
    firstname: 'Olga',
    lastname: 'South',
    'businessunitid@odata.bind': `/businessunits(${south})`,
  });
  const { first } = await admin.get("roles?$select=roleid&$filter=name eq 'Dunlin Collector'");
  await admin.send('POST', `systemusers(${id})/systemuserroles_association/$ref`, {
    '@odata.id': `${admin.base}roles(${String(first['roleid'])})`,
  });
  return id;
}
