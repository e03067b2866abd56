import { composedMapping, parseMapping, printMapping } from './mapping.ts';
import { problemInWords } from './problem.ts';

describe('steps that are replaced', () => {
  it('are written one a line', () => {
    expect(parseMapping('first -> opening\r\n\n call->visit ')).toEqual({
      mapping: { first: 'opening', call: 'visit' },
      problems: [],
    });
    expect(parseMapping(null)).toEqual({ mapping: {}, problems: [] });
  });

  it.each([
    ['first', 'steps that are replaced (first): write "old code -> new code"'],
    ['first -> a\nfirst -> b', 'steps that are replaced (first): it is replaced twice; leave one'],
    [
      'a -> b\nb -> a',
      'steps that are replaced (a -> b): b is replaced as well; name the step that stands for a in the end',
    ],
    [
      'a -> a',
      'steps that are replaced (a -> a): a is replaced as well; name the step that stands for a in the end',
    ],
  ])('%j is refused', (text, problem) => {
    expect(parseMapping(text).problems.map(problemInWords)[0]).toBe(problem);
  });

  it('lead on when what stands for them is replaced later', () => {
    const mapping = composedMapping({ first: 'opening', call: 'visit' }, { opening: 'hello' });
    expect(mapping).toEqual({ first: 'hello', call: 'visit', opening: 'hello' });
    expect(parseMapping(printMapping(mapping)).mapping).toEqual(mapping);
  });

  it('stand for themselves when they are there again', () => {
    expect(composedMapping({ first: 'opening' }, { opening: 'first' })).toEqual({ opening: 'first' });
  });
});
