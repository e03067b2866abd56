import { byText } from './order.ts';

describe('the order of texts', () => {
  it('is that of their characters, and of dates that of their days', () => {
    expect(['INV-2', 'INV-10', 'a', 'Z', 'INV-2'].sort(byText)).toEqual([
      'INV-10',
      'INV-2',
      'INV-2',
      'Z',
      'a',
    ]);
    expect(['2025-10-01', '2025-09-30'].sort(byText)).toEqual(['2025-09-30', '2025-10-01']);
  });

  it('says which of two comes first', () => {
    expect([byText('INV-1', 'INV-2'), byText('INV-2', 'INV-1')]).toEqual([-1, 1]);
  });

  it('leaves what stands alike as it stands, so that a second rule can decide', () => {
    expect(byText('INV-1', 'INV-1')).toBe(0);
  });
});
