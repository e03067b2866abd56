/** How good a score card would have been on a history of invoices (npm run willingness:backtest -- --csv … --customer … --due …). */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { backTest, type BackTest } from '@dunlin/shared/backtest/willingness';
import { classesIn, scoreLinesIn } from '@dunlin/shared/segments/score-card-text';
import type { ScoreCard } from '@dunlin/shared/segments/willingness';
import { invoicesIn } from './src/backtest/read-invoices.ts';

const starterCard = new URL('../solution/data/starter/dun_scorecard.json', import.meta.url);

const usage = `Usage: npm run willingness:backtest -- --csv FILE --customer COLUMN --due COLUMN --settled COLUMN

  --csv FILE           invoices, paid and open, one a line
  --customer COLUMN    who owes it
  --due COLUMN         the due date
  --settled COLUMN     the day it was paid; empty while it is open
  --issued COLUMN      the day it was written; without it an invoice is known from its due date on
  --amount COLUMN      without it all are alike
  --dates PATTERN      how dates are written, M/d/yyyy for example; yyyy-MM-dd without it
  --late-days N        paid more than so many days after the due date is late; 0 without it
  --held-out PERCENT   the last invoices, which the card is judged by; 30 without it
  --card FILE          a score card as JSON, as in solution/data/starter/dun_scorecard.json; that one without it`;

function main(): void {
  const options = parseOptions();
  if (options === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  try {
    const { invoices, skipped } = invoicesIn(readFileSync(options.csv, 'utf8'), options.columns);
    const card = cardIn(readFileSync(options.card, 'utf8'));
    console.log(`${invoices.length} invoices, ${skipped} lines left out for want of a date or an amount`);
    console.log(inWords(backTest(card, invoices, options), options.lateAfterDays));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

function inWords(found: BackTest, lateAfterDays: number): string {
  const { calibration } = found;
  const percent = (share: number | undefined): string =>
    (share === undefined ? '–' : `${(share * 100).toFixed(1)} %`).padStart(8);
  return [
    `Judged by ${found.scored} invoices due from ${found.heldOutFrom} on; ${found.unscored} more have no score`,
    `Late is more than ${lateAfterDays} days: ${percent(found.late).trim()} of them`,
    `Area under the curve: ${found.area?.toFixed(3) ?? '–'} (0.5 is chance)`,
    ...(calibration
      ? [
          `Squared error: ${calibration.error.toFixed(4)}; by the base rate of ${percent(calibration.baseRate).trim()} alone ${calibration.naiveError.toFixed(4)}`,
          '     score  invoices  predicted      late',
          ...calibration.tenths.map(
            ({ from, to, predicted, invoices, late }) =>
              `${`${from}–${to}`.padStart(10)}${String(invoices).padStart(10)}   ${percent(predicted)}  ${percent(late)}`,
          ),
        ]
      : ['Too few invoices to say what a score means']),
    ...found.classes.map(
      ({ name, invoices, late }) => `${name}: ${invoices} invoices, ${percent(late).trim()} late`,
    ),
  ].join('\n');
}

/** @throws Error when it is none */
function cardIn(text: string): ScoreCard {
  const [row] = JSON.parse(text) as readonly Readonly<Record<string, string>>[];
  return {
    code: row?.['dun_code'] ?? '',
    name: row?.['dun_name'] ?? '',
    lines: scoreLinesIn(row?.['dun_lines'] ?? ''),
    classes: classesIn(row?.['dun_classes'] ?? ''),
  };
}

type Options = {
  readonly csv: string;
  readonly card: string | URL;
  readonly columns: Parameters<typeof invoicesIn>[1];
  readonly lateAfterDays: number;
  readonly heldOut: number;
};

/** Undefined when the options make no sense. */
function parseOptions(): Options | undefined {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      options: {
        csv: text,
        customer: text,
        due: text,
        settled: text,
        issued: text,
        amount: text,
        dates: { ...text, default: 'yyyy-MM-dd' },
        'late-days': { ...text, default: '0' },
        'held-out': { ...text, default: '30' },
        card: text,
      },
    });
    const { csv, customer, due, settled, issued, amount, dates, card = starterCard } = values;
    const [lateAfterDays, heldOut] = [Number(values['late-days']), Number(values['held-out']) / 100];
    if (csv === undefined || customer === undefined || due === undefined || settled === undefined)
      return undefined;
    if (!Number.isInteger(lateAfterDays) || lateAfterDays < 0 || !(heldOut > 0 && heldOut < 1))
      return undefined;
    const columns = { customer, due, settled, dates, ...(issued && { issued }), ...(amount && { amount }) };
    return { csv, card, columns, lateAfterDays, heldOut };
  } catch (error) {
    console.error((error as Error).message);
    return undefined;
  }
}

main();
