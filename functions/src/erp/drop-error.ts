/**
 * A drop that cannot be read as a whole: which file, which field of it, what is wrong and what to do. Nothing of such a drop is
 * taken; a single bad row is not a reason for it (see RejectedRow).
 */
export class DropError extends Error {
  readonly file: string;
  readonly field: string | undefined;
  readonly remedy: string;

  constructor(
    trouble: { file: string; field?: string; problem: string; remedy: string },
    options?: ErrorOptions,
  ) {
    const place = trouble.field === undefined ? trouble.file : `${trouble.file}, ${trouble.field}`;
    super(`${place}: ${trouble.problem}. ${trouble.remedy}.`, options);
    this.name = 'DropError';
    this.file = trouble.file;
    this.field = trouble.field;
    this.remedy = trouble.remedy;
  }
}
