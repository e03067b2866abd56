/** Option sets that belong to the platform and are named by columns of solutions (table reference of activitypointer). */
import { globalOptions } from '../columns.ts';
import type { OptionSet } from '../types.ts';

export const deliveryPriority = globalOptions('activitypointer_deliveryprioritycode', 'Delivery Priority', {
  0: 'Low',
  1: 'Normal',
  2: 'High',
});

export const isRegularActivity = globalOptions('activitypointer_isregularactivity', 'Is Regular Activity', {
  0: 'No',
  1: 'Yes',
});

export const community = globalOptions('socialprofile_community', 'Social Channel', {
  0: 'Other',
  1: 'Facebook',
  2: 'Twitter',
});

export const baseOptionSets: readonly OptionSet[] = [deliveryPriority, isRegularActivity, community];
