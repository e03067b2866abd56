/** How wide a column of a list is. */

const narrowest = 110;
/** Of a bold letter, generously. */
const letter = 10;
/** What stands beside the label: padding and the menu's chevron; the arrow of a sorted column. */
const besideLabel = 38;
const arrow = 24;

/**
 * Layouts are made for small letters and English words: no column is so narrow that its header cannot be read, or that it breaks
 * the longest word of its label.
 */
export function columnWidth(
  { label, width }: { readonly label: string; readonly width: number },
  isSorted: boolean,
): number {
  const longest = Math.max(...label.split(/\s+/).map((word) => word.length));
  return Math.max(width, narrowest, longest * letter + besideLabel + (isSorted ? arrow : 0));
}
