/** The properties of the manifest. */
export type IInputs = {
  readonly column: ComponentFramework.PropertyTypes.StringProperty;
  readonly recordId: ComponentFramework.PropertyTypes.StringProperty;
  readonly tableName: ComponentFramework.PropertyTypes.StringProperty;
};

export type IOutputs = { readonly column?: string };
