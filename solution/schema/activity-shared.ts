/** What most columns of a custom activity have in common. */
import { everywhere } from './attribute.ts';

export const writable = {
  required: 'none',
  custom: false,
  create: true,
  update: true,
  audited: true,
  imeMode: 'auto',
  displayMask: everywhere,
} as const;

export const onlySearched = 'ValidForAdvancedFind';
export const searchedAndListed = 'ValidForAdvancedFind|ValidForGrid';
