import { strFromU8, unzipSync } from 'fflate';
import { startTestServer, type Client, type TestServer } from '../fixtures/server.ts';
import { packSolution, text } from '../fixtures/solution.ts';
import { readPackage } from './package.ts';
import { readRibbons } from './ribbons.ts';
import { child, childrenOf, parseXml, type Element } from '../xml.ts';

/** A package with a table and what it changes about the table's ribbon. */
function packRibbon(xml: string): Uint8Array {
  const columns = [text('tst_name', 100)];
  return packSolution({ tables: [{ name: 'tst_Debtor', set: 'tst_debtors', columns, xml }] });
}

const table = 'tst_debtor';

function ribbonAt(location: string): string {
  return (
    `<RibbonDiffXml><CustomActions>` +
    `<CustomAction Id="tst.${table}.Ring.CustomAction" Location="${location}" Sequence="70">` +
    `<CommandUIDefinition><Button Id="tst.${table}.Ring" Command="tst.${table}.Ring.Command" Sequence="70" LabelText="$LocLabels:tst.Ring" /></CommandUIDefinition>` +
    `</CustomAction>` +
    `<CustomAction Id="tst.${table}.First.CustomAction" Location="${location}" Sequence="10">` +
    `<CommandUIDefinition><Button Id="tst.${table}.First" Command="tst.${table}.Ring.Command" Sequence="10" LabelText="First" /></CommandUIDefinition>` +
    `</CustomAction></CustomActions>` +
    `<CommandDefinitions><CommandDefinition Id="tst.${table}.Ring.Command"><EnableRules><EnableRule Id="tst.Saved" /></EnableRules>` +
    `<DisplayRules /><Actions /></CommandDefinition></CommandDefinitions>` +
    `<RuleDefinitions><TabDisplayRules /><DisplayRules /><EnableRules><EnableRule Id="tst.Saved"><FormStateRule State="Create" InvertResult="true" /></EnableRule></EnableRules></RuleDefinitions>` +
    `<LocLabels><LocLabel Id="tst.Ring"><Titles><Title description="Ring" languagecode="1033" /><Title description="Hívás" languagecode="1038" /></Titles></LocLabel></LocLabels>` +
    `</RibbonDiffXml>`
  );
}

const onForm = 'Mscrm.Form.tst_debtor.MainTab.Save.Controls._children';
const elsewhere = 'Mscrm.Form.contact.MainTab.Save.Controls._children';

describe('a button in a package', () => {
  let server: TestServer;
  let admin: Client;
  beforeAll(async () => {
    server = await startTestServer({ zip: packRibbon(ribbonAt(onForm)) });
    admin = await server.as('admin@local');
  });
  afterAll(async () => server.stop());

  async function ribbon(table: string): Promise<Element> {
    const { body } = await admin.get(
      "RetrieveEntityRibbon(EntityName=@n,RibbonLocationFilter=@f)?@f=Microsoft.Dynamics.CRM.RibbonLocationFilters'All'" +
        `&@n='${table}'`,
    );
    const zip = unzipSync(Buffer.from(String(body['CompressedEntityXml']), 'base64'));
    expect(Object.keys(zip)).toEqual(['RibbonXml.xml']);
    const definition = child(
      parseXml(strFromU8(zip['RibbonXml.xml'] ?? new Uint8Array())),
      'RibbonDefinition',
    );
    if (definition === undefined) throw new Error('There is no RibbonDefinition');
    return definition;
  }

  it('stands in its group, with the command and the rules it names', async () => {
    const definition = await ribbon('tst_debtor');
    const tabs = child(child(child(definition, 'UI'), 'Ribbon'), 'Tabs');
    const [tab] = tabs?.children ?? [];
    const [group] = child(tab, 'Groups')?.children ?? [];
    expect([tab?.attributes['Id'], group?.attributes['Id']]).toEqual([
      'Mscrm.Form.tst_debtor.MainTab',
      'Mscrm.Form.tst_debtor.MainTab.Save',
    ]);
    // By sequence, not as the package lists them.
    expect(idsOf(child(group, 'Controls'))).toEqual(['tst.tst_debtor.First', 'tst.tst_debtor.Ring']);
    expect(idsOf(child(definition, 'CommandDefinitions'))).toEqual(['tst.tst_debtor.Ring.Command']);
    expect(idsOf(child(child(definition, 'RuleDefinitions'), 'EnableRules'))).toEqual(['tst.Saved']);
  });

  it('assumed: the words of its label come with it, in every language', async () => {
    const [label] = childrenOf(child(await ribbon('tst_debtor'), 'LocLabels'), 'LocLabel');
    expect(child(label, 'Titles')?.children.map(({ attributes }) => attributes['description'])).toEqual([
      'Ring',
      'Hívás',
    ]);
  });

  it('is on no other table', async () => {
    const tabs = child(child(child(await ribbon('contact'), 'UI'), 'Ribbon'), 'Tabs');
    expect(tabs?.children).toEqual([]);
  });

  it('is asked for by the name of a table that exists', async () => {
    const { status, error } = await admin.get(
      "RetrieveEntityRibbon(EntityName='acount',RibbonLocationFilter=Microsoft.Dynamics.CRM.RibbonLocationFilters'All')",
    );
    expect([status, error.message]).toEqual([400, "The entity with a name = 'acount' was not found."]);
  });

  it.each([
    [
      'another table’s tab',
      ribbonAt(elsewhere),
      `the ribbon of tst_debtor: CustomAction tst.tst_debtor.Ring.CustomAction: '${elsewhere}' is no group of buttons of tst_debtor`,
    ],
    [
      'a tab of its own',
      ribbonAt('Mscrm.Tabs._children'),
      "the ribbon of tst_debtor: CustomAction tst.tst_debtor.Ring.CustomAction: 'Mscrm.Tabs._children' is no group of buttons of tst_debtor",
    ],
    [
      'a button that is to be hidden',
      '<RibbonDiffXml><CustomActions><HideCustomAction HideActionId="tst.Hide" Location="Mscrm.Form.tst_debtor.Save" /></CustomActions></RibbonDiffXml>',
      'the ribbon of tst_debtor: HideCustomAction tst.Hide: the platform’s own buttons are not here to be hidden',
    ],
  ])('is refused on %s', (_where, xml, reason) => {
    const { customizations } = readPackage(packRibbon(xml));
    expect(() => readRibbons(customizations)).toThrow(`The solution was not imported: ${reason}`);
  });
});

function idsOf(element: Element | undefined): readonly (string | undefined)[] {
  return (element?.children ?? []).map(({ attributes }) => attributes['Id']);
}
