import { isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import { creditHoldChange, holdInForce, type CreditHold, type CreditHoldChange } from './credit-hold.ts';
import { aCreditHold, anOrder } from './testing/a-hold.ts';
import type { Cause, TradingStanding } from './trading-status.ts';

const preLegal: Cause = { rule: 'pre-legal', status: 'blocked', amounts: [fromMajor(600, 'EUR')] };
const late: Cause = { rule: 'late', status: 'blocked', amounts: [fromMajor(600, 'EUR')] };
const limit: Cause = { rule: 'limit', status: 'conditional', amounts: [fromMajor(1_200, 'EUR')] };

function standing(...causes: readonly Cause[]): TradingStanding {
  return { status: causes[0]?.status ?? 'free', causes, setAside: [] };
}

function change(standing: TradingStanding, ...holds: readonly CreditHold[]): CreditHoldChange {
  const nameOf = (...parts: readonly string[]): string => parts.join('/');
  return creditHoldChange({ debtor: 'D-1', holds, standing, nameOf }, isoDate('2025-03-20'));
}

describe('a credit hold', () => {
  it('is placed with its reason, and the ERP is told once (F090)', () => {
    const placed = {
      id: 'credit-hold/D-1/',
      debtor: 'D-1',
      status: 'blocked',
      rule: 'pre-legal',
      amounts: [{ minor: 60_000, currency: 'EUR' }],
      placedOn: '2025-03-20',
    } as const;
    expect(change(standing(preLegal))).toEqual({
      place: placed,
      command: {
        id: 'trading-command/credit-hold/D-1//blocked',
        debtor: 'D-1',
        status: 'blocked',
        on: '2025-03-20',
        reason: 'pre-legal',
        amounts: [{ minor: 60_000, currency: 'EUR' }],
      },
    });
    expect(change(standing(preLegal), { ...placed, placedOn: isoDate('2025-03-20') })).toEqual({});
  });

  it('is released when its cause is gone, and the ERP is told once', () => {
    expect(change(standing(), aCreditHold())).toEqual({
      release: aCreditHold({ releasedOn: '2025-03-20' }),
      command: {
        id: 'trading-command/CH-1/free',
        debtor: 'D-1',
        status: 'free',
        on: '2025-03-20',
        amounts: [],
      },
    });
    expect(change(standing(), aCreditHold({ releasedOn: '2025-03-20' }))).toEqual({});
    expect(change(standing())).toEqual({});
  });

  it('gets a new name when it is placed again, also on the same day', () => {
    const before = aCreditHold({ placedOn: '2025-03-20', releasedOn: '2025-03-20' });
    const again = change(standing(preLegal), before);
    expect(again.place).toMatchObject({ id: 'credit-hold/D-1/CH-1', after: 'CH-1' });
    const third = aCreditHold({ id: 'CH-2', after: 'CH-1', releasedOn: '2025-03-20' });
    expect(change(standing(preLegal), third, before).place).toMatchObject({ id: 'credit-hold/D-1/CH-2' });
  });

  it('stays when another cause of the same strictness joins or comes first', () => {
    expect(change(standing(late, preLegal), aCreditHold())).toEqual({});
    expect(change(standing(preLegal, limit), aCreditHold())).toEqual({});
  });

  it('gives way to one for the cause that is left, without a word to the ERP', () => {
    expect(change(standing(late), aCreditHold())).toEqual({
      release: aCreditHold({ releasedOn: '2025-03-20' }),
      place: {
        id: 'credit-hold/D-1/CH-1',
        debtor: 'D-1',
        status: 'blocked',
        rule: 'late',
        amounts: [{ minor: 60_000, currency: 'EUR' }],
        placedOn: '2025-03-20',
        after: 'CH-1',
      },
    });
  });

  it('gives way to a stricter or a milder one, with one command', () => {
    const milder = change(standing(limit), aCreditHold());
    expect(milder.release?.releasedOn).toBe('2025-03-20');
    expect(milder.place).toMatchObject({ status: 'conditional', rule: 'limit' });
    expect(milder.command).toMatchObject({ id: 'trading-command/credit-hold/D-1/CH-1/conditional' });
    const stricter = change(standing(preLegal, limit), aCreditHold({ status: 'conditional', rule: 'limit' }));
    expect(stricter.command).toMatchObject({ status: 'blocked', reason: 'pre-legal' });
  });

  it('has the reason and the name of who ordered or released it', () => {
    const order = anOrder({ status: 'blocked', reason: 'bounced cheque' });
    const byOrder: Cause = { rule: 'order', status: 'blocked', amounts: [], order };
    const placed = change(standing(byOrder));
    expect(placed.place).toMatchObject({ rule: 'order', reason: 'bounced cheque', setBy: 'Petra' });
    expect(placed.command?.reason).toBe('bounced cheque');
    const hold = aCreditHold({ rule: 'order', reason: 'bounced cheque', setBy: 'Petra' });
    expect(change(standing(byOrder), hold)).toEqual({});
    const other = { ...byOrder, order: { ...order, reason: 'insolvency filed' } };
    expect(change(standing(other), hold).place?.reason).toBe('insolvency filed');
    const release = anOrder({ status: 'free', until: '2025-03-31' });
    expect(change({ ...standing(), release }, aCreditHold()).release?.releasedBy).toBe('Petra');
  });

  it('of another debtor does not count', () => {
    expect(change(standing(), aCreditHold({ debtor: 'D-2' }))).toEqual({});
  });

  it('is one at a time: two that are not released are a fault', () => {
    const two = [aCreditHold(), aCreditHold({ id: 'CH-2' })];
    expect(() => change(standing(), ...two)).toThrow('Two credit holds of D-1 are not released: CH-1, CH-2');
    expect(holdInForce([])).toBeUndefined();
    expect(holdInForce([aCreditHold({ releasedOn: '2025-03-20' }), aCreditHold({ id: 'CH-2' })])?.id).toBe(
      'CH-2',
    );
  });
});
