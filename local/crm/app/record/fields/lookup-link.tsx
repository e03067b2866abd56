/** The row a lookup points at, as a link to it. */
import * as React from 'react';
import { href } from '../../navigation.ts';
import { say } from '../../text/text.ts';
import type { LookupValue } from '../values.ts';

export function LookupLink({ value }: { readonly value: LookupValue }): React.ReactElement {
  const { table, id, name } = value;
  return (
    <a className="crm-link" href={href({ page: 'record', etn: table, id })}>
      <bdi>{name === '' ? say('unnamed') : name}</bdi>
    </a>
  );
}
