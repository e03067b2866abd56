/** The `Prefer` header: `return=representation, odata.maxpagesize=50, odata.include-annotations="*"`. */
import { badRequest, notSupported } from '../errors.ts';
import { rememberByText } from '../remember-by-text.ts';
import { annotationsOf, type Annotations } from '../query/annotations.ts';

export interface Preferences {
  readonly returnRepresentation: boolean;
  readonly pageSize: number | undefined;
  readonly annotations: Annotations;
  readonly continueOnError: boolean;
  readonly trackChanges: boolean;
  /** What was heeded, to be echoed in `Preference-Applied`. */
  readonly applied: string;
}

export const readPreferences = rememberByText((header): Preferences => {
  const preferences = new Map<string, string>();
  for (const part of header.match(/[^,"=]+(?:=(?:\s*"[^"]*"|[^,]*))?/g) ?? []) {
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
    const value =
      equals < 0
        ? ''
        : part
            .slice(equals + 1)
            .trim()
            .replaceAll('"', '');
    if (name !== '') preferences.set(name, value);
  }
  if (preferences.has('respond-async')) throw notSupported('Prefer: respond-async');
  const size = preferences.get('odata.maxpagesize');
  if (size !== undefined && !/^[1-9]\d*$/.test(size))
    throw badRequest(`Invalid odata.maxpagesize '${size}'.`);
  const annotations = preferences.get('odata.include-annotations');
  const applied = [
    ...(preferences.get('return') === 'representation' ? ['return=representation'] : []),
    ...(preferences.has('odata.track-changes') ? ['odata.track-changes'] : []),
    ...(size === undefined ? [] : [`odata.maxpagesize=${size}`]),
    ...(annotations === undefined ? [] : [`odata.include-annotations="${annotations}"`]),
  ];
  return {
    returnRepresentation: preferences.get('return') === 'representation',
    pageSize: size === undefined ? undefined : Number(size),
    annotations: annotationsOf(annotations),
    continueOnError: preferences.has('odata.continue-on-error'),
    trackChanges: preferences.has('odata.track-changes'),
    applied: applied.join(','),
  };
});
