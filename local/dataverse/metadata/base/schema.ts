/** What is there before any solution is imported. */
import type { Schema } from '../types.ts';
import { activityTables } from './activities.ts';
import { auditTables } from './audit.ts';
import { columnSecurityManyToMany, columnSecurityTables } from './column-security.ts';
import { customerTables } from './customers.ts';
import { mapTables } from './maps.ts';
import { organizationManyToMany, organizationTables } from './organization.ts';
import { platformTables } from './platform.ts';
import { baseOptionSets } from './option-sets.ts';
import { baseOneToMany } from './relationships.ts';

export const baseSchema: Schema = {
  tables: [
    ...organizationTables,
    ...columnSecurityTables,
    ...auditTables,
    ...customerTables,
    ...activityTables,
    ...platformTables,
    ...mapTables,
  ],
  oneToMany: baseOneToMany,
  manyToMany: [...organizationManyToMany, ...columnSecurityManyToMany],
  globalOptionSets: baseOptionSets,
};
