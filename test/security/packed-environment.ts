/** The local Dataverse with the packed solution, and one person for each role, made as provisioning and loading make them. */
import { readFileSync } from 'node:fs';
import { profilesOf } from '@dunlin/shared/tables/roles';
import { connect, personWith, type Person } from '../../local/dataverse/fixtures/people.ts';
import { startTestServer, type Client, type TestServer } from '../../local/dataverse/fixtures/server.ts';

const zip = new URL('../../dist/Dunlin.zip', import.meta.url);

export async function startPacked(): Promise<TestServer> {
  return startTestServer({ zip: readFileSync(zip) });
}

/** Somebody who holds the role, Basic User beside it, and the column security profiles that go with it. */
export async function holderOf(server: TestServer, role: string, businessUnit?: string): Promise<Person> {
  const admin: Client = await server.as('admin@local');
  const person = await personWith(server, role, businessUnit);
  const { first } = await admin.get("roles?$select=roleid&$filter=name eq 'Basic User'");
  await connect(
    admin,
    `systemusers(${person.id})/systemuserroles_association`,
    `roles(${String(first['roleid'])})`,
  );
  for (const { id } of profilesOf([role])) {
    await connect(
      admin,
      `systemusers(${person.id})/systemuserprofiles_association`,
      `fieldsecurityprofiles(${id})`,
    );
  }
  return person;
}
