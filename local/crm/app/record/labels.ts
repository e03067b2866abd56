/** Labels of the form, in the user's language. */
import { session } from '../data/session.ts';
import type { TableInfo } from '../data/metadata.ts';
import { say } from '../text/text.ts';
import { partyColumns } from './activity.ts';
import { textIn, type Cell, type Labels } from './form/form-model.ts';

export function labelOf(labels: Labels): string {
  const { languageId, baseLanguageId } = session();
  return textIn(labels, languageId, baseLanguageId);
}

/** A cell's own label; where the form has none, or none in the user's language, the column's. */
export function cellLabel(cell: Cell, table: TableInfo): string {
  const { languageId } = session();
  const { content } = cell;
  const column = content !== undefined && 'column' in content ? content.column : undefined;
  const own = cell.labels.get(languageId);
  if (own !== undefined && own !== '') return own;
  return columnLabel(column, table) ?? labelOf(cell.labels);
}

function columnLabel(name: string | undefined, table: TableInfo): string | undefined {
  if (name === undefined) return undefined;
  const role = partyColumns[name];
  return table.columns.get(name)?.label ?? (role === undefined ? undefined : say(partyKey(role)));
}

type PartyKey = 'parties_1' | 'parties_2' | 'parties_3' | 'parties_4' | 'parties_5' | 'parties_6';
type OtherPartyKey = 'parties_7' | 'parties_10' | 'parties_11';

function partyKey(role: number): PartyKey | OtherPartyKey {
  return `parties_${role}` as PartyKey | OtherPartyKey;
}
