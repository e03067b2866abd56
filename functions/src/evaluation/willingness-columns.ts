/** The willingness to pay on the debtor's row, with what each line of the score card gave; only where it is another than before. */
import { partInWords } from '@dunlin/shared/segments/score-card-text';
import { debtor } from '@dunlin/shared/tables/ledger';
import type { Row } from '../dataverse/client.ts';
import type { Evaluated } from './changes.ts';

export function willingnessColumns({ decision, loaded }: Pick<Evaluated, 'decision' | 'loaded'>): Row {
  const { willingness, asOf } = decision;
  const { row } = loaded;
  const columns = {
    dun_willingness: willingness?.score ?? null,
    dun_willingnessclass: willingness?.class ?? null,
    dun_willingnesswhy:
      willingness?.parts.map(partInWords).join('\n').slice(0, debtor.columns.dun_willingnesswhy.maxLength) ??
      null,
  };
  const isSame =
    row.dun_willingness === columns.dun_willingness &&
    row.dun_willingnessclass === columns.dun_willingnessclass &&
    row.dun_willingnesswhy === columns.dun_willingnesswhy;
  return isSame ? {} : { ...columns, dun_willingnesson: willingness ? asOf : null };
}
