import { QueuesFileError, parseQueues } from './settings.ts';

describe('the queues file', () => {
  it('fills in what Service Bus takes for granted', () => {
    expect(parseQueues('[{"name":"dispatches"}]')).toEqual([
      {
        name: 'dispatches',
        requiresSession: false,
        maxDeliveryCount: 10,
        lockDurationSeconds: 60,
        deadLetterOnExpiration: false,
      },
    ]);
  });

  it('keeps what it is told', () => {
    const queue = {
      name: 'evaluations',
      requiresSession: true,
      maxDeliveryCount: 3,
      lockDurationSeconds: 30,
      duplicateDetectionWindowSeconds: 600,
      defaultTimeToLiveSeconds: 86_400,
      deadLetterOnExpiration: true,
    };

    expect(parseQueues(JSON.stringify([queue]))).toEqual([queue]);
  });

  it.each([
    ['{', /^The queues file is not JSON/],
    ['{}', /^The queues file must hold a JSON array/],
    ['[{"name":""}]', /^A queue has the name ""/],
    ['[{"name":"a"},{"name":"A"}]', /^The queues file names the queue 'a' twice\./],
    ['[{"name":"a","requireSession":true}]', /^The queue 'a' has an unknown property 'requireSession'\./],
    ['[{"name":"a","maxDeliveryCount":0}]', /^The queue 'a' has maxDeliveryCount = 0/],
    ['[{"name":"a","lockDurationSeconds":301}]', /^The queue 'a' has lockDurationSeconds = 301/],
    [
      '[{"name":"a","requiresSession":"yes"}]',
      /^The queue 'a' has requiresSession = "yes": it must be true or false\./,
    ],
  ])('refuses %s', (json, message) => {
    expect(() => parseQueues(json)).toThrow(QueuesFileError);
    expect(() => parseQueues(json)).toThrow(message);
  });
});
