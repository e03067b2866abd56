/**
 * The buttons of Dunlin's command bars as plain data, from which every table's RibbonDiff.xml is generated: what each is called, what it runs
 * and where it stands. Who sees one follows from privileges, so that nobody is offered what the service refuses.
 */

export type Privilege = 'Create' | 'Read' | 'Write' | 'Append' | 'AppendTo';

export type Button = {
  /** Part of its id, which must not change. */
  readonly name: string;
  readonly label: string;
  readonly toolTip: string;
  /** A file of WebResources/dun_/icons. */
  readonly icon: string;
  /** What somebody has to be allowed who sees it. */
  readonly needs: readonly (readonly [table: string, privilege: Privilege])[];
  /** A function of the commands that has to answer yes. */
  readonly whenever?: string;
  readonly places: readonly Place[];
};

/**
 * Where it stands and what it runs there. On a form the function is given the form, in a list the list; those about rows are given the ids
 * too, of the rows that are selected or of the row that is open.
 */
export type Place = {
  readonly table: string;
  readonly on: 'form' | 'list' | 'subgrid';
  readonly runs: string;
  readonly aboutRows?: true;
};

const tablesOfCustomers = ['account', 'contact', 'dun_debtor', 'dun_collectioncase'];

function agreement(ofDebtor: string, ofItems: string): readonly Place[] {
  return [
    ...tablesOfCustomers.map((table): Place => ({ table, on: 'form', runs: ofDebtor })),
    ...(['form', 'list', 'subgrid'] as const).map((on): Place => ({
      table: 'dun_receivable',
      on,
      runs: ofItems,
      aboutRows: true,
    })),
  ];
}

/** Where somebody sees that something wrong goes out, beside the switch itself. */
function sending(runs: string): readonly Place[] {
  return [
    { table: 'dun_sendcontrol', on: 'form', runs },
    ...['dun_sendcontrol', 'dun_collectionaction', 'dun_dispatch'].map((table): Place => ({
      table,
      on: 'list',
      runs,
    })),
  ];
}

export const buttons: readonly Button[] = [
  {
    name: 'RegisterPromise',
    label: 'Register promise',
    toolTip:
      'Write down what the customer promised to pay, and by when. What is selected is what the promise covers.',
    icon: 'promise.svg',
    needs: [
      ['dun_promise', 'Create'],
      ['dun_debtor', 'AppendTo'],
    ],
    places: agreement('Dunlin.registerPromise', 'Dunlin.registerPromiseFor'),
  },
  {
    name: 'OpenDispute',
    label: 'Open dispute',
    toolTip:
      'Write down what the customer disputes of one open item: it is not asked for until it is settled.',
    icon: 'dispute.svg',
    needs: [
      ['dun_dispute', 'Create'],
      ['dun_debtor', 'AppendTo'],
    ],
    places: agreement('Dunlin.openDispute', 'Dunlin.openDisputeAbout'),
  },
  {
    name: 'PutOnHold',
    label: 'Put on hold',
    toolTip: 'Say why nothing is sent to the debtor, or about one open item, until a day.',
    icon: 'hold.svg',
    needs: [
      ['dun_hold', 'Create'],
      ['dun_debtor', 'AppendTo'],
    ],
    places: agreement('Dunlin.putOnHold', 'Dunlin.putItemOnHold'),
  },
  {
    name: 'StopSending',
    label: 'Stop sending',
    toolTip: 'Stop all sending of all companies at once. You are asked first.',
    icon: 'stop.svg',
    needs: [['dun_sendcontrol', 'Write']],
    whenever: 'Dunlin.maySend',
    places: sending('Dunlin.stopSending'),
  },
  {
    name: 'AllowSending',
    label: 'Allow sending',
    toolTip: 'Let what was planned be sent again. You are asked first.',
    icon: 'send.svg',
    needs: [['dun_sendcontrol', 'Write']],
    whenever: 'Dunlin.isSendingStopped',
    places: sending('Dunlin.allowSending'),
  },
];
