/** Why a package is not imported: the component that is wrong and what is wrong with it. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  readonly component: string;

  constructor(component: string, reason: string) {
    super(`The solution was not imported: ${component}: ${reason}`);
    this.component = component;
  }
}
