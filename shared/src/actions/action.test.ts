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
  });

  it('never changes over releases: what was sent before is found by it', () => {
    expect(actionId(key)).toBe('9b0007c2-778c-5ca6-8afb-bd763f87dfba');
    expect(activityId(key)).toBe('e781f987-a104-5680-80cb-ecf9a8482974');
    expect(dispatchId(key, 1)).toBe('d9e86298-3161-58a4-a023-d94550d14b73');
    expect(dispatchId(key, 2)).toBe('95e8796c-31d2-55ab-88ad-530bcd4770f9');
  });
});
