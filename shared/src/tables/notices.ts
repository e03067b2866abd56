import type { Table } from './table.ts';

/** Whoever owns a row here gets no notices of stages. Each user writes their own. */
export const noticeOptOut = {
  name: 'dun_noticeoptout',
  set: 'dun_noticeoptouts',
  schemaName: 'dun_NoticeOptOut',
  label: 'Opt-out of notices',
  plural: 'Opt-outs of notices',
  description:
    'The owner gets no notices when a case begins or comes to another stage. Deactivate or delete it to get them again.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: {
      type: 'text',
      maxLength: 100,
      label: 'Note',
      description: 'For yourself. It is the owner who gets no notices.',
    },
  },
  keys: {},
} as const satisfies Table;
