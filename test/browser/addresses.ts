/** Addresses of the CRM's pages, as people have them in their bookmarks. */

export function list(root: string, etn: string): string {
  return `${root}/main.aspx?pagetype=entitylist&etn=${etn}`;
}

/** Without an id the form of a new record. */
export function record(root: string, etn: string, id?: string): string {
  return `${root}/main.aspx?pagetype=entityrecord&etn=${etn}${id === undefined ? '' : `&id=${id}`}`;
}
