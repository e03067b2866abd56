import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommands, commandsName } from '../package/commands.ts';
import { readSource, type Source } from '../package/source.ts';
import { sourceFolder } from '../paths.ts';
import { webResourceNames } from '../schema/web-resources.ts';
import { parseXml } from '../xml/parse.ts';
import { catalogOf, type Problem } from './catalog.ts';
import { handlerProblems, ribbonProblems } from './ribbons.ts';

const source = readSource(sourceFolder);
const catalog = catalogOf(source);
const webResources = {
  names: webResourceNames(sourceFolder),
  functions: new Map([[commandsName, buildCommands([]).functions]]),
};

/** The source with the first occurrence in the one file replaced. */
function withChange(file: RegExp, from: string, to: string): Source {
  const path = source.xml.map((one) => one.path).find((one) => file.test(one)) ?? '';
  const before = readFileSync(join(sourceFolder, path), 'utf8');
  if (!before.includes(from)) throw new Error(`${path} has no ${from}`);
  const root = parseXml(before.replace(from, () => to));
  return { ...source, xml: source.xml.map((one) => (one.path === path ? { path, root } : one)) };
}

function messagesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ message }) => message);
}

describe('the check of ribbons', () => {
  it('has nothing to say about what is committed', () => {
    expect(ribbonProblems(source, catalog, webResources)).toEqual([]);
  });

  it.each([
    [
      'FunctionName="Dunlin.openDispute"',
      'FunctionName="Dunlin.openDisputes"',
      'calls Dunlin.openDisputes, which dun_/commands.js does not offer',
    ],
    [
      'Library="$webresource:dun_/commands.js"',
      'Library="$webresource:dun_/command.js"',
      'names the web resource dun_/command.js, which is not in the solution',
    ],
    [
      '<EnableRule Id="dun.account.OpenDispute.form.EnableRule" />',
      '<EnableRule Id="dun.account.Dispute" />',
      'goes by the rule dun.account.Dispute, which is not defined',
    ],
    [
      'EntityName="dun_dispute" PrivilegeType="Create"',
      'EntityName="dun_disputes" PrivilegeType="Create"',
      'asks for rights on dun_disputes, which does not exist',
    ],
    [
      '<LocLabel Id="dun.account.OpenDispute.Label">',
      '<LocLabel Id="dun.account.OpenDispute.Labels">',
      'dun.account.OpenDispute.form.Button shows the label dun.account.OpenDispute.Label, which has no words',
    ],
    [
      'Id="dun.account.OpenDispute.form.Button"',
      'Id="account.OpenDispute.form.Button"',
      'has the id account.OpenDispute.form.Button, which does not begin with ours',
    ],
    [
      'Id="dun.account.OpenDispute.form.Button"',
      'Id="dun.account.PutOnHold.form.Button"',
      'uses the id dun.account.PutOnHold.form.Button twice',
    ],
    [
      '$webresource:dun_/icons/dispute.svg',
      '$webresource:dun_/icons/quarrel.svg',
      'names the web resource dun_/icons/quarrel.svg, which is not in the solution',
    ],
  ])('finds %s changed to %s', (from, to, message) => {
    expect(
      messagesOf(ribbonProblems(withChange(/Account\/RibbonDiff/, from, to), catalog, webResources)),
    ).toContain(message);
  });
});

describe('the check of handlers', () => {
  it.each([
    [
      'a library that is none of the form’s',
      'libraryName="dun_/commands.js"',
      'libraryName="dun_/command.js"',
      'calls Dunlin.showTradingBlock of dun_/command.js, which is none of its libraries',
    ],
    [
      'a function its library does not offer',
      'Dunlin.showTradingBlock',
      'Dunlin.showTradingBan',
      'calls Dunlin.showTradingBan, which dun_/commands.js does not offer',
    ],
  ])('names %s', (_what, from, to, message) => {
    const changed = withChange(/Contact\/FormXml/, from, to);
    expect(messagesOf(handlerProblems(changed, webResources))).toEqual([message]);
  });

  it('has nothing to say about what is committed', () => {
    expect(handlerProblems(source, webResources)).toEqual([]);
  });
});
