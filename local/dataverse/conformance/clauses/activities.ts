/** Activities, their parties, and queues. */
import { answers501, clause, fetched, webapi, type Section } from '../clause.ts';

const tests = 'records/activities.test.ts';
const queues = 'conformance/suite/queues.test.ts';
const webapiSuite = 'conformance/suite/dataverse-webapi.test.ts';

export const activities: Section = {
  title: '8 Activities and queues',
  clauses: [
    clause(
      '8.1',
      'Each kind of activity has its own states and statuses.',
      fetched('conformance/suite/activities.test.ts', 'go through the states of their kind'),
      fetched(tests, 'are completed with state and status together, also in the list of all activities'),
    ),
    clause(
      '8.2',
      'Parties are written with the activity, by participation type; an update replaces them.',
      fetched(tests, 'are written with their parties, and show in the list of all activities'),
      fetched(tests, 'assumed: parties sent with an update take the place of those before'),
    ),
    clause(
      '8.3',
      'AddToQueue puts an activity into a queue, and moves it from another.',
      fetched(queues, 'take a row once: from another queue it moves'),
      fetched(tests, 'puts an activity into a queue, and moves it when it is in another'),
      webapi(webapiSuite, 'functions and actions, bound and unbound'),
    ),
    clause(
      '8.4',
      'PickFromQueue, ReleaseToQueue, RouteTo and RemoveFromQueue.',
      fetched(queues, 'give an item to whoever picks it, and take it back'),
      fetched(queues, 'lose an item that is picked for good, and the task stays'),
      fetched(queues, 'hand an item on to another queue or to a user'),
      fetched(queues, 'assumed: an item that is removed is deleted'),
      fetched(queues, 'refuse what is not a row, or not of the right kind'),
    ),
    clause(
      '8.5',
      'SendEmail hands an e-mail over to be sent.',
      fetched(queues, 'assumed: makes an e-mail pending, or only recorded as sent'),
      fetched(queues, 'needs a sender and somebody to send to'),
      answers501('POST SendEmailFromTemplate', "The function or action 'SendEmailFromTemplate'", {
        body: {},
      }),
    ),
  ],
};
