/**
 * The line that tells a generated file from a hand-written one. Generation writes, replaces and removes only files that carry it. To take a
 * form or a view over, delete the line and edit the rest: the file then belongs to people and generation leaves it alone.
 */
export const generatedMarker = 'Generated from shared/src/tables by npm run solution:generate.';

export function isGenerated(xml: string): boolean {
  return xml.includes(`<!-- ${generatedMarker} -->`);
}
