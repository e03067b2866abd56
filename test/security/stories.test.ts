/** Who may do what, told one sentence at a time: over roles, over business units, over columns. */
import type { Answer, Client, TestServer } from '../../local/dataverse/fixtures/server.ts';
import { holderOf, startPacked } from './packed-environment.ts';
import { makeWorld, type World } from './small-world.ts';

const people = {
  collector: 'Dunlin Collector',
  'senior collector': 'Dunlin Senior Collector',
  supervisor: 'Dunlin Supervisor',
  'dispute handler': 'Dunlin Dispute Handler',
  'sales reader': 'Dunlin Sales Reader',
  auditor: 'Dunlin Auditor',
  administrator: 'Dunlin Administrator',
  app: 'Dunlin App',
} as const;
type Who = keyof typeof people | 'sales reader of South';

type Request = (world: World) => readonly [method: string, path: string, body?: unknown];
type Story = readonly [who: Who, verdict: 'may' | 'may not', what: string, request: Request];

const read =
  (set: string, row: string): Request =>
  ({ ids }) => ['GET', `${set}(${ids[row] ?? ''})`];
const write =
  (set: string, row: string, body: unknown): Request =>
  ({ ids }) => ['PATCH', `${set}(${ids[row] ?? ''})`, body];
const remove =
  (set: string, row: string): Request =>
  ({ ids }) => ['DELETE', `${set}(${ids[row] ?? ''})`];
const create =
  (set: string, body: Readonly<Record<string, unknown>>): Request =>
  () => ['POST', set, body];
const createFor =
  (set: string, body: Readonly<Record<string, unknown>>): Request =>
  ({ ids }) => [
    'POST',
    set,
    { ...body, 'dun_debtorid@odata.bind': `/dun_debtors(${ids['anvilDebtor'] ?? ''})` },
  ];
const history =
  (set: string, row: string): Request =>
  ({ ids }) => ['GET', `RetrieveRecordChangeHistory(Target=@t)?@t={'@odata.id':'${set}(${ids[row] ?? ''})'}`];
const forget =
  (table: string, row: string): Request =>
  ({ ids }) => [
    'POST',
    'DeleteRecordChangeHistory',
    { Target: { '@odata.type': `Microsoft.Dynamics.CRM.${table}`, [`${table}id`]: ids[row] ?? '' } },
  ];
const assign =
  (set: string, row: string): Request =>
  ({ ids }) => [
    'PATCH',
    `${set}(${ids[row] ?? ''})`,
    { 'ownerid@odata.bind': `/systemusers(${ids['southern'] ?? ''})` },
  ];

const stories: readonly Story[] = [
  ['collector', 'may', 'write down a promise', createFor('dun_promises', { dun_name: 'On Friday' })],
  ['collector', 'may', 'open a dispute', createFor('dun_disputes', { dun_name: 'Wrong price' })],
  [
    'collector',
    'may',
    'put a debtor on hold and say why',
    createFor('dun_holds', { dun_note: 'in hospital' }),
  ],
  ['collector', 'may not', 'delete a promise', remove('dun_promises', 'promise')],
  ['collector', 'may not', 'approve anything', create('dun_approvals', { dun_name: 'Yes' })],
  ['collector', 'may not', 'give a promise to somebody else', assign('dun_promises', 'promise')],
  ['collector', 'may not', 'change the ledger', write('dun_receivables', 'invoice', { dun_name: 'INV-2' })],
  ['collector', 'may not', 'change an action', write('dun_collectionactions', 'action', { dun_name: 'B' })],
  ['collector', 'may not', 'stop all sending', write('dun_sendcontrols', 'switch', { dun_stopped: true })],
  ['collector', 'may not', 'see rejected rows', read('dun_rejectedrows', 'rejected')],
  ['collector', 'may', 'see a debtor of another unit', read('dun_debtors', 'brickDebtor')],
  [
    'senior collector',
    'may not',
    'say what is proposed of a dispute, which approvals are about',
    write('dun_disputes', 'dispute', { dun_proposal: 'credit 5.00 EUR' }),
  ],
  ['senior collector', 'may', 'approve', create('dun_approvals', { dun_name: 'Yes' })],
  ['senior collector', 'may', 'give a promise to somebody else', assign('dun_promises', 'promise')],
  ['senior collector', 'may', 'give a task to somebody else', assign('tasks', 'task')],
  ['senior collector', 'may not', 'order a block', createFor('dun_tradingorders', { dun_name: 'Block' })],
  [
    'senior collector',
    'may not',
    'change a strategy',
    write('dun_strategies', 'strategy', { dun_name: 'X' }),
  ],
  ['supervisor', 'may', 'release a company', write('dun_companies', 'company', { dun_released: true })],
  ['supervisor', 'may', 'stop all sending', write('dun_sendcontrols', 'switch', { dun_stopped: true })],
  ['supervisor', 'may', 'order a block', createFor('dun_tradingorders', { dun_name: 'Block' })],
  [
    'supervisor',
    'may not',
    'change the black list by hand',
    write('dun_creditholds', 'creditHold', { dun_reason: 'x' }),
  ],
  [
    'supervisor',
    'may not',
    'change a version of the policy',
    write('dun_policyversions', 'version', { dun_name: 'x' }),
  ],
  ['supervisor', 'may not', 'write a score', write('dun_debtors', 'anvilDebtor', { dun_willingness: 99 })],
  ['dispute handler', 'may', 'read a dispute', read('dun_disputes', 'dispute')],
  [
    'dispute handler',
    'may',
    'complete a task',
    write('tasks', 'task', { description: 'The price was wrong.' }),
  ],
  ['dispute handler', 'may not', 'make a task', create('tasks', { subject: 'For me' })],
  [
    'dispute handler',
    'may not',
    'decide a dispute',
    write('dun_disputes', 'dispute', { dun_resolution: 'x' }),
  ],
  ['dispute handler', 'may not', 'see promises', read('dun_promises', 'promise')],
  ['dispute handler', 'may not', 'see what was sent', read('dun_dispatches', 'dispatch')],
  ['sales reader', 'may', 'see the debtor of the own unit', read('dun_debtors', 'anvilDebtor')],
  ['sales reader', 'may', 'see that a customer is blocked', read('dun_creditholds', 'creditHold')],
  ['sales reader', 'may not', 'see the debtor of another unit', read('dun_debtors', 'brickDebtor')],
  ['sales reader', 'may not', 'see holds and their notes', read('dun_holds', 'hold')],
  ['sales reader', 'may not', 'see tasks and calls', read('tasks', 'task')],
  ['sales reader of South', 'may', 'see the debtor of the own unit', read('dun_debtors', 'brickDebtor')],
  ['sales reader of South', 'may not', 'see the debtor of another unit', read('dun_debtors', 'anvilDebtor')],
  ['sales reader of South', 'may not', 'see an account of another unit', read('accounts', 'anvil')],
  ['auditor', 'may', 'see what was sent', read('dun_dispatches', 'dispatch')],
  ['auditor', 'may', 'see the runs of imports', read('dun_syncruns', 'run')],
  ['auditor', 'may', 'see who changed a promise, and from what', history('dun_promises', 'promise')],
  ['auditor', 'may', 'see all that was audited', () => ['GET', 'audits']],
  ['auditor', 'may not', 'have a history forgotten', forget('dun_promise', 'promise')],
  ['administrator', 'may not', 'have a history forgotten', forget('dun_promise', 'promise')],
  ['supervisor', 'may not', 'see all that was audited', () => ['GET', 'audits']],
  ['collector', 'may not', 'see who changed a promise', history('dun_promises', 'promise')],
  ['auditor', 'may not', 'change anything, such as a hold', write('dun_holds', 'hold', { dun_name: 'x' })],
  [
    'administrator',
    'may',
    'change a strategy',
    write('dun_strategies', 'strategy', { dun_name: 'Standard' }),
  ],
  ['administrator', 'may', 'set aside a rejected row', remove('dun_rejectedrows', 'rejected')],
  ['administrator', 'may not', 'see a debtor', read('dun_debtors', 'anvilDebtor')],
  ['administrator', 'may not', 'make a call or a message', create('phonecalls', { subject: 'Pay!' })],
  ['app', 'may', 'write a score', write('dun_debtors', 'anvilDebtor', { dun_willingness: 41 })],
  [
    'app',
    'may',
    'say what is proposed',
    write('dun_disputes', 'dispute', { dun_proposal: 'credit 10.00 EUR' }),
  ],
  ['app', 'may not', 'delete what was sent', remove('dun_dispatches', 'dispatch')],
  ['app', 'may not', 'change a strategy', write('dun_strategies', 'strategy', { dun_name: 'X' })],
];

/** What somebody sees of a column of a row that they may read. */
const sights: readonly (readonly [
  who: Who,
  sees: 'sees' | 'does not see',
  what: string,
  set: string,
  row: string,
  column: string,
])[] = [
  ['collector', 'sees', 'the score of a debtor', 'dun_debtors', 'anvilDebtor', 'dun_willingness'],
  ['supervisor', 'sees', 'the note of a hold', 'dun_holds', 'hold', 'dun_note'],
  ['collector', 'sees', 'what is proposed of a dispute', 'dun_disputes', 'dispute', 'dun_proposal'],
  ['dispute handler', 'sees', 'what is proposed of a dispute', 'dun_disputes', 'dispute', 'dun_proposal'],
  ['auditor', 'sees', 'the note of a hold', 'dun_holds', 'hold', 'dun_note'],
  ['auditor', 'sees', 'the score of a debtor', 'dun_debtors', 'anvilDebtor', 'dun_willingnessclass'],
  [
    'dispute handler',
    'does not see',
    'the score of a debtor',
    'dun_debtors',
    'anvilDebtor',
    'dun_willingness',
  ],
  ['sales reader', 'does not see', 'the score of a debtor', 'dun_debtors', 'anvilDebtor', 'dun_willingness'],
  [
    'sales reader',
    'does not see',
    'the class of a debtor',
    'dun_debtors',
    'anvilDebtor',
    'dun_willingnessclass',
  ],
  ['app', 'does not see', 'the note of a hold', 'dun_holds', 'hold', 'dun_note'],
];

let server: TestServer;
let world: World;
const clients = new Map<Who, Client>();

beforeAll(async () => {
  server = await startPacked();
  world = await makeWorld(await server.as('admin@local'));
  for (const [who, role] of Object.entries(people)) {
    clients.set(who as Who, (await holderOf(server, role)).client);
  }
  clients.set('sales reader of South', (await holderOf(server, people['sales reader'], world.south)).client);
});
afterAll(async () => server.stop());

function clientOf(who: Who): Client {
  const client = clients.get(who);
  if (client === undefined) throw new RangeError(`Nobody is ${who}`);
  return client;
}

describe.each(stories)('the %s', (who, verdict, what, request) => {
  it(`${verdict} ${what}`, async () => {
    const [method, path, body] = request(world);
    const answer: Answer = await clientOf(who).send(method, path, body);
    // Refused for want of rights, not for anything else.
    if (verdict === 'may not') expect([answer.status, answer.text]).toEqual([403, expect.any(String)]);
    else expect([answer.status < 300, answer.error.message]).toEqual([true, '']);
  });
});

describe.each(sights)('the %s', (who, sees, what, set, row, column) => {
  it(`${sees} ${what} (${column})`, async () => {
    const answer = await clientOf(who).get(`${set}(${world.ids[row] ?? ''})?$select=${column}`);
    expect(answer.status).toBe(200);
    expect(answer.body[column] !== null).toBe(sees === 'sees');
  });
});
