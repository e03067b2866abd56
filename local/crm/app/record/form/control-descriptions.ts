/** Which code component takes the place of a form's control, and what it is given. */
import { attribute, childrenOf } from '../../data/xml.ts';
import type { ControlParameter } from './form-model.ts';
import { isTrue, textOf } from './xml-values.ts';

export interface CustomControl {
  readonly name: string;
  readonly parameters: readonly ControlParameter[];
}

/** By the `uniqueid` of the control it stands in for, in upper case. */
export function customContents(descriptions: Element | undefined): ReadonlyMap<string, CustomControl> {
  return new Map(
    childrenOf(descriptions, 'controlDescription').flatMap((description) => {
      const chosen = forBrowsers(description);
      const uniqueId = (attribute(description, 'forControl') ?? '').toUpperCase();
      return chosen === undefined ? [] : [[uniqueId, chosen] as const];
    }),
  );
}

/** `formFactor` 0 is a phone's app, 1 a tablet's, 2 a browser. A description without a form factor holds for all. */
function forBrowsers(description: Element): CustomControl | undefined {
  const named = childrenOf(description, 'customControl').filter((control) => control.hasAttribute('name'));
  const chosen =
    named.find((control) => attribute(control, 'formFactor') === '2') ??
    named.find((control) => !control.hasAttribute('formFactor'));
  if (chosen === undefined) return undefined;
  return {
    name: attribute(chosen, 'name') ?? '',
    parameters: childrenOf(chosen, 'parameters').flatMap((parameters) =>
      [...parameters.children].map(parameterOf),
    ),
  };
}

function parameterOf(element: Element): ControlParameter {
  const text = textOf(element);
  if (element.localName === 'data-set') return { kind: 'dataSet', name: attribute(element, 'name') ?? '' };
  return isTrue(attribute(element, 'static'), false)
    ? { kind: 'static', name: element.localName, type: attribute(element, 'type') ?? '', value: text }
    : { kind: 'bound', name: element.localName, column: text };
}
