import { rememberByText } from './remember-by-text.ts';

it('is asked once for the same text, and keeps no more than the last texts', () => {
  const asked: string[] = [];
  const length = rememberByText((text) => {
    asked.push(text);
    return text.length;
  });
  expect([length('$top=1'), length('$top=1'), length('$top=10')]).toEqual([6, 6, 7]);
  expect(asked).toEqual(['$top=1', '$top=10']);
  for (let number = 0; number < 500; number += 1) length(`$top=${number + 1000}`);
  length('$top=1');
  expect(asked.filter((text) => text === '$top=1')).toHaveLength(2);
});

it('asks again after a refusal, and for texts that are too long to be kept', () => {
  let asked = 0;
  const refusing = rememberByText((text) => {
    asked += 1;
    if (text === 'bad') throw new RangeError(text);
    return text;
  });
  for (const text of ['bad', 'bad']) expect(() => refusing(text)).toThrow(RangeError);
  for (const text of ['x'.repeat(4_001), 'x'.repeat(4_001)]) refusing(text);
  expect(asked).toBe(4);
});
