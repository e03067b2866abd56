/** @jest-environment jsdom */
import { dashboardsFor } from './audience.ts';

function dashboard(name: string, conditions: string): { readonly name: string; readonly formXml: string } {
  return { name, formXml: `<forms><form><tabs/>${conditions}</form></forms>` };
}

const all = [
  dashboard('for whoever', ''),
  dashboard(
    'disputes',
    '<DisplayConditions Order="3"><Role Id="{C1}"/><Role Id="{A1}"/></DisplayConditions>',
  ),
  dashboard('collecting', '<DisplayConditions Order="2"><Role Id="{C1}"/></DisplayConditions>'),
  dashboard('supervision', '<DisplayConditions Order="1"><Role Id="{51}"/></DisplayConditions>'),
  dashboard('news', '<DisplayConditions Order="9"><Everyone/></DisplayConditions>'),
];

function namesFor(...ids: readonly string[]): readonly string[] {
  return dashboardsFor(
    all,
    ids.map((id) => ({ id, templateId: undefined })),
  ).map(({ name }) => name);
}

describe('the dashboards of a person', () => {
  it('are those of the person’s roles and of everybody, the lowest order first', () => {
    expect(namesFor('c1')).toEqual(['collecting', 'disputes', 'news', 'for whoever']);
    expect(namesFor('c1', '51')).toEqual(['supervision', 'collecting', 'disputes', 'news', 'for whoever']);
  });

  it('are those of everybody for somebody without a role', () => {
    expect(namesFor()).toEqual(['news', 'for whoever']);
  });

  it('name the platform’s own roles by their templates', () => {
    const shown = dashboardsFor(all, [{ id: 'ff', templateId: '51' }]);
    expect(shown[0]?.name).toBe('supervision');
  });
});
