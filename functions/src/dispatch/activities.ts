/** What shows up on the customer's timeline: activities regarding the customer, linked to action and case. */
import { activityId } from '@dunlin/shared/actions/action';
import { uuidOf } from '@dunlin/shared/actions/keys';
import { collectionAction, collectionCase, sms } from '@dunlin/shared/tables/collection';
import { headsUpCode } from '@dunlin/shared/strategy/policy';
import { bindTo } from '@dunlin/shared/tables/wire';
import { queueItem } from '../alarm.ts';
import type { Change, Row } from '../dataverse/client.ts';
import { shorten } from '../shorten.ts';
import type { Composed } from './compose.ts';
import type { LoadedAction } from './load-action.ts';

/** What the description of an activity holds, but for an email's, which holds everything; the dispatch has the whole text. */
const noteLength = 2_000;

/** Written complete, with the receipt: nothing stands open with a Send button. */
export function sentActivity(
  loaded: LoadedAction,
  message: Omit<Composed, 'bytes' | 'hash' | 'content'>,
): readonly Change[] {
  const id = activityId(loaded.record.key);
  const common = {
    activityid: id,
    subject: shorten(message.subject),
    description: shorten(message.text, noteLength),
  };
  switch (loaded.record.channel) {
    case 'email':
      return closed('emails', 'email', id, { statecode: 1, statuscode: 3 }, loaded, {
        ...common,
        description: message.text,
        directioncode: true,
        email_activity_parties: [
          { participationtypemask: 1, addressused: message.sender },
          { participationtypemask: 2, ...partyOf(loaded), addressused: message.recipient },
        ],
      });
    case 'letter':
      return closed('letters', 'letter', id, { statecode: 1, statuscode: 4 }, loaded, {
        ...common,
        directioncode: true,
        address: shorten(message.recipient),
        letter_activity_parties: [{ participationtypemask: 2, ...partyOf(loaded) }],
      });
    case 'sms':
      return closed(sms.set, sms.name, id, { statecode: 1, statuscode: 2 }, loaded, {
        ...common,
        dun_phonenumber: message.recipient,
      });
    case 'call':
    case 'person':
      return [];
  }
}

/** A call or task that waits in a queue for somebody to take it. */
export function openActivity(
  loaded: LoadedAction,
  message: Pick<Composed, 'subject' | 'text'>,
  phone: string | undefined,
): readonly Change[] {
  const id = activityId(loaded.record.key);
  const common = {
    activityid: id,
    subject: shorten(message.subject),
    description: shorten(message.text, noteLength),
  };
  const { company } = loaded;
  if (loaded.record.channel === 'call') {
    return [
      {
        kind: 'create',
        collection: 'phonecalls',
        row: {
          ...common,
          directioncode: true,
          phonenumber: phone ?? null,
          phonecall_activity_parties: [{ participationtypemask: 2, ...partyOf(loaded) }],
          ...linksOf(loaded, 'phonecall'),
        },
      },
      queueItem(company._dun_callqueueid_value, 'phonecall', id),
    ];
  }
  return [
    {
      kind: 'create',
      collection: 'tasks',
      row: { ...common, ...linksOf(loaded, 'task'), ...ownerOf(loaded) },
    },
    queueItem(company._dun_reviewqueueid_value, 'task', id),
  ];
}

/** The heads-up belongs to whoever serves the customer; it stands in the queue as well, for customers that nobody was given. */
function ownerOf({ record, customer }: LoadedAction): Row {
  const owner = customer._owninguser_value;
  return record.step === headsUpCode && owner ? { 'ownerid@odata.bind': bindTo('systemusers', owner) } : {};
}

/**
 * A task for a person about an action that failed, or of which nobody knows whether it was sent. It is named after the version of the
 * action, for one that is tried again may fail again.
 */
export function reviewTask(loaded: LoadedAction, subject: string, text: string): readonly Change[] {
  const id = uuidOf('review', loaded.record.key, loaded.row['@odata.etag']);
  return [
    {
      kind: 'create',
      collection: 'tasks',
      row: {
        activityid: id,
        subject: `${subject}: ${loaded.row.dun_name}`.slice(0, 200),
        description: text.slice(0, 2000),
        prioritycode: 2,
        ...linksOf(loaded, 'task'),
      },
    },
    queueItem(loaded.company._dun_reviewqueueid_value, 'task', id),
  ];
}

/** What a person can do about an action that failed. */
export function mended(reason: string): string {
  return `${reason}\n\nMend it and cancel this task: it is tried again. Complete the task if you did it yourself or it is not to be done.`;
}

function closed(
  collection: string,
  table: string,
  id: string,
  state: Row,
  loaded: LoadedAction,
  row: Row,
): readonly Change[] {
  return [
    { kind: 'create', collection, row: { ...row, ...linksOf(loaded, table) } },
    // Activities are created open and closed by an update of their state.
    { kind: 'update', collection, key: id, row: state },
  ];
}

function linksOf({ debtor, row }: LoadedAction, activity: string): Row {
  const customerId = debtor.row._dun_customerid_value;
  const isAccount = Boolean(debtor.row.dun_customerid_account);
  const customer = isAccount ? bindTo('accounts', customerId) : bindTo('contacts', customerId);
  return {
    [`regardingobjectid_${isAccount ? 'account' : 'contact'}_${activity}@odata.bind`]: customer,
    'dun_actionid@odata.bind': bindTo(collectionAction.set, row.dun_collectionactionid),
    ...(row._dun_caseid_value !== null && {
      'dun_caseid@odata.bind': bindTo(collectionCase.set, row._dun_caseid_value),
    }),
  };
}

function partyOf({ debtor }: LoadedAction): Row {
  const customerId = debtor.row._dun_customerid_value;
  return debtor.row.dun_customerid_account
    ? { 'partyid_account@odata.bind': bindTo('accounts', customerId) }
    : { 'partyid_contact@odata.bind': bindTo('contacts', customerId) };
}
