/** XML of views, forms and site maps, read with the browser's own parser. */

export class XmlError extends Error {}

/** @throws XmlError when the text is not well formed. */
export function parseXml(text: string): Element {
  const document = new DOMParser().parseFromString(text, 'application/xml');
  const problem = document.getElementsByTagName('parsererror')[0];
  if (problem !== undefined) throw new XmlError(problem.textContent ?? 'not well formed');
  return document.documentElement;
}

/** Child elements, all or of one name. */
export function childrenOf(element: Element | undefined, name?: string): readonly Element[] {
  const children = element === undefined ? [] : Array.from(element.children);
  return name === undefined ? children : children.filter((child) => child.tagName === name);
}

export function childOf(element: Element | undefined, name: string): Element | undefined {
  return childrenOf(element, name)[0];
}

/** An attribute's text, undefined when it is missing or empty. */
export function attribute(element: Element, name: string): string | undefined {
  const value = element.getAttribute(name);
  return value === null || value === '' ? undefined : value;
}

export function serializeXml(element: Element): string {
  return new XMLSerializer().serializeToString(element);
}
