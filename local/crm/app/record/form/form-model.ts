/** A form as people see it: tabs of sections of cells, read from its XML and independent of any row. */

/** A text per language code (1033 is English). */
export type Labels = ReadonlyMap<number, string>;

export interface FormModel {
  readonly header: readonly Cell[];
  readonly tabs: readonly Tab[];
  readonly footer: readonly Cell[];
  readonly scripts: FormScripts;
  /** What the XML asks for beside cells, in the XML's own words: events, unknown elements. */
  readonly notRun: readonly NotRun[];
}

/** Functions of web resources that the form calls. */
export interface FormScripts {
  /** In the order they are loaded. */
  readonly libraries: readonly string[];
  readonly onLoad: readonly Handler[];
  readonly onChange: readonly { readonly column: string; readonly handler: Handler }[];
}

export const noScripts: FormScripts = { libraries: [], onLoad: [], onChange: [] };

export interface Handler {
  /** A web resource. */
  readonly library: string;
  readonly functionName: string;
  /** Whether the execution context is its first argument. */
  readonly passContext: boolean;
  readonly parameters: readonly unknown[];
}

export interface NotRun {
  readonly kind: 'event' | 'element';
  readonly name: string;
}

export interface Tab {
  readonly id: string;
  readonly name: string;
  readonly labels: Labels;
  readonly visible: boolean;
  readonly columns: readonly TabColumn[];
}

export interface TabColumn {
  /** Part of the tab's width, as a percentage. */
  readonly widthPercent: number;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly id: string;
  readonly name: string;
  readonly labels: Labels;
  readonly showLabel: boolean;
  readonly visible: boolean;
  readonly columnCount: number;
  readonly rows: readonly (readonly Cell[])[];
}

export interface Cell {
  readonly id: string;
  readonly labels: Labels;
  readonly showLabel: boolean;
  readonly visible: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  /** Undefined for a spacer. */
  readonly content: Content | undefined;
}

interface ContentBase {
  /** The control's id on the form. */
  readonly id: string;
  readonly disabled: boolean;
}

export interface FieldContent extends ContentBase {
  readonly kind: 'field';
  readonly column: string;
}

export interface SubgridContent extends ContentBase {
  readonly kind: 'subgrid';
  readonly table: string;
  readonly viewId: string;
  /** Undefined: all rows of the view, related or not. */
  readonly relationship: string | undefined;
  readonly rowsPerPage: number;
}

/** A code component of the solution, in the place of a field or of a subgrid. */
export interface CustomContent extends ContentBase {
  readonly kind: 'custom';
  readonly controlName: string;
  readonly parameters: readonly ControlParameter[];
  /** The column the cell is bound to. */
  readonly column: string | undefined;
}

/** Something forms may hold that this client does not run: it is shown by its name. */
export interface UnsupportedContent extends ContentBase {
  readonly kind: 'unsupported';
  readonly what: UnsupportedKind;
  readonly detail: string;
}

export type UnsupportedKind =
  'timeline' | 'webResource' | 'iframe' | 'quickView' | 'timer' | 'knowledge' | 'map' | 'unknown';

export type Content = FieldContent | SubgridContent | CustomContent | UnsupportedContent;

export type ControlParameter =
  | { readonly kind: 'bound'; readonly name: string; readonly column: string }
  | { readonly kind: 'static'; readonly name: string; readonly type: string; readonly value: string }
  | { readonly kind: 'dataSet'; readonly name: string };

/** The text in this language, else in the organization's base language, else the first there is. */
export function textIn(labels: Labels, language: number, baseLanguage = 1033): string {
  return labels.get(language) ?? labels.get(baseLanguage) ?? [...labels.values()][0] ?? '';
}
