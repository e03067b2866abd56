import { actionId, actionKey, activityId, dispatchId, occurrenceOf } from './action.ts';

describe('the name of an action', () => {
  const key = actionKey({ debtor: 'D-1', step: 'first-notice', occurrence: 'INV-1' });

  it('is made of debtor, step and occurrence', () => {
    expect(key).toBe('D-1|first-notice|INV-1');
    expect(occurrenceOf(key)).toBe('INV-1');
  });

  it('names action, activity and each attempt apart (complaint 6)', () => {
    const ids = [actionId(key), activityId(key), dispatchId(key, 1), dispatchId(key, 2)];
    expect(new Set(ids).size).toBe(4);
    expect(dispatchId(key, 1)).toBe(ids[2]);
  });
});
