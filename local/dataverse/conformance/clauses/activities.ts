/** Activities, their parties, and queues. */
import { answers501, clause, fetched, type Section } from '../clause.ts';

const tests = 'records/activities.test.ts';

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
      fetched(tests, 'puts an activity into a queue, and moves it when it is in another'),
    ),
    clause(
      '8.4',
      'PickFromQueue, RouteTo, ReleaseToQueue and RemoveFromQueue.',
      answers501(
        'POST queueitems(00000000-0000-4000-8000-000000000001)/Microsoft.Dynamics.CRM.RouteTo',
        'RouteTo',
        { body: {} },
      ),
    ),
  ],
};
