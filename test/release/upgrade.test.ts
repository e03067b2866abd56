/** `npm run solution:check -- --against previous.zip`, with releases that are the packed solution of today as it may have been before. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '../../local/fixtures/temp-folder.ts';
import { editedPackage } from './edited-package.ts';

const check = fileURLToPath(new URL('../../solution/check.ts', import.meta.url));

function checkedAgainst(bytes: Uint8Array): {
  readonly status: number | null;
  readonly lines: readonly string[];
} {
  const path = join(tempFolder('release'), 'previous.zip');
  writeFileSync(path, bytes);
  const { status, stdout, stderr } = spawnSync(process.execPath, [check, '--against', path], {
    encoding: 'utf8',
  });
  return { status, lines: `${stdout}${stderr}`.replaceAll(path, 'previous.zip').trim().split('\n') };
}

it('finds nothing against the package of the same source', () => {
  expect(checkedAgainst(editedPackage())).toEqual({
    status: 0,
    lines: ['solution/src and pcf/: no problems, also over previous.zip'],
  });
});

it('names what a release had and the source has no more', () => {
  const had = editedPackage(
    [/(PhysicalName="dun_senderemail">[^]*?<MaxLength>)\d+/, '$1900'],
    [/<OwnershipTypeMask>OrgOwned/, '<OwnershipTypeMask>UserOwned'],
    [/(<AttributeName>dun_code<\/AttributeName>)/, '$1<AttributeName>dun_name</AttributeName>'],
  );
  const { status, lines } = checkedAgainst(had);
  expect(status).toBe(1);
  expect(lines).toEqual([
    expect.stringMatching(/^table dun_alertrule: the ownership changes from UserOwned to OrgOwned/),
    expect.stringMatching(
      /^key dun_alertrule\.dun_alertrule_code: its columns change from dun_code, dun_name to dun_code/,
    ),
    expect.stringMatching(/^column dun_company\.dun_senderemail: the length is cut from 900 to \d+/),
  ]);
});

it('says of a file that is no release what it is', () => {
  const { status, lines } = checkedAgainst(new Uint8Array([1, 2, 3]));
  expect(status).toBe(2);
  expect(lines).toEqual([expect.stringMatching(/^previous\.zip: /)]);
});
