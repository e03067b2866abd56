/** Going from page to page without loading anew. Links stay real links: they can be copied, opened in a tab, and read by a screen reader. */
import { addressOf, readRoute, type Route } from './routing.ts';

type Guard = () => Promise<boolean>;

const moved = 'crm:moved';
/** The latest asks first: it lies over the others. */
let guards: readonly Guard[] = [];
/** Of the page shown among those of this tab. */
let place = 0;

/**
 * Goes to a page of the CRM (`main.aspx?…`); any other address is left to the browser.
 * Nothing happens when one of the page's guards says no.
 */
export async function navigate(address: string, options: { readonly replace?: boolean } = {}): Promise<void> {
  const url = new URL(address, location.href);
  if (!isOwnPage(url)) {
    location.assign(url);
    return;
  }
  if (!(await mayLeave())) return;
  if (options.replace !== true) place += 1;
  if (options.replace === true) history.replaceState({ place }, '', url);
  else history.pushState({ place }, '', url);
  dispatchEvent(new Event(moved));
}

/** The same for a place: the app that is open is kept. */
export function open(route: Exclude<Route, { page: 'unknown' }>): Promise<void> {
  return navigate(href(route));
}

/** The address of a page within the app that is open, for `<a href>`. */
export function href(route: Exclude<Route, { page: 'unknown' }>): string {
  const { appId } = currentRoute();
  return addressOf(route.appId === undefined && appId !== undefined ? { ...route, appId } : route);
}

export function currentRoute(): Route {
  return readRoute(location.search);
}

/**
 * Asked before the page is left by a link or by going back; `false` keeps it. A panel over the page guards itself too.
 * Gives back what ends it.
 */
export function guardLeaving(ask: Guard): () => void {
  guards = [ask, ...guards];
  return () => {
    guards = guards.filter((one) => one !== ask);
  };
}

async function mayLeave(): Promise<boolean> {
  for (const ask of guards) if (!(await ask())) return false;
  return true;
}

/** Tells of every change of page; gives back what ends it. */
export function onMoved(listener: () => void): () => void {
  addEventListener(moved, listener);
  return () => removeEventListener(moved, listener);
}

/** Takes over clicks on links and the browser's back and forward. Called once. */
export function interceptNavigation(): void {
  if (placeIn(history.state) === undefined) history.replaceState({ ...history.state, place }, '');
  place = placeIn(history.state) ?? place;
  let returning = false;
  addEventListener('popstate', ({ state }) => {
    if (returning) returning = false;
    else void goneTo(placeIn(state) ?? 0);
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || !isPlainClick(event) || link.target !== '' || link.hasAttribute('download')) return;
    if (!isOwnPage(new URL(link.href, location.href))) return;
    event.preventDefault();
    void navigate(link.href);
  });

  /** The browser has moved already: when the page is not to be left, it is moved back. */
  async function goneTo(wanted: number): Promise<void> {
    if (!(await mayLeave())) {
      returning = true;
      history.go(place - wanted);
      return;
    }
    place = wanted;
    dispatchEvent(new Event(moved));
  }
}

/** How many pages came before, as the browser keeps it with each. */
function placeIn(state: unknown): number | undefined {
  const kept = (state as { readonly place?: unknown } | null)?.place;
  return typeof kept === 'number' ? kept : undefined;
}

function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.defaultPrevented &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.shiftKey &&
    !event.altKey
  );
}

function isOwnPage(url: URL): boolean {
  return url.origin === location.origin && url.pathname === '/main.aspx';
}
