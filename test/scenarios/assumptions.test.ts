/** What could not be confirmed about Dataverse decides nothing: the same ten days pass alike when all of it is the other way. */
import { assumptions } from '../../local/dataverse/assumptions.ts';
import { addDays } from '../../local/erp/days.ts';
import { samplePortfolio } from '../../local/erp/sample/portfolio.ts';
import { sampleHistory } from '../../local/erp/sample/sample-history.ts';
import { messagesIn } from './stack/outbox.ts';
import { actionsIn, dispatchesIn } from './stack/rows.ts';
import { collector, patienceMs, startScenario } from './stack/scenario.ts';
import type { WebApi } from '../../local/start/web-api.ts';

const startsOn = '2026-03-02';
const days = 10;
const portfolio = samplePortfolio({ startsOn });

type Row = Readonly<Record<string, unknown>>;

/** A promise, a hold and a dispute are written on the third day, each for another debtor with one open item. */
async function tenDays(otherwise?: readonly string[]): Promise<Record<string, readonly string[]>> {
  const scenario = await startScenario({ startsOn, limits: false, ...(otherwise && { otherwise }) });
  try {
    const { api, stack } = scenario;
    const history = sampleHistory(portfolio);
    for (let count = 0; count < days; count += 1) {
      const day = addDays(startsOn, count);
      await scenario.day(day, history);
      if (count !== 2) continue;
      await agree(await scenario.apiAs(collector), day);
      await scenario.untilQuiet();
    }
    const agreements = async (set: string): Promise<readonly string[]> =>
      (await api.list<Row>(`${set}?$orderby=dun_name`)).map((row) =>
        [
          row['dun_name'],
          row['statuscode@OData.Community.Display.V1.FormattedValue'],
          row['dun_result'],
        ].join(),
      );
    return {
      actions: (await actionsIn(api)).map(
        ({ key, state, amount, currency, because }) => `${key} ${state} ${amount} ${currency}: ${because}`,
      ),
      messages: (await messagesIn(stack)).map(({ to, subject, text }) => `${to} ${subject}\n${text}`).sort(),
      dispatches: (await dispatchesIn(api))
        .map(({ action, state, channel }) => `${action} ${channel} ${state}`)
        .sort(),
      promises: await agreements('dun_promises'),
      holds: await agreements('dun_holds'),
      disputes: await agreements('dun_disputes'),
    };
  } finally {
    await scenario.stop();
  }
}

/** The three debtors with the lowest numbers who owe one open item only: their items are promised, held and disputed. */
async function agree(api: WebApi, day: string): Promise<void> {
  const items = await api.list<Row>(
    'dun_receivables?$select=dun_receivableid,dun_open,_dun_debtorid_value,_transactioncurrencyid_value' +
      '&$expand=dun_debtorid($select=dun_number)&$filter=statuscode eq 1 and dun_open gt 10 and dun_kind eq 784000000&$orderby=dun_key',
  );
  const single = [...Map.groupBy(items, (row) => row['_dun_debtorid_value'] as string).values()]
    .flatMap(([item, ...others]) => (item && others.length === 0 ? [item] : []))
    .sort((a, b) => numberOf(a).localeCompare(numberOf(b)));
  const [promised, held, disputed] = single;
  if (!promised || !held || !disputed) throw new Error('Too few debtors owe one item only.');
  const of = (row: Row): Row => ({
    'dun_debtorid@odata.bind': `/dun_debtors(${String(row['_dun_debtorid_value'])})`,
  });
  const money = (row: Row): Row => ({
    dun_amount: row['dun_open'],
    'transactioncurrencyid@odata.bind': `/transactioncurrencies(${String(row['_transactioncurrencyid_value'])})`,
  });
  await api.create('dun_promises', {
    // With ids of their own both runs name their actions alike.
    dun_promiseid: '10000000-0000-4000-8000-000000000001',
    ...of(promised),
    ...money(promised),
    dun_dueon: addDays(day, 3),
  });
  await api.create('dun_holds', {
    dun_holdid: '10000000-0000-4000-8000-000000000002',
    ...of(held),
    dun_reason: 784_000_001,
    dun_until: addDays(day, 5),
  });
  await api.create('dun_disputes', {
    dun_disputeid: '10000000-0000-4000-8000-000000000003',
    ...of(disputed),
    ...money(disputed),
    'dun_receivableid@odata.bind': `/dun_receivables(${String(disputed['dun_receivableid'])})`,
    dun_reason: 784_000_001,
  });
}

function numberOf(row: Row): string {
  return (row['dun_debtorid'] as { dun_number: string }).dun_number;
}

it(
  'ten days of the sample portfolio pass alike with every assumption the other way',
  async () => {
    const assumed = await tenDays();
    expect(assumed['messages']?.length).toBeGreaterThan(100);
    expect([assumed['promises'], assumed['holds'], assumed['disputes']].map((rows) => rows?.length)).toEqual([
      1, 1, 1,
    ]);
    expect(await tenDays(Object.keys(assumptions))).toEqual(assumed);
  },
  2 * patienceMs,
);
