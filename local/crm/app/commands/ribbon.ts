/** A table's own buttons on command bars: read from the service once, and understood as far as these pages can show them. */
import { strFromU8, unzipSync } from 'fflate';
import { client } from '../data/client.ts';
import { remembered } from '../data/metadata.ts';
import { session } from '../data/session.ts';
import { readRibbon, type Ribbon } from './read-ribbon.ts';

/** @throws WebApiError */
export const ribbonOf = remembered(async (table: string): Promise<Ribbon> => {
  const answer = await client.get(
    'RetrieveEntityRibbon(EntityName=@n,RibbonLocationFilter=@f)' +
      `?@n='${encodeURIComponent(table)}'&@f=Microsoft.Dynamics.CRM.RibbonLocationFilters'All'`,
  );
  const packed = Uint8Array.from(atob(String(answer['CompressedEntityXml'])), (letter) =>
    letter.charCodeAt(0),
  );
  const xml = unzipSync(packed)['RibbonXml.xml'];
  if (xml === undefined) throw new RangeError(`The ribbon of ${table} is a zip without RibbonXml.xml.`);
  const { languageId, baseLanguageId } = session();
  return readRibbon(strFromU8(xml), [languageId, baseLanguageId]);
});
