import { classesIn, scoreCardText, scoreLinesIn } from './score-card-text.ts';

describe('a score card as people write it', () => {
  it('is forgiving of case, spaces and units', () => {
    const written =
      ' Recent  late share: 30 points at 0%, none at 100 %\n\naverage days late:1 point at 0 days, none at 30.5 DAYS ';
    const card = { lines: scoreLinesIn(written), classes: classesIn('Good payers from 60\r\npoor from 0') };
    expect(scoreCardText(card)).toEqual({
      lines:
        'recent late share: 30 points at 0 %, none at 100 %\naverage days late: 1 point at 0, none at 30.5',
      classes: 'Good payers from 60\npoor from 0',
    });
  });

  it.each([
    ['late share', 'write such as "recent late share: 30 points'],
    ['late share: 30 points from 0 to 100', 'write such as'],
    ['lateness: 3 points at 0, none at 1', '"lateness" cannot be scored; use one of percent overdue'],
    ['overdue: 3 points at 0, none at 1', '"overdue" cannot be scored'],
    ['willingness: 3 points at 0, none at 1', '"willingness" cannot be scored'],
    ['late share: 0 points at 0, none at 1', 'a line without points says nothing'],
    ['late share: 3 points at 1, none at 1', 'need two different values'],
  ])('is refused when nobody can understand it: %s', (line, remedy) => {
    const text = `percent overdue: 5 points at 0, none at 100\n${line}`;
    expect(() => scoreLinesIn(text)).toThrow(`line 2, "${line}": `);
    expect(() => scoreLinesIn(text)).toThrow(remedy);
  });

  it('says each measure once, and at least one', () => {
    const line = 'late share: 3 points at 0, none at 1';
    expect(() => scoreLinesIn(`${line}\n${line}`)).toThrow('late share has two lines');
    expect(() => scoreLinesIn(' \n')).toThrow('needs a line for each measure that counts');
  });

  it.each([
    ['good', 'line 1, "good": write such as "doubtful from 45"'],
    ['good from 101', 'line 1, "good from 101": write such as'],
    ['good from 10', 'one class has to begin from 0'],
    ['good from 0\nbad from 0', 'class bad from 0: its name or its score is used twice'],
    ['good from 0\nGood from 9', 'class Good from 9: its name or its score is used twice'],
  ])('has classes for every score: %s', (text, remedy) => {
    expect(() => classesIn(text)).toThrow(remedy);
  });
});
