/** @jest-environment jsdom */
import { addressOfItem, areaOf, firstAddress, readSiteMap, type Item, type SiteMap } from './site-map.ts';

const names: Readonly<Record<string, string>> = { account: 'Accounts', tst_invoice: 'Invoices' };
const context = {
  languages: [1038, 1033],
  tableName: (table: string) => names[table],
  mayUse: (table: string, right: string) => table === 'account' && right !== 'Delete',
};

function siteMap(subAreas: string, area = 'Id="work"'): SiteMap {
  return readSiteMap(
    `<SiteMap><Area ${area}><Titles><Title LCID="1033" Title="Work"/><Title LCID="1038" Title="Munka"/></Titles>` +
      `<Group Id="g"><Titles><Title LCID="1033" Title="Daily"/></Titles>${subAreas}</Group></Area></SiteMap>`,
    context,
  );
}

function itemOf(subArea: string): Item | undefined {
  return siteMap(subArea).areas[0]?.groups[0]?.items[0];
}

describe('a site map', () => {
  it('has its titles in the user’s language, else in the organization’s', () => {
    const [area] = siteMap('<SubArea Id="a" Entity="account"/>').areas;
    expect([area?.title, area?.groups[0]?.title]).toEqual(['Munka', 'Daily']);
  });

  it('calls an item without a title as its table', () => {
    expect(itemOf('<SubArea Id="a" Entity="Account"/>')).toEqual({
      id: 'a',
      title: 'Accounts',
      leadsTo: { kind: 'table', table: 'account' },
    });
  });

  it('leaves out tables the user may not read, and what is empty then', () => {
    expect(itemOf('<SubArea Id="s" Entity="tst_secret"/>')).toBeUndefined();
    expect(siteMap('<SubArea Id="s" Entity="tst_secret"/>').areas).toEqual([]);
    expect(
      itemOf(
        '<SubArea Id="s" Url="/main.aspx?pagetype=dashboard"><Privilege Entity="tst_secret" Privilege="Read"/></SubArea>',
      ),
    ).toBeUndefined();
  });

  it('leaves out what needs a right the user does not have', () => {
    const needing = (rights: string): Item | undefined =>
      itemOf(
        `<SubArea Id="s" Url="/main.aspx?pagetype=dashboard"><Privilege Entity="Account" Privilege="${rights}"/></SubArea>`,
      );
    expect(needing('Read,Write')?.id).toBe('s');
    expect(needing('Read,Delete')).toBeUndefined();
    expect(needing('All')).toBeUndefined();
  });

  it('knows lists, dashboards, pages and addresses elsewhere', () => {
    const kinds = [
      '<SubArea Id="1" Entity="account"/>',
      '<SubArea Id="2" DefaultDashboard="{11111111-0000-4000-8000-00000000000A}" Url="/workplace/home_dashboards.aspx"/>',
      '<SubArea Id="3" Url="/main.aspx?pagetype=entitylist&amp;etn=tst_invoice&amp;viewid={A}"/>',
      '<SubArea Id="4" Url="https://example.com/help"/>',
    ].map((xml) => addressOfItem(itemOf(xml) as Item, 'app1'));
    expect(kinds).toEqual([
      'main.aspx?appid=app1&pagetype=entitylist&etn=account',
      'main.aspx?appid=app1&pagetype=dashboard&id=11111111-0000-4000-8000-00000000000a',
      'main.aspx?pagetype=entitylist&etn=tst_invoice&viewid=a',
      'https://example.com/help',
    ]);
  });

  it('names what it cannot show, and never follows a script', () => {
    for (const url of [
      '$webresource:tst_/page.html',
      'javascript:alert(1)',
      '/main.aspx?pagetype=custom&amp;name=x',
    ]) {
      const item = itemOf(`<SubArea Id="u" Url="${url}"/>`) as Item;
      expect(item.leadsTo).toEqual({ kind: 'unknown', what: url.replace('&amp;', '&') });
      expect(addressOfItem(item, 'app1')).toBeUndefined();
    }
  });

  it('opens with the first item that is shown here', () => {
    const map = siteMap('<SubArea Id="u" Url="$webresource:x"/><SubArea Id="a" Entity="tst_invoice"/>');
    expect(firstAddress(map, 'app1')).toBe('main.aspx?appid=app1&pagetype=entitylist&etn=tst_invoice');
  });

  it('is open at the area of what is shown, else at the first', () => {
    const map = readSiteMap(
      '<SiteMap><Area Id="one"><Group Id="g"><SubArea Id="a" Entity="account"/></Group></Area>' +
        '<Area Id="two"><Group Id="g"><SubArea Id="i" Entity="tst_invoice"/></Group></Area></SiteMap>',
      context,
    );
    expect(areaOf(map, ({ id }) => id === 'i')?.id).toBe('two');
    expect(areaOf(map, () => false)?.id).toBe('one');
  });
});
