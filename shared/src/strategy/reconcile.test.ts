import type { ActionRecord } from '../actions/action.ts';
import { isoDate } from '../dates/iso-date.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { reconcile } from './reconcile.ts';
import { aDebtor, anAction, aReceivable } from './testing/a-debtor.ts';
import { aPolicy } from './testing/a-policy.ts';

type Keys = { create: string[]; replan: string[]; cancel: string[]; close: string[] };

function changesOn(date: string, facts: Facts): Keys {
  const changes = reconcile(evaluate(aPolicy(), facts, isoDate(date)), facts.history);
  return {
    create: changes.create.map(({ key }) => key),
    replan: changes.replan.map(({ key }) => key),
    cancel: changes.cancel.map(({ key, because }) => `${key}: ${because.map(({ code }) => code).join()}`),
    close: changes.close.map(({ key }) => key),
  };
}

const none: Keys = { create: [], replan: [], cancel: [], close: [] };
const invoice = aReceivable({ dueOn: '2025-03-13' });
const firstNotice = (state: ActionRecord['state']): ActionRecord =>
  anAction({ step: 'first-notice', on: '2025-03-21', state });

describe('what a decision changes of the actions there are', () => {
  it('a new action is created, once', () => {
    expect(changesOn('2025-03-21', aDebtor({ receivables: [invoice] }))).toEqual({
      ...none,
      create: ['D-1|first-notice|INV-1'],
    });
    const planned = aDebtor({ receivables: [invoice], history: [firstNotice('planned')] });
    expect(changesOn('2025-03-21', planned)).toEqual(none);
  });

  it('what was paid before it was sent is cancelled', () => {
    const paid = aDebtor({ receivables: [], history: [firstNotice('planned')] });
    expect(changesOn('2025-03-24', paid)).toEqual({
      ...none,
      cancel: ['D-1|first-notice|INV-1: nothingOpen'],
    });
  });

  it('a call about what was paid meanwhile need not be made any more', () => {
    const called = firstNotice('withPerson');
    expect(changesOn('2025-03-24', aDebtor({ receivables: [], history: [called] }))).toEqual({
      ...none,
      close: ['D-1|first-notice|INV-1'],
    });
    expect(changesOn('2025-03-24', aDebtor({ receivables: [invoice], history: [called] }))).toEqual(none);
  });

  it.each(['reserved', 'unknown', 'failed', 'sent', 'done', 'cancelled'] as const)(
    'an action that is %s is never cancelled',
    (state) => {
      expect(changesOn('2025-03-24', aDebtor({ receivables: [], history: [firstNotice(state)] }))).toEqual(
        none,
      );
    },
  );

  it('what was cancelled and is wanted again is planned under its own name (complaint 31)', () => {
    const reversedPayment = aDebtor({ receivables: [invoice], history: [firstNotice('cancelled')] });
    expect(changesOn('2025-03-24', reversedPayment)).toEqual({
      ...none,
      replan: ['D-1|first-notice|INV-1'],
    });
  });

  it('what waits over a weekend stays planned', () => {
    const facts = aDebtor({ receivables: [invoice], history: [firstNotice('planned')] });
    expect(changesOn('2025-03-22', facts)).toEqual(none);
    expect(changesOn('2025-03-24', facts)).toEqual(none);
  });

  it('what waits for the gap after another contact stays planned', () => {
    const facts = aDebtor({
      receivables: [invoice],
      history: [firstNotice('planned'), anAction({ step: 'second-notice', on: '2025-03-24', item: 'OLD' })],
    });
    expect(changesOn('2025-03-24', facts)).toEqual(none);
  });

  it('what another item leads by now goes with that one', () => {
    const older = aReceivable({ id: 'INV-0', dueOn: '2025-03-12' });
    const facts = aDebtor({ receivables: [invoice, older], history: [firstNotice('planned')] });
    expect(changesOn('2025-03-21', facts)).toEqual({
      create: ['D-1|first-notice|INV-0'],
      replan: [],
      cancel: ['D-1|first-notice|INV-1: goesWith'],
      close: [],
    });
    const changes = reconcile(evaluate(aPolicy(), facts, isoDate('2025-03-21')), facts.history);
    expect(changes.cancel[0]?.because).toEqual([
      { code: 'goesWith', step: 'first-notice', document: 'INV-0' },
    ]);
  });

  it('the reason names the action it goes with, not another one of the day', () => {
    const facts = aDebtor({
      receivables: [
        invoice,
        aReceivable({ id: 'INV-0', dueOn: '2025-03-12' }),
        aReceivable({ id: 'OLD', dueOn: '2025-01-13' }),
      ],
      history: [firstNotice('planned'), anAction({ step: 'pre-legal', on: '2025-02-24', item: 'OLD' })],
    });
    const decision = evaluate(aPolicy(), facts, isoDate('2025-03-21'));
    expect(decision.actions.map(({ step }) => step.code)).toEqual(['hand-over', 'first-notice']);
    expect(reconcile(decision, facts.history).cancel.map(({ because }) => because)).toEqual([
      [{ code: 'goesWith', step: 'first-notice', document: 'INV-0' }],
    ]);
  });

  it('what fell below the minimum is cancelled with that reason', () => {
    const facts = aDebtor({
      receivables: [aReceivable({ dueOn: '2025-03-13', amount: 100, open: 5 })],
      history: [firstNotice('planned')],
    });
    expect(changesOn('2025-03-24', facts).cancel).toEqual([
      'D-1|first-notice|INV-1: stepMissed,stepMissed,stepDue,belowMinimum',
    ]);
  });

  it('a reminder that was not sent while it made sense is cancelled for the next step', () => {
    const history = [anAction({ step: 'pre-due', on: '2025-03-10', state: 'planned' })];
    expect(changesOn('2025-03-13', aDebtor({ receivables: [invoice], history }))).toEqual({
      create: ['D-1|due-date|INV-1'],
      replan: [],
      cancel: ['D-1|pre-due|INV-1: goesWith'],
      close: [],
    });
  });
});
