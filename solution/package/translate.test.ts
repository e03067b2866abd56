import { parseXml } from '../xml/parse.ts';
import { renderDocument } from '../xml/element.ts';
import { translated, untranslated } from './translate.ts';
import type { Translation } from './translation.ts';

const hungarian: Translation = {
  language: '1038',
  words: { Hold: 'Felfüggesztés', From: 'Feladó', 'Strategy step': 'Stratégia lépése' },
  patterns: { 'The main form of {0}.': 'Fő űrlap: {0}.', '{0} (Base)': '{0} (alap)' },
  ofTables: { dun_Hold: { From: 'Kezdete' } },
};

const labels = (...items: readonly string[]): string =>
  `<labels>${items.map((item) => `<label ${item} />`).join('')}</labels>`;
const inEnglish = (text: string): string => `description="${text}" languagecode="1033"`;
const inHungarian = (text: string): string => `description="${text}" languagecode="1038"`;

function translate(xml: string): string {
  return written(translated(parseXml(xml), [hungarian]));
}

function written(root: ReturnType<typeof parseXml>): string {
  return renderDocument(root).replace(/^.*\n/, '').replace(/\n\s*/g, '');
}

describe('a label', () => {
  it('gets its translation beside it, with all else it says', () => {
    expect(translate(labels(inEnglish('Hold')))).toBe(
      labels(inEnglish('Hold'), inHungarian('Felfüggesztés')),
    );
    expect(translate('<Titles><Title LCID="1033" Title="Hold" /></Titles>')).toBe(
      '<Titles><Title LCID="1033" Title="Hold" /><Title LCID="1038" Title="Felfüggesztés" /></Titles>',
    );
  });

  it('that somebody translated where it stands is left alone', () => {
    const both = labels(inEnglish('Hold'), inHungarian('Szünet'));
    expect(translate(both)).toBe(both);
  });

  it('means in one table what it means nowhere else', () => {
    const entity = (name: string, ...items: readonly string[]): string =>
      `<Entity><Name>${name}</Name>${labels(...items)}</Entity>`;
    expect(translate(entity('dun_Hold', inEnglish('From')))).toBe(
      entity('dun_Hold', inEnglish('From'), inHungarian('Kezdete')),
    );
    expect(translate(entity('dun_Sms', inEnglish('From')))).toBe(
      entity('dun_Sms', inEnglish('From'), inHungarian('Feladó')),
    );
  });

  it('made from the name of a table or column is translated with that name, small or capital', () => {
    expect(translate(labels(inEnglish('The main form of strategy step.')))).toContain(
      'Fő űrlap: Stratégia lépése.',
    );
    expect(translate(labels(inEnglish('Hold (Base)')))).toContain('Felfüggesztés (alap)');
  });

  it('without words stays English, and is told', () => {
    const unknown = labels(inEnglish('Dispute'), inEnglish('Dispute (Base)'));
    expect(translate(unknown)).toBe(unknown);
    expect(untranslated(parseXml(unknown), hungarian)).toEqual(['Dispute', 'Dispute (Base)']);
  });

  it('that is a name, or empty, needs no words', () => {
    const names = labels(inEnglish('dun_hold_key'), inEnglish(''));
    expect(translate(names)).toBe(names);
    expect(untranslated(parseXml(names), hungarian)).toEqual([]);
  });
});
