import { firstOption, type Table } from './table.ts';

export const syncRun = {
  name: 'dun_syncrun',
  set: 'dun_syncruns',
  schemaName: 'dun_SyncRun',
  label: 'Import run',
  plural: 'Import runs',
  description: 'One drop of the ERP and what became of it.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name', required: true },
    dun_key: {
      type: 'text',
      maxLength: 64,
      label: 'Key',
      description: 'Digest of source and sequence.',
      required: true,
    },
    dun_source: { type: 'text', maxLength: 60, label: 'Source', required: true },
    dun_sequence: { type: 'integer', min: 0, max: 2_147_483_647, label: 'Sequence', required: true },
    dun_companyid: { type: 'lookup', target: 'dun_company', label: 'Company', required: true },
    dun_ledgerason: { type: 'date', label: 'Ledger as of', required: true },
    dun_mode: {
      type: 'choice',
      options: {
        full: { value: firstOption, label: 'Full' },
        delta: { value: firstOption + 1, label: 'Changes' },
      },
      label: 'Mode',
      required: true,
    },
    dun_manifest: { type: 'text', maxLength: 400, label: 'Drop', required: true },
    dun_hash: { type: 'text', maxLength: 64, label: 'Digest of the drop', required: true },
    dun_chunks: { type: 'integer', min: 0, label: 'Chunks', required: true },
    dun_rowsread: { type: 'integer', min: 0, label: 'Rows read', required: true },
    dun_rowsrejected: { type: 'integer', min: 0, label: 'Rows set aside', required: true },
    dun_created: { type: 'integer', min: 0, label: 'Items created' },
    dun_updated: { type: 'integer', min: 0, label: 'Items changed' },
    dun_unchanged: { type: 'integer', min: 0, label: 'Items unchanged' },
    dun_leftout: {
      type: 'integer',
      min: 0,
      label: 'Open items left out',
      description: 'Open items of the source that a full export does not hold.',
    },
    dun_leftoutare: {
      type: 'choice',
      options: {
        asked: { value: firstOption, label: 'Waits for a decision' },
        settled: { value: firstOption + 1, label: 'Settled' },
        forgotten: { value: firstOption + 2, label: 'Forgotten by the export' },
      },
      label: 'What was left out is',
      description:
        'Asked when an export leaves out far more than usual. Nothing is settled before it is answered.',
    },
    dun_closed: { type: 'integer', min: 0, label: 'Items closed' },
    dun_completedon: { type: 'instant', label: 'Completed on' },
  },
  keys: { dun_syncrun_key: ['dun_key'] },
  status: {
    importing: { value: 1, label: 'Importing', state: 'active' },
    complete: { value: 2, label: 'Complete', state: 'inactive' },
  },
} as const satisfies Table;

export const syncChunk = {
  name: 'dun_syncchunk',
  set: 'dun_syncchunks',
  schemaName: 'dun_SyncChunk',
  label: 'Import chunk',
  plural: 'Import chunks',
  description: 'A part of an import run: whole debtors of one bucket.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name', required: true },
    dun_runid: { type: 'lookup', target: 'dun_syncrun', label: 'Import run', required: true },
    dun_number: { type: 'integer', min: 0, label: 'Number', required: true },
    dun_bucket: { type: 'integer', min: 0, label: 'Bucket', required: true },
    dun_created: { type: 'integer', min: 0, label: 'Items created' },
    dun_updated: { type: 'integer', min: 0, label: 'Items changed' },
    dun_unchanged: { type: 'integer', min: 0, label: 'Items unchanged' },
  },
  keys: { dun_syncchunk_number: ['dun_runid', 'dun_number'] },
  status: {
    waiting: { value: 1, label: 'Waiting', state: 'active' },
    done: { value: 2, label: 'Done', state: 'inactive' },
  },
} as const satisfies Table;

export const rejectedRow = {
  name: 'dun_rejectedrow',
  set: 'dun_rejectedrows',
  schemaName: 'dun_RejectedRow',
  label: 'Rejected row',
  plural: 'Rejected rows',
  description: 'A row of a drop that was set aside, with the place and the reason.',
  ownership: 'user',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 300, label: 'Name', required: true },
    dun_runid: { type: 'lookup', target: 'dun_syncrun', label: 'Import run', required: true },
    dun_file: { type: 'text', maxLength: 300, label: 'File', required: true },
    dun_line: { type: 'integer', min: 0, label: 'Line', required: true },
    dun_column: { type: 'text', maxLength: 200, label: 'Column' },
    dun_value: { type: 'text', maxLength: 400, label: 'Value' },
    dun_reason: { type: 'text', maxLength: 400, label: 'Reason', required: true },
  },
  keys: {},
} as const satisfies Table;
