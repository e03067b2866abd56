import { isoDate } from '../dates/iso-date.ts';
import { evaluate } from '../strategy/evaluate.ts';
import { aDebtor, anAction, aReceivable } from '../strategy/testing/a-debtor.ts';
import { aPolicy } from '../strategy/testing/a-policy.ts';
import { collectionAction, collectionCase } from '../tables/collection.ts';
import {
  actionRecordOf,
  caseIdOf,
  episodeOf,
  newActionRow,
  newCaseRow,
  sentences,
  statusColumns,
  type ActionRow,
} from './action-rows.ts';
import { currenciesOf } from './currencies.ts';
import { aRow } from './testing/a-row.ts';

const currencies = currenciesOf([
  { transactioncurrencyid: 'id-eur', isocurrencycode: 'EUR', currencyprecision: 2 },
]);

function plannedAction(): NonNullable<ReturnType<typeof evaluate>['actions'][0]> {
  const facts = aDebtor({
    receivables: [
      aReceivable({ dueOn: '2025-03-13', amount: 99.99 }),
      aReceivable({ id: 'INV-2', dueOn: '2025-03-19', amount: 0.01 }),
    ],
    history: [anAction({ step: 'due-date', on: '2025-03-19', item: 'INV-2' })],
  });
  const steps = aPolicy().strategies[0]?.steps.map((step) => ({ ...step, grouping: 'customer' as const }));
  const [action] = evaluate(aPolicy(steps && { steps }), facts, isoDate('2025-03-21')).actions;
  if (!action) throw new Error('A first notice should be planned');
  return action;
}

const context = { debtorId: 'debtor-1', debtorName: 'Minta Kft.', caseId: 'case-1', policyVersion: 'v1' };

function storedRow(state: keyof typeof collectionAction.status, executedOn: string | null): ActionRow {
  const row = newActionRow(plannedAction(), context, currencies);
  return aRow(collectionAction, { ...row, ...statusColumns(state), dun_executedon: executedOn });
}

describe('a planned action', () => {
  it('becomes a row that says what, for whom, when, how much and why', () => {
    expect(newActionRow(plannedAction(), context, currencies)).toMatchObject({
      dun_key: 'D-1|first-notice|INV-1',
      dun_name: 'first-notice \u2013 Minta Kft.',
      dun_step: 'first-notice',
      dun_steporder: 3,
      dun_plannedon: '2025-03-21',
      dun_notbefore: '2025-03-21T07:00:00.000Z',
      dun_amount: 100,
      dun_policyversion: 'v1',
      'dun_debtorid@odata.bind': '/dun_debtors(debtor-1)',
      'dun_caseid@odata.bind': '/dun_collectioncases(case-1)',
      'transactioncurrencyid@odata.bind': '/transactioncurrencies(id-eur)',
      dun_because:
        'Pre-due was left out: it made sense only until 2025-03-12.\n' +
        'Due-date was left out: it made sense only until 2025-03-15.\n' +
        'First-notice was due on 2025-03-21: INV-1 fell due on 2025-03-13.',
    });
  });

  it('has no case before anything is overdue', () => {
    const before = { debtorId: 'debtor-1', debtorName: 'Minta Kft.', policyVersion: 'v1' };
    expect(newActionRow(plannedAction(), before, currencies)).not.toHaveProperty('dun_caseid@odata.bind');
  });

  it('comes back as what is remembered of it', () => {
    expect(actionRecordOf(storedRow('sent', '2025-03-21'))).toEqual({
      key: 'D-1|first-notice|INV-1',
      step: 'first-notice',
      stepOrder: 3,
      strategy: 'B2B',
      payBy: '2025-03-28',
      channel: 'email',
      state: 'sent',
      executedOn: '2025-03-21',
      lines: plannedAction().lines,
    });
  });

  it.each(['planned', 'failed', 'cancelled'] as const)(
    'that is %s has no day of effect, whatever the row says',
    (state) => {
      expect(actionRecordOf(storedRow(state, '2025-03-21'))).not.toHaveProperty('executedOn');
    },
  );
});

describe('a case', () => {
  it('is named by the debtor and the item that opened it', () => {
    const row = newCaseRow({
      debtorId: 'debtor-1',
      debtorName: 'Minta Kft.',
      openedBy: 'item-1',
      openedOn: isoDate('2025-03-14'),
    });
    expect(row).toMatchObject({
      dun_collectioncaseid: caseIdOf('debtor-1', 'item-1'),
      dun_name: 'Minta Kft. 2025-03-14',
      'dun_openedbyid@odata.bind': '/dun_receivables(item-1)',
      dun_openedon: '2025-03-14',
    });
    expect(caseIdOf('debtor-1', 'item-2')).not.toBe(caseIdOf('debtor-1', 'item-1'));
  });

  it('is an episode of the domain', () => {
    const row = aRow(collectionCase, { _dun_openedbyid_value: 'item-1', dun_openedon: '2025-03-14' });
    expect(episodeOf(row)).toEqual({ openedBy: 'item-1', openedOn: '2025-03-14' });
  });
});

describe('reasons as a person reads them', () => {
  it('are a sentence a line', () => {
    expect(sentences([{ code: 'nothingOpen' }, { code: 'windowClosed' }])).toBe(
      'Nothing is left to collect.\nThe contact window is closed.',
    );
    expect(sentences([])).toBe('');
  });
});
