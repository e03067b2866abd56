/** Scripts and styles of installed solutions, put into the page. */
import { WebApiError } from '../data/client.ts';

/** Puts an element into the page and waits until what it names has arrived. */
export function added<T extends HTMLElement>(element: T, fill: (element: T) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => {
      element.remove();
      reject(new WebApiError(element.outerHTML, { status: 0, code: 'OFFLINE' }));
    });
    fill(element);
    document.head.append(element);
  });
}
