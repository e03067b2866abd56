import { en, type TextKey } from './en.ts';
import { hu } from './hu.ts';
import { say, speak } from './text.ts';

const keys = Object.keys(en) as TextKey[];
const braces = (text: string): readonly string[] =>
  [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe('the CRM’s words', () => {
  it.each(keys)('%s is filled in with the same values in both languages', (key) => {
    expect(hu[key]).not.toBe('');
    expect(braces(hu[key])).toEqual(braces(en[key]));
  });

  it('are filled in and spoken in the language chosen, English for others', () => {
    speak(1038);
    expect(say('range', { from: 1, to: 50, of: '5 000+' })).toBe('1–50 / 5 000+');
    speak(1031);
    expect(say('range', { from: 1, to: 50, of: 212 })).toBe('1–50 of 212');
  });
});
