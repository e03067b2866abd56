/** What is posted to Service Bus after a write. */
import { clause, fetched, type Section } from '../clause.ts';

const tests = 'steps/steps.test.ts';

export const notifications: Section = {
  title: '9 Notifications',
  clauses: [
    clause(
      '9.1',
      'A step posts the execution context when one of its filtering attributes is written.',
      fetched(tests, 'posts the execution context when a filtering attribute is written, and only then'),
    ),
    clause(
      '9.2',
      'A step or all asynchronous logic can be bypassed.',
      fetched(tests, 'is not raised by a request that names it, or all asynchronous logic, to be bypassed'),
    ),
    clause(
      '9.3',
      'What is undone posts nothing; what could not be delivered waits.',
      fetched(tests, 'leaves no posting of a change set that was undone'),
      fetched(tests, 'waits while Service Bus is away, and is delivered when it is back'),
    ),
  ],
};
