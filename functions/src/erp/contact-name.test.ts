import fc from 'fast-check';
import { contactName } from './contact-name.ts';

describe('the name of a contact', () => {
  it('is the last name whole where it fits', () => {
    expect(contactName('Kovács Erzsébet')).toEqual({ firstname: null, lastname: 'Kovács Erzsébet' });
    expect(contactName('x'.repeat(50))).toEqual({ firstname: null, lastname: 'x'.repeat(50) });
  });

  it('is divided at the first blank after which the rest fits', () => {
    const name = 'Maria Magdalena Theresia Prinzessin zu Hohenlohe-Waldenburg-Schillingsfürst';
    expect(contactName(name)).toEqual({
      firstname: 'Maria Magdalena Theresia',
      lastname: 'Prinzessin zu Hohenlohe-Waldenburg-Schillingsfürst',
    });
  });

  it('is none when a part would be cut', () => {
    expect(contactName('x'.repeat(51))).toBeUndefined();
    expect(contactName(`${'x'.repeat(51)} y`)).toBeUndefined();
    expect(contactName(`${'x'.repeat(50)} ${'y'.repeat(50)}`)).toEqual({
      firstname: 'x'.repeat(50),
      lastname: 'y'.repeat(50),
    });
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]+( [a-z]+){0,20}$/), (name) => {
        const parts = contactName(name);
        if (parts === undefined) return;
        expect([parts.firstname, parts.lastname].filter(Boolean).join(' ')).toBe(name);
        expect(Math.max(parts.firstname?.length ?? 0, parts.lastname.length)).toBeLessThanOrEqual(50);
      }),
    );
  });
});
