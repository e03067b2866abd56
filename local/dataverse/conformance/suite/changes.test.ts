/** Change tracking: a first answer, then only what changed. */
import { startEnvironment, type Environment } from '../environment.ts';
import type { Answer, Fields } from '../../fixtures/server.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await startEnvironment();
});

afterAll(async () => environment.end());

async function followed(answer: Answer): Promise<Answer> {
  const { client } = environment;
  return client.get(String(answer.body['@odata.deltaLink']).slice(client.base.length));
}

const tracked = { Prefer: 'odata.track-changes' };

describe('change tracking', () => {
  it('tells what was written and deleted since the last answer', async () => {
    const { client, prefix } = environment;
    const changed = await environment.make('contacts', { lastname: `${prefix} changed` });
    const gone = await client.create('contacts', { lastname: `${prefix} gone` });
    const { rows: all, last } = await everything();
    expect(all.map(({ contactid }) => contactid)).toEqual(expect.arrayContaining([changed, gone]));
    const nothing = await followed(last);
    expect(nothing.rows).toEqual([]);
    const made = await environment.make('contacts', { lastname: `${prefix} made` });
    await client.send('PATCH', `contacts(${changed})`, { lastname: `${prefix} other` });
    await client.send('DELETE', `contacts(${gone})`);
    const delta = await followed(nothing);
    expect(delta.body['@odata.context']).toContain('/$delta');
    expect(delta.rows).toHaveLength(3);
    expect(delta.rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ contactid: made, lastname: `${prefix} made` }),
        expect.objectContaining({ contactid: changed, lastname: `${prefix} other` }),
        {
          '@odata.context': `${client.base}$metadata#contacts/$deletedEntity`,
          id: gone,
          reason: 'deleted',
        },
      ]),
    );
    expect((await followed(delta)).rows).toEqual([]);
  });

  it('refuses what cannot be tracked', async () => {
    const { client } = environment;
    const options = [
      "$filter=lastname eq 'a'",
      '$orderby=lastname',
      '$top=1',
      '$expand=createdby($select=fullname)',
    ];
    for (const option of options)
      expect((await client.get(`contacts?$select=lastname&${option}`, tracked)).status).toBe(400);
    expect((await client.get('contacts?$deltatoken=nonsense')).status).toBe(400);
  });
});

/** The first answer, page by page. */
async function everything(): Promise<{ rows: Fields[]; last: Answer }> {
  const { client } = environment;
  const headers = { Prefer: 'odata.track-changes,odata.maxpagesize=5000' };
  let answer = await client.get('contacts?$select=lastname', headers);
  const rows = [...answer.rows];
  while (typeof answer.body['@odata.nextLink'] === 'string') {
    answer = await client.get(answer.body['@odata.nextLink'].slice(client.base.length), headers);
    rows.push(...answer.rows);
  }
  return { rows, last: answer };
}
