import { isoDate } from '@dunlin/shared/dates/iso-date';
import type { CompanyRow } from '@dunlin/shared/records/policy-rows';
import { brakeOf } from './may-send.ts';

const company = { dun_released: true, dun_ledgerason: '2026-03-02', dun_maxledgeragedays: 3 } as CompanyRow;

describe('the brakes', () => {
  it('lets a released company with a fresh ledger send', () => {
    expect(brakeOf(company, undefined, isoDate('2026-03-02'))).toBeUndefined();
    expect(brakeOf(company, undefined, isoDate('2026-03-05'))).toBeUndefined();
  });

  it('stops on the fourth day after the last import, and says so', () => {
    expect(brakeOf(company, undefined, isoDate('2026-03-06'))).toEqual({
      reason: 'the ledger is of 2026-03-02, 4 days old; at most 3 are allowed',
      alarm: true,
    });
  });

  it('stops when no import was ever completed', () => {
    expect(brakeOf({ ...company, dun_ledgerason: null }, undefined, isoDate('2026-03-02'))).toMatchObject({
      alarm: true,
    });
  });

  it('holds a company that is not released, without an alarm', () => {
    expect(brakeOf({ ...company, dun_released: false }, undefined, isoDate('2026-03-02'))).toEqual({
      reason: 'sending is not released for this company yet',
    });
  });

  it('puts the stop switch before everything', () => {
    expect(brakeOf({ ...company, dun_released: false }, 'wrong texts', isoDate('2026-03-02'))).toEqual({
      reason: 'all sending is stopped: wrong texts',
    });
  });
});
