/**
 * Elements of today's exports that Microsoft's published schema (9.0.0.2090) does not know yet. They are taken out before a document is
 * held against it; everything else has to pass.
 */
export const newerThanSchema = [
  'AutoNumberFormat',
  'IsSearchable',
  'IsFilterable',
  'IsRetrievable',
  'IsLocalizable',
  'IsRetrieveAuditEnabled',
  'IsRetrieveMultipleAuditEnabled',
  'IsSolutionAware',
] as const;

/** Column types it does not know: the whole column is taken out. */
export const newerColumnTypes = ['file'] as const;
