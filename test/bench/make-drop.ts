/**
 * Writes the sample ERP's first export with so many open items into a folder: `node test/bench/make-drop.ts RECEIVABLES DAY FOLDER`.
 * A process of its own, so that the portfolio's memory is not counted as the stack's.
 */
import { dayNumber } from '../../local/erp/days.ts';
import { portfolioOf } from '../../local/erp/sample/portfolio.ts';
import { sampleHistory } from '../../local/erp/sample/sample-history.ts';

const [receivables = '', startsOn = '', folder = ''] = process.argv.slice(2);
dayNumber(startsOn);
await sampleHistory(portfolioOf({ receivables: Number(receivables), startsOn })).drop(folder, startsOn);
