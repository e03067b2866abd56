import { isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import { disputedDays, resolutionTimes } from './resolution-time.ts';
import { aClosedDispute, aDispute, anAcceptedDispute } from './testing/a-dispute.ts';

const march = { from: isoDate('2025-03-01'), to: isoDate('2025-03-31') };

describe('the time it takes to settle disputes (F069)', () => {
  it('is the average, and what nine of ten did not exceed', () => {
    // Opened on the 1st, settled on the 2nd, 3rd … 11th: 1 to 10 days.
    const disputes = Array.from({ length: 10 }, (_one, at) =>
      aClosedDispute({
        id: `DSP-${at}`,
        state: 'rejected',
        openedOn: '2025-03-01',
        resolvedOn: `2025-03-${String(at + 2).padStart(2, '0')}`,
      }),
    );
    expect(resolutionTimes(disputes.reverse(), march)).toEqual({ settled: 10, averageDays: 5.5, p90Days: 9 });
  });

  it('is of what was accepted or rejected within the period', () => {
    const accepted = anAcceptedDispute({
      granted: { 'INV-1': 1 },
      openedOn: '2025-02-25',
      resolvedOn: '2025-03-31',
    });
    const others = [
      aDispute(),
      aClosedDispute({ state: 'withdrawn' }),
      aClosedDispute({ state: 'rejected', openedOn: '2025-02-01', resolvedOn: '2025-02-28' }),
      aClosedDispute({ state: 'rejected', resolvedOn: '2025-04-01' }),
    ];
    expect(resolutionTimes([accepted, ...others], march)).toEqual({
      settled: 1,
      averageDays: 34,
      p90Days: 34,
    });
    const onTheFirst = aClosedDispute({
      state: 'rejected',
      openedOn: '2025-03-01',
      resolvedOn: '2025-03-01',
    });
    expect(resolutionTimes([onTheFirst], march)).toEqual({ settled: 1, averageDays: 0, p90Days: 0 });
    expect(resolutionTimes(others, march)).toEqual({ settled: 0 });
  });
});

describe('days of sales outstanding caused by disputes', () => {
  it('are the disputed part of DSO', () => {
    const of = { creditSales: fromMajor(10_890, 'EUR'), days: 90 };
    expect(disputedDays({ ...of, disputed: fromMajor(1_210, 'EUR') })).toBeCloseTo(10, 10);
    expect(disputedDays({ ...of, disputed: fromMajor(0, 'EUR') })).toBe(0);
  });

  it('are not known without sales, nor across currencies', () => {
    const disputed = fromMajor(10, 'EUR');
    expect(disputedDays({ disputed, creditSales: fromMajor(0, 'EUR'), days: 90 })).toBeUndefined();
    expect(() => disputedDays({ disputed, creditSales: fromMajor(10, 'HUF'), days: 90 })).toThrow(
      'Cannot divide EUR by HUF',
    );
  });
});
