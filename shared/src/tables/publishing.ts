import { firstOption, type Table } from './table.ts';

/** How the policy that people edit comes into force: published versions, and the runs that bring the debtors over to them. */

export const policyVersion = {
  name: 'dun_policyversion',
  set: 'dun_policyversions',
  schemaName: 'dun_PolicyVersion',
  label: 'Policy version',
  plural: 'Policy versions',
  description:
    'Calendars, contact policies, strategies, segments and texts as they stood when this was made. Decisions are made by published versions only.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 100, label: 'Name', required: true },
    dun_effectiveon: {
      type: 'date',
      label: 'In force from',
      description: 'The first day decisions are made by it. Empty: today.',
    },
    dun_note: { type: 'memo', maxLength: 4000, label: 'Note', description: 'Why the policy changes.' },
    dun_mapping: {
      type: 'memo',
      maxLength: 20_000,
      label: 'Steps that are replaced',
      description:
        'For steps that are taken out while items stand at them: old code -> new code, one a line. Published versions list those of earlier versions too.',
    },
    dun_number: {
      type: 'integer',
      min: 1,
      max: 1_000_000,
      label: 'Number',
      description: 'Counts the published versions.',
    },
    dun_digest: { type: 'text', maxLength: 64, label: 'Digest', description: 'Of the content.' },
    dun_publishedon: { type: 'instant', label: 'Published on' },
    dun_problems: {
      type: 'memo',
      maxLength: 200_000,
      label: 'Problems and warnings',
      description:
        'Each with its place. A version with problems is not valid; warnings are for you to judge.',
    },
    dun_changes: {
      type: 'memo',
      maxLength: 200_000,
      label: 'What changes',
      description: 'Compared to the version before it.',
    },
    dun_migration: {
      type: 'memo',
      maxLength: 1_000_000,
      label: 'Open items',
      description: 'What becomes of every open item: which strategy it has, and each that goes on elsewhere.',
    },
    dun_content: { type: 'file', maxKilobytes: 32_768, label: 'Content' },
  },
  // Two versions published at the same time cannot take the same number.
  keys: { dun_policyversion_number: ['dun_number'] },
  status: {
    checking: { value: 1, label: 'Being checked', state: 'active' },
    published: { value: firstOption, label: 'Published', state: 'active' },
    refused: { value: 2, label: 'Not valid', state: 'inactive' },
    replaced: { value: firstOption + 1, label: 'Replaced before it was in force', state: 'inactive' },
  },
} as const satisfies Table;

export const policyRun = {
  name: 'dun_policyrun',
  set: 'dun_policyruns',
  schemaName: 'dun_PolicyRun',
  label: 'Policy run',
  plural: 'Policy runs',
  description: 'The debtors of a company are decided upon anew because what they are decided by has changed.',
  ownership: 'organization',
  primaryName: 'dun_name',
  columns: {
    dun_name: { type: 'text', maxLength: 200, label: 'Name', required: true },
    dun_companyid: { type: 'lookup', target: 'dun_company', label: 'Company', required: true },
    dun_policyversion: { type: 'text', maxLength: 64, label: 'Policy version', required: true },
    dun_startedon: { type: 'date', label: 'Started on', required: true },
    dun_affected: {
      type: 'integer',
      min: 0,
      label: 'Debtors affected',
      description: 'With open invoices, and decided by another policy when the run began.',
    },
    dun_left: {
      type: 'integer',
      min: 0,
      label: 'Debtors left',
      description: 'Not decided upon anew so far.',
    },
    dun_completedon: { type: 'instant', label: 'Completed on' },
  },
  keys: {},
  status: {
    running: { value: 1, label: 'Running', state: 'active' },
    complete: { value: 2, label: 'Complete', state: 'inactive' },
    overtaken: { value: firstOption, label: 'Overtaken by another change', state: 'inactive' },
  },
} as const satisfies Table;
