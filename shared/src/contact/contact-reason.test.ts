import { isoDate } from '../dates/iso-date.ts';
import { contactReasonInWords, type ContactReason } from './contact-reason.ts';

it.each<[ContactReason, string]>([
  [
    { code: 'contactGap', lastContactOn: isoDate('2025-05-05'), gapDays: 1 },
    'the last contact was on 2025-05-05, and 1 day must pass',
  ],
  [
    { code: 'contactGap', lastContactOn: isoDate('2025-05-05'), gapDays: 7, pack: 'US-REG-F' },
    'the last contact was on 2025-05-05, and 7 days must pass (US-REG-F)',
  ],
  [
    { code: 'contactCap', most: 3, days: 7, channels: 'all', endsOn: isoDate('2025-05-12'), pack: 'EU' },
    'at most 3 contacts by any channel within 7 days (EU); the next is possible on 2025-05-12',
  ],
  [
    { code: 'contactCap', most: 1, days: 1, channels: ['sms', 'call'], endsOn: isoDate('2025-05-12') },
    'at most 1 contact by sms or call within 1 day; the next is possible on 2025-05-12',
  ],
  [
    { code: 'closedDay', opensOn: isoDate('2025-05-12') },
    'customers are not contacted before 2025-05-12, the next open day',
  ],
  [{ code: 'windowClosed' }, 'the contact window is closed'],
  [{ code: 'neverOpens' }, 'the contact rules together leave no hour open'],
  [{ code: 'calendarEnds', calendar: 'HU' }, 'the calendar HU does not cover the days needed'],
  [{ code: 'disputeUnanswered', pack: 'RO' }, 'a dispute has not been answered (RO)'],
  [{ code: 'zoneUnknown', country: 'US' }, 'the time zone of a customer in US is not known'],
  [{ code: 'packUnknown', pack: 'XX' }, 'there is no contact pack XX'],
  [
    { code: 'packNotInForce', pack: 'RO', on: isoDate('2016-01-04') },
    'the contact pack RO does not say what holds on 2016-01-04',
  ],
  [{ code: 'otherCalendar', country: 'FR', calendar: 'EU' }, 'there is no calendar of FR; EU is used'],
  [{ code: 'channelNotUsed', channel: 'sms', why: 'noAddress' }, 'sms is not used: there is no address'],
])('%j', (reason, words) => {
  expect(contactReasonInWords(reason)).toBe(words);
});
