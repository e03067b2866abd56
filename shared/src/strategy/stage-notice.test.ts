import { isoDate } from '../dates/iso-date.ts';
import type { Decision } from './decision.ts';
import { stageNotice } from './stage-notice.ts';
import { aPolicy, businessSteps } from './testing/a-policy.ts';

const policy = aPolicy({ strategy: { stageNotices: true } });
const [, , firstNotice, secondNotice] = businessSteps as readonly [never, never, ...typeof businessSteps];

const opens = { kind: 'open', openedBy: 'INV-1', openedOn: isoDate('2025-03-14') } as const;
const open = { openedBy: 'INV-1' };

function noticeOf(
  episode: Decision['episode'],
  stage: Decision['outlook']['stage'],
  before: Parameters<typeof stageNotice>[2],
  by = policy,
) {
  const on = isoDate('2025-03-31');
  const outlook = { stepsLeft: 0, path: [], ...(stage && { stage }), next: { step: secondNotice!, on } };
  return stageNotice(by, { episode, outlook, segment: by.segments[0]! }, before);
}

describe('whoever serves a customer is told', () => {
  it('that a case begins, with the stage it begins at', () => {
    const next = { step: 'second-notice', on: '2025-03-31' };
    expect(noticeOf(opens, undefined, { stage: null, case: undefined })).toEqual({
      occurrence: 'INV-1',
      begins: true,
      next,
    });
    expect(noticeOf(opens, firstNotice, { stage: null, case: undefined })).toEqual({
      occurrence: 'INV-1',
      begins: true,
      stage: 'first-notice',
      next,
    });
  });

  it('of each stage, which has a name of its own', () => {
    const before = { stage: 'first-notice', case: open };
    expect(noticeOf({ kind: 'none' }, secondNotice, before)?.occurrence).toBe('INV-1 second-notice');
    expect(noticeOf({ kind: 'none' }, firstNotice, { ...before, stage: null })?.occurrence).toBe(
      'INV-1 first-notice',
    );
  });

  it('nothing where nothing changed, before a case and after its end', () => {
    expect(noticeOf({ kind: 'none' }, firstNotice, { stage: 'first-notice', case: open })).toBeUndefined();
    expect(noticeOf({ kind: 'none' }, undefined, { stage: 'first-notice', case: open })).toBeUndefined();
    expect(noticeOf({ kind: 'none' }, firstNotice, { stage: null, case: undefined })).toBeUndefined();
    expect(noticeOf({ kind: 'close' }, secondNotice, { stage: 'first-notice', case: open })).toBeUndefined();
  });

  it('nothing where the strategy does not say so', () => {
    expect(noticeOf(opens, undefined, { stage: null, case: undefined }, aPolicy())).toBeUndefined();
  });
});
