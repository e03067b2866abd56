import { differences } from './differences.ts';
import { aDocument, changed, withoutRow, withRow } from './testing/a-policy-file.ts';

const before = aDocument();

describe('what changes between two policies', () => {
  it('is nothing between a policy and itself', () => {
    expect(differences(before, aDocument())).toEqual([]);
  });

  it('is said in words: when a step comes', () => {
    expect(differences(before, changed(before, 'steps', 'second-notice', { offsetdays: 21 }))).toEqual([
      'Businesses: Second notice comes 3 days later (from 18 to 21 days after the due date).',
    ]);
    expect(differences(before, changed(before, 'steps', 'first-notice', { offsetdays: -1 }))).toEqual([
      'Businesses: First notice comes 9 days earlier (from 8 days after the due date to 1 day before the due date).',
    ]);
    expect(
      differences(before, changed(before, 'steps', 'first-notice', { offsetdays: 6, daycount: 'business' })),
    ).toEqual([
      'Businesses: First notice comes 6 business days after the due date now (before: 8 days after the due date).',
    ]);
    expect(differences(before, changed(before, 'steps', 'second-notice', { waitdays: 7 }))).toEqual([
      'Businesses: Second notice waits at least 7 days after the step before (before: 10 days).',
    ]);
  });

  it('is said in words: by which strategy a segment goes', () => {
    const gentle = withRow(before, 'strategies', {
      code: 'gentle',
      name: 'Gentle',
      latestart: 'oneByOne',
      netting: 'oldestFirst',
      onsegmentchange: 'mapped',
    });
    expect(differences(before, changed(gentle, 'segments', 'businesses', { strategy: 'gentle' }))).toEqual([
      'Segment Businesses now uses strategy Gentle (before: Businesses).',
      'Strategy Gentle is new.',
    ]);
  });

  it('names what is new, gone or worded otherwise', () => {
    const after = changed(
      withoutRow(
        withRow(before, 'steps', {
          strategy: 'business',
          code: 'call',
          name: 'Call',
          order: 5,
          trigger: 'dueDate',
          offsetdays: 25,
          channel: 'call',
        }),
        'steps',
        'hand-over',
      ),
      'templates',
      'notice',
      { body: 'Pay.' },
    );
    expect(differences(before, after)).toEqual([
      'Businesses: Call is new, 25 days after the due date, by call.',
      'Businesses: Hand-over is taken out.',
      'Text notice (email, en): text changes.',
    ]);
  });

  it('names the days of a calendar', () => {
    const holidays = '2026-05-01 May Day\n2026-12-24 Christmas Eve';
    expect(differences(before, changed(before, 'calendars', 'HU', { holidays }))).toEqual([
      'Calendar Hungary: 2026-12-24 Christmas Eve is a holiday now.',
      'Calendar Hungary: 2026-12-25 is no longer a holiday.',
    ]);
  });

  it('names the rules of segments', () => {
    const rule = 'kind is business\ncountry is HU';
    expect(differences(before, changed(before, 'segments', 'businesses', { rule }))).toEqual([
      'Segment Businesses: rule is now: kind is business and country is HU (before: kind is business).',
    ]);
  });

  it('names options and values of all else', () => {
    const after = changed(
      changed(before, 'steps', 'first-notice', { channel: 'letter', minimumamounts: undefined }),
      'contactPolicies',
      'standard',
      { businessdaysonly: false, caps: '2 in 7 days' },
    );
    expect(differences(before, after)).toEqual([
      'Businesses: First notice: channel is “Letter” now (before: “E-mail”).',
      'Businesses: First notice: minimum amounts is empty now (before: HUF 3000; EUR 10).',
      'Contact policy Standard: only on business days is no now (before: yes).',
      'Contact policy Standard: most contacts is 2 in 7 days now (before: empty).',
    ]);
  });
});
