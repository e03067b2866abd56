/** Class ids of form controls, as form XML names them; from Microsoft's form XML reference. Compared in upper case, without braces. */
import type { UnsupportedKind } from './form-model.ts';

export const subgridClass = 'E7A81278-8635-4D9E-8D4D-59480B391C5B';

/** Controls that show one column; which editor it gets is decided by the column's type. */
const fieldClasses: ReadonlySet<string> = new Set([
  '4273EDBD-AC1D-40D3-9FB2-095C621B552D', // text
  'E0DECE4B-6FC8-4A8F-A065-082708572369', // text area
  'C6D124CA-7EDA-4A60-AEA9-7FB8D318B68F', // whole number
  'C3EFE0C3-0EC6-42BE-8349-CBD9079DFD8E', // decimal
  '0D2C745A-E5A8-4C8F-BA63-C6D3BB604660', // floating point
  '533B9E00-756B-4312-95A0-DC888637AC78', // money
  'B0C6723A-8503-4FD7-BB28-C8A06AC933C2', // check box
  '67FAC785-CD58-4F9F-ABB3-4B7DDC6ED5ED', // radio buttons
  '3EF39988-22BB-4F0B-BBBE-64B5A3748AEE', // option set
  '5D68B988-0661-4DB2-BC3E-17598AD3BE6C', // status reason
  '5B773807-9FB2-42DB-97C3-7A91EFF8ADFF', // date
  '270BD3DB-D9AF-4782-9025-509E298DEC0A', // lookup
  'F3015350-44A2-4AA0-97B5-00166532B5E9', // regarding
  'CBFB742C-14E7-4A17-96BB-1A13F7F64AA2', // party list
  'ADA2203E-B4CD-49BE-9DDF-234642B43B52', // e-mail address
  '6F3FB987-393B-4D2D-859F-9D0F0349B6AD', // e-mail body
  '71716B6C-711E-476C-8AB8-5D11542BFB47', // URL
  '1E1FC551-F7A8-43AF-AC34-A8DC35C7B6D4', // ticker symbol
  '8C10015A-B339-4982-9474-A95FE05631A5', // phone
  'AA987274-CE4E-4271-A803-66164311A958', // duration
  '671A9387-CA5A-4D1E-8AB7-06E39DDCF6B5', // language
  '7C624A0B-F59E-493D-9583-638D34759266', // time zone
  '4AA28AB7-9C13-4F57-A73D-AD894D048B5F', // several options
  'F9A8A302-114E-466A-B582-6771B2AE0D92', // the column's own control, under a code component
]);

const unsupportedClasses: ReadonlyMap<string, UnsupportedKind> = new Map([
  ['06375649-C143-495E-A496-C962E5B4488E', 'timeline'],
  ['9FDF5F91-88B1-47F4-AD53-C11EFC01A01D', 'webResource'],
  ['587CDF98-C1D5-4BDE-8473-14A0BC7644A7', 'webResource'],
  ['FD2A7985-3187-444E-908D-6624B21F69C0', 'iframe'],
  ['5C5600E0-1D6E-4205-A272-BE80DA87FD42', 'quickView'],
  ['9C5CA0A1-AB4D-4781-BE7E-8DFBE867B87E', 'timer'],
  ['E616A57F-20E0-4534-8662-A101B5DDF4E0', 'knowledge'],
  ['62B0DF79-0464-470F-8AF7-4483CFEA0C7D', 'map'],
]);

/** As the lists here are written: upper case, no braces. */
export function classIdOf(text: string): string {
  return text.replace(/[{}]/g, '').toUpperCase();
}

export function isFieldClass(classId: string): boolean {
  return fieldClasses.has(classId);
}

export function unsupportedKindOf(classId: string): UnsupportedKind {
  return unsupportedClasses.get(classId) ?? 'unknown';
}
