/** Afterwards somebody asks: who agreed what, and why was a letter cancelled that went out after all? */
import { Client, everyAnnotation, tokenOf, type Fields } from '../../local/dataverse/fixtures/server.ts';
import { ledgerOf } from './stack/ledger.ts';
import { collector, patienceMs, startScenario, type Scenario } from './stack/scenario.ts';
import { firm, ofFirm } from './stack/two-customers.ts';

const auditor = 'audrey.auditor@demo.example';
const formatted = 'OData.Community.Display.V1.FormattedValue';

describe('what the auditor finds', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ startsOn: '2026-03-01' });
  }, patienceMs);
  afterAll(() => scenario.stop());

  const idIn = async (set: string, id: string): Promise<string> => {
    const [row] = await scenario.api.list<Record<string, string>>(`${set}?$select=${id}`);
    return row?.[id] ?? '';
  };

  /** Oldest first: who, and what these columns were afterwards, where one of them changed. */
  const historyOf = async (address: string, columns: readonly string[]): Promise<readonly unknown[]> => {
    const { dataverse } = scenario.stack.addresses;
    const client = new Client(dataverse, await tokenOf(Number(new URL(dataverse).port), auditor));
    const target = encodeURIComponent(JSON.stringify({ '@odata.id': address }));
    const answer = await client.get(`RetrieveRecordChangeHistory(Target=@t)?@t=${target}`, everyAnnotation);
    if (answer.status !== 200) throw new Error(answer.text);
    const { AuditDetails: details } = answer.body['AuditDetailCollection'] as { AuditDetails: Fields[] };
    return details.toReversed().flatMap((detail) => {
      const after = detail['NewValue'] as Fields;
      const record = detail['AuditRecord'] as Fields;
      if (!columns.some((column) => column in after)) return [];
      const shown = columns.map((column) => after[`${column}@${formatted}`] ?? after[column] ?? '');
      return [[record[`_userid_value@${formatted}`], ...shown]];
    });
  };

  it(
    'is who promised what and took it back, and why an action was cancelled before it was planned again',
    async () => {
      const ledger = ledgerOf([firm], () => [ofFirm]);
      await scenario.day('2026-03-01', ledger);
      await scenario.until('2026-03-02', '06:00');
      const api = await scenario.apiAs(collector);
      const debtor = await idIn('dun_debtors', 'dun_debtorid');
      const [euros] = await scenario.api.list<{ transactioncurrencyid: string }>(
        "transactioncurrencies?$select=transactioncurrencyid&$filter=isocurrencycode eq 'EUR'",
      );
      await api.create('dun_promises', {
        'dun_debtorid@odata.bind': `/dun_debtors(${debtor})`,
        'transactioncurrencyid@odata.bind': `/transactioncurrencies(${euros?.transactioncurrencyid ?? ''})`,
        dun_amount: 100,
        dun_dueon: '2026-03-10',
      });
      await scenario.untilQuiet();
      const promise = `dun_promises(${await idIn('dun_promises', 'dun_promiseid')})`;
      await api.update(promise, { dun_withdrawnon: '2026-03-02' });
      await scenario.untilQuiet();
      await scenario.until('2026-03-02', '20:00');
      const action = `dun_collectionactions(${await idIn('dun_collectionactions', 'dun_collectionactionid')})`;
      expect(await historyOf(promise, ['statuscode', 'dun_amount', 'dun_withdrawnon'])).toEqual([
        ['Clara Collector', 'Open', '€100.00', ''],
        ['Clara Collector', '', '', '3/2/2026'],
        ['# Application', 'Withdrawn', '', ''],
      ]);
      expect(await historyOf(action, ['statuscode', 'dun_result'])).toEqual([
        ['# Application', 'Planned', ''],
        ['# Application', 'Cancelled', '100.00 EUR are promised and awaited until 2026-03-12.'],
        ['# Application', 'Planned', ''],
        ['# Application', 'Being sent', ''],
        ['# Application', 'Sent', '250 stored as 1'],
      ]);
    },
    patienceMs,
  );
});
