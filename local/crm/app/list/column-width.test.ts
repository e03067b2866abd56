import { columnWidth } from './column-width.ts';

describe('a column', () => {
  it('is as wide as its view says, if its header can be read then', () => {
    expect(columnWidth({ label: 'Due on', width: 200 }, false)).toBe(200);
    expect(columnWidth({ label: 'Due on', width: 75 }, false)).toBe(110);
  });

  it('has room for the longest word of its label, and for the arrow when rows are sorted by it', () => {
    expect(columnWidth({ label: 'Kundennummer', width: 120 }, false)).toBe(158);
    expect(columnWidth({ label: 'Älteste Fälligkeit', width: 120 }, false)).toBe(138);
    expect(columnWidth({ label: 'Älteste Fälligkeit', width: 120 }, true)).toBe(162);
  });
});
