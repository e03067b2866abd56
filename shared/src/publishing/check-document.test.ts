import { checkFile } from './check-file.ts';
import { problemInWords } from './problem.ts';
import type { PolicyDocument } from './document.ts';
import { aDocument, changed, withoutRow, withRow } from './testing/a-policy-file.ts';

const document = aDocument();

function found(of: PolicyDocument): readonly string[] {
  return checkFile(of, '2026-03-01').map(problemInWords);
}

describe('a policy is refused with the place named', () => {
  it('not when nothing is wrong with it', () => {
    expect(found(document)).toEqual([]);
  });

  it.each<[string, PolicyDocument, string]>([
    [
      'a text that does not exist',
      changed(document, 'steps', 'first-notice', { template: 'notcie' }),
      'step business/first-notice, template (notcie): there is no text of this code for the channel email',
    ],
    [
      'no text for the other channel',
      changed(document, 'steps', 'first-notice', { fallbackchannel: 'letter' }),
      'step business/first-notice, template (notice): there is no text of this code for the channel letter',
    ],
    [
      'a negative amount',
      changed(document, 'steps', 'first-notice', { minimumamounts: 'EUR -10' }),
      'step business/first-notice: not a minimum amount such as "HUF 3000": "EUR -10"',
    ],
    [
      'two segments with one priority',
      withRow(document, 'segments', {
        code: 'others',
        name: 'Others',
        priority: 10,
        strategy: 'business',
      }),
      'segment others: another segment has priority 10 too',
    ],
    [
      'a segment that does not exist',
      changed(document, 'steps', 'hand-over', { segments: 'bussinesses' }),
      'step business/hand-over, segments (bussinesses): there is no such segment',
    ],
    [
      'legal before the final notice',
      changed(document, 'steps', 'second-notice', { tone: 'firm' }),
      'step business/hand-over, tone (legal): no final notice comes before it; give a step before it the tone "final"',
    ],
    [
      'a legal step that a machine takes by a score alone',
      changed(document, 'steps', 'hand-over', {
        channel: 'email',
        template: 'notice',
        condition: 'willingness at most 20\nwillingness class is poor',
      }),
      'step business/hand-over, condition (willingness): a score alone may not decide this (GDPR, article 22); hand the step to a person, or ask for what is owed too',
    ],
    [
      'a strategy whose first step waits for a step before it',
      changed(document, 'steps', 'first-notice', { trigger: 'previousStep' }),
      'step business/first-notice: the first step has no step before it',
    ],
    [
      'hours that end before they start',
      changed(document, 'contactPolicies', 'standard', { windowend: '08:00' }),
      'contact policy standard, window: 09:00–08:00; the end must come after the start',
    ],
    [
      'a contact policy that can never be met',
      changed(document, 'calendars', 'HU', { weekend: '1,2,3,4,5,6,7' }),
      'contact policy standard, hours: the policy alone; the hours must share at least a minute on some day',
    ],
    [
      'a name in a text that messages do not have',
      changed(document, 'templates', 'notice', { body: 'Pay {{totla}}.' }),
      'template notice (email, en), body: Line 1, column 5: totla is not a name that messages have.',
    ],
    [
      'a language without words',
      changed(document, 'templates', 'hand-over', { language: 'fi' }),
      'template hand-over (person, fi), language (fi): Dunlin has no words in this language',
    ],
  ])('%s', (_what, policy, problem) => {
    expect(found(policy)).toContain(problem);
  });

  it('a currency that the environment does not have', () => {
    const problems = checkFile(document, '2026-03-01', { companies: [], currencies: new Set(['EUR']) });
    expect(problems.map(problemInWords)).toContain('companies: there is none; make one first');
  });
});

describe('a score may have its part in a legal step', () => {
  it.each([
    ['when a person takes it', { condition: 'willingness at most 20' }],
    [
      'when what is owed is asked for too',
      {
        channel: 'email',
        template: 'notice',
        condition: 'willingness at most 20\noverdue more than EUR 1000',
      },
    ],
  ])('%s', (_when, columns) => {
    const errors = checkFile(changed(document, 'steps', 'hand-over', columns), '2026-03-01').filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors).toEqual([]);
  });
});

describe('what looks like a mistake is a warning', () => {
  const warnings = (of: PolicyDocument) =>
    checkFile(of, '2026-03-01')
      .filter(({ severity }) => severity === 'warning')
      .map(problemInWords);

  it.each<[string, PolicyDocument, string]>([
    [
      'a tone that becomes milder',
      changed(changed(document, 'steps', 'first-notice', { tone: 'final' }), 'steps', 'second-notice', {
        tone: 'friendly',
      }),
      'Warning: step business/second-notice, tone (friendly): it speaks more mildly than First notice before it (final)',
    ],
    [
      'a rule that asks for a score where there is no card',
      changed(document, 'steps', 'second-notice', { condition: 'willingness at most 40' }),
      'Warning: step business/second-notice, condition (willingness): no score card is in use, so that nobody has a score',
    ],
    [
      'a rule that asks for a class the card does not have',
      changed(
        withRow(document, 'scoreCards', {
          code: 'card',
          name: 'Card',
          lines: 'late share: 30 points at 0 %, none at 100 %',
          classes: 'Good from 50\npoor from 0',
        }),
        'steps',
        'second-notice',
        { condition: 'willingness class is good, bad' },
      ),
      'Warning: step business/second-notice, condition (bad): score card card has no such class',
    ],
    [
      'no end',
      withoutRow(document, 'steps', 'hand-over'),
      'Warning: step business/second-notice: after it nothing happens any more; end with a hand-over to a person, or let it come again',
    ],
    [
      'a step that follows before there was time to pay',
      changed(document, 'steps', 'second-notice', { waitdays: 5 }),
      'Warning: step business/second-notice, waitdays (5): First notice gives 7 days to pay, and this may come 5 days after it',
    ],
    [
      'a step that is never reached',
      changed(document, 'steps', 'second-notice', { offsetdays: -3, waitdays: 0 }),
      'Warning: step business/second-notice: it is never reached: First notice comes first, on day 8 or later, and this makes sense until day -1',
    ],
    [
      'a step for segments that have another strategy',
      changed(
        withRow(
          withRow(document, 'strategies', {
            code: 'quiet',
            name: 'Quiet',
            latestart: 'oneByOne',
            netting: 'oldestFirst',
            onsegmentchange: 'mapped',
          }),
          'segments',
          { code: 'friends', name: 'Friends', priority: 5, rule: 'kind is consumer', strategy: 'quiet' },
        ),
        'steps',
        'first-notice',
        { segments: 'friends' },
      ),
      'Warning: step business/first-notice, segments (friends): it is never reached: none of these segments has the strategy',
    ],
    [
      'a segment nobody comes to',
      withRow(document, 'segments', {
        code: 'hungarians',
        name: 'Hungarians',
        priority: 20,
        rule: 'kind is business\ncountry is HU',
        strategy: 'business',
      }),
      'Warning: segment hungarians: nobody comes to it by its rule: Businesses (businesses) is asked before it and takes all of them',
    ],
    [
      'a text that lacks in a language others have',
      withRow(document, 'templates', {
        code: 'notice',
        name: 'notice, email, hu',
        channel: 'email',
        language: 'hu',
        body: 'Kérjük, fizessen.',
      }),
      'Warning: step business/hand-over, template (hand-over): for the channel person there is no text in hu',
    ],
  ])('%s', (_what, policy, warning) => {
    expect(warnings(policy)).toContain(warning);
  });
});
