/** What a one-to-many relationship does to the rows below, as definitions write it. */
import { badRequest } from '../../errors.ts';
import { cascadesFrom } from '../../metadata/cascades.ts';
import type { OneToMany } from '../../metadata/types.ts';
import { isObject } from './elements.ts';

const deletions = ['Cascade', 'NoCascade', 'RemoveLink', 'Restrict'] as const;

/** @param json a CascadeConfiguration; without one, links are removed and nothing is handed down */
export function cascadesIn(json: unknown): Pick<OneToMany, 'cascadeDelete' | 'cascades'> {
  const configuration = isObject(json) ? json : { Delete: 'RemoveLink' };
  const cascade = configuration['Delete'];
  const cascadeDelete = deletions.find((known) => known === cascade);
  if (cascadeDelete === undefined) throw badRequest(`'${String(cascade)}' is not what a deletion can do.`);
  const handedDown = cascadesFrom((action) => configuration[action]);
  if ('refused' in handedDown)
    throw badRequest(`${handedDown.refused} is not what a relationship can hand down.`);
  return { cascadeDelete, cascades: handedDown.cascades };
}
