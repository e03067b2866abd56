import { jest } from '@jest/globals';
import { z } from 'zod';
import type { Change } from '../dataverse/client.ts';
import type { Services } from '../services.ts';
import { workOff, type QueueFunction } from './on-queue.ts';

type Greeting = { readonly greet: string };

const greetings: QueueFunction<Greeting> = {
  queue: 'greetings',
  read: z.object({ greet: z.string() }),
  work: (_services, { greet }) =>
    greet === 'nobody' ? Promise.reject(new Error('There is nobody.')) : Promise.resolve(`greeted ${greet}`),
};

/** Two companies, and what is written for them. */
function world(refuses = false) {
  const company = (dun_companyid: string, dun_timezone: string) => ({
    company: { dun_companyid, dun_name: dun_companyid, dun_timezone, _dun_reviewqueueid_value: 'queue' },
  });
  const written: Change[] = [];
  const services = {
    now: () => '2026-03-02T23:30:00Z',
    policies: { all: () => Promise.resolve([company('Here', 'UTC'), company('East', 'Europe/Budapest')]) },
    dataverse: {
      changeSet: (changes: readonly Change[]) => {
        written.push(...changes);
        return refuses
          ? Promise.reject(new Error('Dataverse is away.'))
          : Promise.resolve({ kind: 'done', etags: [] });
      },
    },
  } as unknown as Services;
  const tasks = (): readonly unknown[] =>
    written.flatMap((change) =>
      change.kind === 'create' && change.collection === 'tasks'
        ? [[change.row['subject'], change.row['description']]]
        : [],
    );
  return { services, tasks };
}

const delivered = (deliveryCount: number) => ({
  log: jest.fn(),
  error: jest.fn(),
  triggerMetadata: { deliveryCount, messageId: 'm1' },
});

it('logs what became of a message', async () => {
  const { services, tasks } = world();
  const context = delivered(1);
  await workOff(services, greetings, { greet: 'Anna' }, context);
  expect(context.log.mock.calls).toEqual([['greeted Anna']]);
  expect(tasks()).toEqual([]);
});

it('lets a message that fails come again, and tells nobody yet', async () => {
  const { services, tasks } = world();
  await expect(workOff(services, greetings, { greet: 'nobody' }, delivered(9))).rejects.toThrow(
    'There is nobody.',
  );
  expect(tasks()).toEqual([]);
});

it('tells every company’s reviewers why a message was given up', async () => {
  const { services, tasks } = world();
  await expect(workOff(services, greetings, { greet: 'nobody' }, delivered(10))).rejects.toThrow(
    'There is nobody.',
  );
  const text = 'Message m1 failed 10 times and lies among the dead letters of the queue. There is nobody.';
  expect(tasks()).toEqual([
    ['Here: A message of the queue greetings was given up', text],
    ['East: A message of the queue greetings was given up', text],
  ]);
});

it('says what is wrong with a message that cannot be read', async () => {
  const { services, tasks } = world();
  await expect(workOff(services, greetings, 'not JSON at all', delivered(10))).rejects.toThrow();
  const reason = '✖ Invalid input: expected object, received string';
  expect(tasks()[0]).toContainEqual(expect.stringContaining(`It cannot be read: ${reason}`));
});

it('logs the reason when nobody can be told, and still fails with the message’s own error', async () => {
  const { services } = world(true);
  const context = delivered(10);
  await expect(workOff(services, greetings, { greet: 'nobody' }, context)).rejects.toThrow(
    'There is nobody.',
  );
  expect(context.error.mock.calls).toEqual([
    [expect.stringMatching(/There is nobody\. Nobody could be told: Dataverse is away\.$/)],
  ]);
});
