/** The registered steps that post to a service endpoint, by message and table. */
import { Remembered } from '../store/remembered.ts';
import type { Store } from '../store/store.ts';

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly stage: number;
  readonly mode: number;
  /** The queue the endpoint posts to. */
  readonly queue: string;
  /** Columns of an update that raise the step; empty means any. */
  readonly filteringAttributes: ReadonlySet<string>;
  readonly images: readonly StepImage[];
}

export interface StepImage {
  readonly alias: string;
  /** 0 before, 1 after, 2 both. */
  readonly type: number;
  readonly columns: ReadonlySet<string>;
}

const deciding = new Set([
  'sdkmessageprocessingstep',
  'sdkmessageprocessingstepimage',
  'serviceendpoint',
  'sdkmessagefilter',
  'sdkmessage',
]);

export class StepRegister {
  readonly #store: Store;
  readonly #steps: Remembered<ReadonlyMap<string, readonly Step[]>>;

  constructor(store: Store) {
    this.#store = store;
    this.#steps = new Remembered(store.database);
  }

  /** Call after any write, with the table written to. */
  written(table: string): void {
    if (deciding.has(table)) this.forget();
  }

  forget(): void {
    this.#steps.forget();
  }

  stepsFor(message: string, table: string): readonly Step[] {
    const steps = this.#steps.of('all', () => this.#load());
    return steps.get(`${message} ${table}`) ?? [];
  }

  #load(): ReadonlyMap<string, readonly Step[]> {
    const rows = this.#store.database.all(
      'SELECT step.sdkmessageprocessingstepid AS id, step.name AS name, step.stage AS stage, step.mode AS mode, ' +
        'step.filteringattributes AS attributes, endpoint.path AS queue, message.name AS message, ' +
        'filter.primaryobjecttypecode AS target ' +
        'FROM sdkmessageprocessingstep AS step ' +
        'JOIN serviceendpoint AS endpoint ON endpoint.serviceendpointid = step.eventhandler ' +
        'JOIN sdkmessage AS message ON message.sdkmessageid = step.sdkmessageid ' +
        'JOIN sdkmessagefilter AS filter ON filter.sdkmessagefilterid = step.sdkmessagefilterid ' +
        'WHERE step.statecode = 0 ORDER BY step.rank, step.sdkmessageprocessingstepid',
    );
    const steps = new Map<string, Step[]>();
    for (const row of rows) {
      const key = `${String(row['message'])} ${String(row['target'])}`;
      const known = steps.get(key) ?? [];
      known.push({
        id: String(row['id']),
        name: String(row['name']),
        stage: Number(row['stage']),
        mode: Number(row['mode']),
        queue: String(row['queue']),
        filteringAttributes: namesIn(row['attributes']),
        images: this.#imagesOf(String(row['id'])),
      });
      steps.set(key, known);
    }
    return steps;
  }

  #imagesOf(stepId: string): readonly StepImage[] {
    return this.#store.database
      .all('SELECT * FROM sdkmessageprocessingstepimage WHERE sdkmessageprocessingstepid = ?', [stepId])
      .map((row) => ({
        alias: String(row['entityalias']),
        type: Number(row['imagetype']),
        columns: namesIn(row['attributes']),
      }));
  }
}

function namesIn(list: unknown): ReadonlySet<string> {
  if (typeof list !== 'string') return new Set();
  return new Set(
    list
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
  );
}
