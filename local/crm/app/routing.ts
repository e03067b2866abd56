/** Addresses of pages, in Dynamics' shape: `main.aspx?appid=…&pagetype=entityrecord&etn=…&id=…`. */

export type Route =
  | { readonly page: 'start'; readonly appId?: string }
  | { readonly page: 'list'; readonly appId?: string; readonly etn: string; readonly viewId?: string }
  | {
      readonly page: 'record';
      readonly appId?: string;
      readonly etn: string;
      /** Left out for a new record. */
      readonly id?: string;
      readonly formId?: string;
      /** Values to start a new record with, by column, as Dynamics' `extraqs`. */
      readonly defaults?: Readonly<Record<string, string>>;
    }
  | { readonly page: 'dashboard'; readonly appId?: string; readonly id?: string }
  | { readonly page: 'outbox'; readonly appId?: string }
  /** A page type of Dynamics that is not shown here, or an address that is incomplete. */
  | { readonly page: 'unknown'; readonly appId?: string; readonly what: string };

export function readRoute(search: string): Route {
  const query = new URLSearchParams(search);
  const text = (name: string): string | undefined => query.get(name)?.replace(/^\{|\}$/g, '') || undefined;
  const app = text('appid');
  const appId = app === undefined ? {} : { appId: app.toLowerCase() };
  const pagetype = text('pagetype')?.toLowerCase();
  const etn = text('etn')?.toLowerCase();
  const id = text('id')?.toLowerCase();
  switch (pagetype) {
    case undefined:
      return { page: 'start', ...appId };
    case 'entitylist': {
      if (etn === undefined) return { page: 'unknown', what: 'pagetype=entitylist, etn=?', ...appId };
      const viewId = text('viewid')?.toLowerCase();
      return { page: 'list', etn, ...appId, ...(viewId !== undefined && { viewId }) };
    }
    case 'entityrecord': {
      if (etn === undefined) return { page: 'unknown', what: 'pagetype=entityrecord, etn=?', ...appId };
      const formId = text('formid')?.toLowerCase();
      const extra = query.get('extraqs');
      return {
        page: 'record',
        etn,
        ...appId,
        ...(id !== undefined && { id }),
        ...(formId !== undefined && { formId }),
        ...(extra !== null && { defaults: Object.fromEntries(new URLSearchParams(extra)) }),
      };
    }
    case 'dashboard':
      return { page: 'dashboard', ...appId, ...(id !== undefined && { id }) };
    case 'outbox':
      return { page: 'outbox', ...appId };
    default:
      return { page: 'unknown', what: `pagetype=${pagetype}`, ...appId };
  }
}

/** The address of a page, relative to the CRM. */
export function addressOf(route: Exclude<Route, { page: 'unknown' }>): string {
  const query = new URLSearchParams();
  if (route.appId !== undefined) query.set('appid', route.appId);
  switch (route.page) {
    case 'start':
      break;
    case 'list':
      query.set('pagetype', 'entitylist');
      query.set('etn', route.etn);
      if (route.viewId !== undefined) query.set('viewid', route.viewId);
      break;
    case 'record':
      query.set('pagetype', 'entityrecord');
      query.set('etn', route.etn);
      if (route.id !== undefined) query.set('id', route.id);
      if (route.formId !== undefined) query.set('formid', route.formId);
      if (route.defaults !== undefined) query.set('extraqs', new URLSearchParams(route.defaults).toString());
      break;
    case 'dashboard':
      query.set('pagetype', 'dashboard');
      if (route.id !== undefined) query.set('id', route.id);
      break;
    case 'outbox':
      query.set('pagetype', 'outbox');
      break;
  }
  const text = query.toString();
  return text === '' ? 'main.aspx' : `main.aspx?${text}`;
}
