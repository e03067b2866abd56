/**
 * The queues of the namespace, as the queues file tells them. Unknown names and values out of range are refused when the file is read:
 * a queue that silently lacks its duplicate detection would be found out much later.
 */
export type QueueSettings = {
  readonly name: string;
  readonly requiresSession: boolean;
  /** Deliveries after which a message that was never completed goes to the dead letters. */
  readonly maxDeliveryCount: number;
  readonly lockDurationSeconds: number;
  readonly duplicateDetectionWindowSeconds?: number;
  readonly defaultTimeToLiveSeconds?: number;
  /** Whether a message past its time to live goes to the dead letters; otherwise it is dropped, as Service Bus does by default. */
  readonly deadLetterOnExpiration: boolean;
};

export class QueuesFileError extends Error {
  override readonly name = 'QueuesFileError';
}

/** @throws QueuesFileError naming the queue, the property and its value */
export function parseQueues(json: string): readonly QueueSettings[] {
  const file = readJson(json);
  if (!Array.isArray(file)) throw new QueuesFileError('The queues file must hold a JSON array of queues.');
  const queues = file.map(parseQueue);
  const names = queues.map((queue) => queue.name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new QueuesFileError(`The queues file names the queue '${twice}' twice.`);
  return queues;
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new QueuesFileError(`The queues file is not JSON: ${(error as Error).message}`);
  }
}

const known = [
  'name',
  'requiresSession',
  'maxDeliveryCount',
  'lockDurationSeconds',
  'duplicateDetectionWindowSeconds',
  'defaultTimeToLiveSeconds',
  'deadLetterOnExpiration',
];

function parseQueue(row: unknown): QueueSettings {
  if (typeof row !== 'object' || row === null)
    throw new QueuesFileError('Each queue must be an object with a name.');
  const fields = row as Record<string, unknown>;
  const name = fields['name'];
  if (typeof name !== 'string' || !/^[A-Za-z0-9][\w./-]*$/.test(name)) {
    throw new QueuesFileError(
      `A queue has the name ${JSON.stringify(name)}: letters, digits, '.', '-', '_' and '/' are allowed.`,
    );
  }
  const unknown = Object.keys(fields).find((field) => !known.includes(field));
  if (unknown !== undefined)
    throw new QueuesFileError(`The queue '${name}' has an unknown property '${unknown}'.`);

  const optional = <T>(
    field: string,
    fits: (value: unknown) => value is T,
    needed: string,
  ): T | undefined => {
    const value = fields[field];
    if (value === undefined || fits(value)) return value;
    throw new QueuesFileError(
      `The queue '${name}' has ${field} = ${JSON.stringify(value)}: it must be ${needed}.`,
    );
  };
  const window = optional('duplicateDetectionWindowSeconds', isPositive, 'a number above 0');
  const timeToLive = optional('defaultTimeToLiveSeconds', isPositive, 'a number above 0');
  return {
    name,
    requiresSession: optional('requiresSession', isBoolean, 'true or false') ?? false,
    maxDeliveryCount: optional('maxDeliveryCount', isCount, 'a whole number from 1 to 2000') ?? 10,
    lockDurationSeconds: optional('lockDurationSeconds', isLockDuration, 'above 0 and at most 300') ?? 60,
    ...(window === undefined ? {} : { duplicateDetectionWindowSeconds: window }),
    ...(timeToLive === undefined ? {} : { defaultTimeToLiveSeconds: timeToLive }),
    deadLetterOnExpiration: optional('deadLetterOnExpiration', isBoolean, 'true or false') ?? false,
  };
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isPositive = (value: unknown): value is number => typeof value === 'number' && value > 0;
const isLockDuration = (value: unknown): value is number => isPositive(value) && value <= 300;
const isCount = (value: unknown): value is number =>
  isPositive(value) && Number.isInteger(value) && value <= 2000;
