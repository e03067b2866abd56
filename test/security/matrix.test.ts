/** Every cell of the table of roles, tried out: role × table × privilege, by requests of somebody who holds that role alone. */
import { roles, type Role } from '@dunlin/shared/tables/roles';
import { tables } from '@dunlin/shared/tables/index';
import type { Table } from '@dunlin/shared/tables/table';
import type { Client, TestServer } from '../../local/dataverse/fixtures/server.ts';
import { holderOf, startPacked } from './packed-environment.ts';

const ownTables: readonly Table[] = Object.values(tables);
const letters = ['C', 'R', 'W', 'D', 'A', 'T', 'S'] as const;
type Letter = (typeof letters)[number];

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startPacked();
  admin = await server.as('admin@local');
});
afterAll(async () => server.stop());

/** What the table of roles says of a row that belongs to somebody else in the same business unit. */
function isAllowed(role: Role, { name, activity }: Table, letter: Letter): boolean {
  const key = activity === true ? 'activity' : name;
  const far = `${role.privileges[key] ?? ''}${role.unit?.[key] ?? ''}`;
  // Another owner is written like any other column.
  if (letter === 'S') return far.includes('S') && far.includes('W');
  return far.includes(letter) || (letter === 'C' && (role.own?.[key] ?? '').includes('C'));
}

const accessNames: Readonly<Record<'A' | 'T', string>> = { A: 'AppendAccess', T: 'AppendToAccess' };

/** Whether the person does it. A refusal for any other reason, such as a missing value, comes after rights were looked at. */
async function does(
  client: Client,
  personId: string,
  table: Table,
  letter: Letter,
  row: string,
): Promise<boolean> {
  const path = `${table.set}(${row})`;
  const name = table.activity === true ? 'subject' : table.primaryName;
  const send = async (method: string, to: string, body?: unknown): Promise<boolean> =>
    (await client.send(method, to, body)).status !== 403;
  switch (letter) {
    case 'C':
      return send('POST', table.set, { [name]: 'made' });
    case 'R':
      return send('GET', `${path}?$select=${name}`);
    case 'W':
      return send('PATCH', path, { [name]: 'changed' });
    case 'D':
      return send('DELETE', `${table.set}(${await newRow(table)})`);
    case 'S':
      return send('PATCH', path, { 'ownerid@odata.bind': `/systemusers(${personId})` });
    case 'A':
    case 'T': {
      const target = encodeURIComponent(JSON.stringify({ '@odata.id': `${table.set}(${row})` }));
      const { body } = await admin.get(
        `systemusers(${personId})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t=${target}`,
      );
      return String(body['AccessRights'])
        .split(',')
        .map((right) => right.trim())
        .includes(accessNames[letter]);
    }
  }
}

async function newRow(table: Table): Promise<string> {
  return admin.create(table.set, { [table.activity === true ? 'subject' : table.primaryName]: 'row' });
}

describe.each(roles.map((role): [string, Role] => [role.name, role]))('%s', (name, role) => {
  it('may do on every table what the table of roles says, and nothing else', async () => {
    const { client, id } = await holderOf(server, name);
    const differences: string[] = [];
    for (const table of ownTables) {
      for (const letter of letters) {
        // Rows without an owner are not assigned.
        if (letter === 'S' && table.ownership === 'organization') continue;
        const row = await newRow(table);
        const expected = isAllowed(role, table, letter);
        const found = await does(client, id, table, letter, row);
        if (found !== expected) differences.push(`${letter} on ${table.name}: ${found ? 'does' : 'may not'}`);
      }
    }
    expect(differences).toEqual([]);
  });
});

it('the auditor’s reading leaves no table out', () => {
  const auditor: Role | undefined = roles.find(({ name }) => name === 'Dunlin Auditor');
  const missing = ownTables.filter((table) => auditor === undefined || !isAllowed(auditor, table, 'R'));
  expect(missing.map(({ name }) => name)).toEqual([]);
});
