import { optionName, optionValue } from './options.ts';

const channels = { email: { value: 10, label: 'E-mail' }, letter: { value: 11, label: 'Letter' } };

describe('an option', () => {
  it('is a word in the domain and a number on the wire', () => {
    expect(optionValue(channels, 'letter')).toBe(11);
    expect(optionName(channels, 11)).toBe('letter');
  });

  it('that is not known is refused: a newer solution wrote it', () => {
    expect(() => optionName(channels, 12)).toThrow('No option has the value 12; known are email, letter');
  });
});
