import { isoDate } from '../dates/iso-date.ts';
import { money } from '../money/money.ts';
import { instalmentText, parseInstalments } from './instalment-text.ts';

const instalments = [
  { dueOn: isoDate('2026-05-29'), amount: money(100_00, 'EUR') },
  { dueOn: isoDate('2026-06-30'), amount: money(99_50, 'EUR') },
];

describe('instalments as text', () => {
  it('are written one a line, and read back', () => {
    expect(instalmentText(instalments)).toBe('2026-05-29 100.00\n2026-06-30 99.50');
    expect(parseInstalments(instalmentText(instalments), 'EUR')).toEqual({ ok: true, instalments });
  });

  it('are read with blank lines, tabs and the line ends of Windows', () => {
    expect(parseInstalments('\r\n 2026-05-29\t100 \r\n\r\n2026-06-30  99.5\r\n', 'EUR')).toEqual({
      ok: true,
      instalments,
    });
    expect(parseInstalments(' \n', 'EUR')).toEqual({ ok: true, instalments: [] });
  });

  it.each([
    ['2026-05-29', 'notALine', '2026-05-29'],
    ['2026-05-29 100.00 EUR', 'notALine', '2026-05-29 100.00 EUR'],
    ['2026-02-29 100.00', 'notADate', '2026-02-29'],
    ['29.05.2026 100.00', 'notADate', '29.05.2026'],
    ['2026-05-29 1,50', 'notAnAmount', '1,50'],
    ['2026-05-29 1.505', 'notAnAmount', '1.505'],
  ])('%p is refused with its line: %s', (line, code, value) => {
    expect(parseInstalments(`2026-05-01 1.00\n\n${line}`, 'EUR')).toMatchObject({
      ok: false,
      refusals: [{ code, field: 'instalments, line 3', value }],
    });
  });

  it('say why an amount cannot be read', () => {
    const result = parseInstalments('2026-05-29 1.505', 'EUR');
    expect(result.ok ? '' : result.refusals[0]?.remedy).toBe(
      'Write the amount in EUR as 100.00: it has more than 2 decimals for EUR',
    );
  });

  it('are refused line by line', () => {
    const result = parseInstalments('x\ny', 'EUR');
    expect(result.ok ? [] : result.refusals.map(({ field }) => field)).toEqual([
      'instalments, line 1',
      'instalments, line 2',
    ]);
  });
});
