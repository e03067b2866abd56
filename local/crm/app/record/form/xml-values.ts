/** What form XML writes in attributes and small elements, as values. */
import { attribute, childOf, childrenOf } from '../../data/xml.ts';
import type { Labels } from './form-model.ts';

/** The trimmed text of a child, '' when there is none. */
export function childText(element: Element | undefined, name: string): string {
  return textOf(childOf(element, name));
}

export function textOf(element: Element | undefined): string {
  return (element?.textContent ?? '').trim();
}

export function labelsOf(element: Element): Labels {
  return new Map(
    childrenOf(childOf(element, 'labels'), 'label').map((label) => [
      Number(attribute(label, 'languagecode')),
      attribute(label, 'description') ?? '',
    ]),
  );
}

export function isTrue(text: string | undefined, otherwise: boolean): boolean {
  return text === undefined ? otherwise : text.toLowerCase() === 'true' || text === '1';
}

/** The number a text begins with: `50%` is 50. */
export function numberOf(text: string | undefined, otherwise: number): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? otherwise : value;
}
