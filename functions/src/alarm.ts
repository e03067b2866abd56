/** Alarms are tasks in the company's queue for review, one a subject and day however often they are raised. */
import { uuidOf } from '@dunlin/shared/actions/keys';
import { dateIn } from '@dunlin/shared/dates/instant';
import type { CompanyRow } from '@dunlin/shared/records/policy-rows';
import { bindTo } from '@dunlin/shared/tables/wire';
import type { Services } from './services.ts';

export async function raiseAlarm(
  { dataverse }: Services,
  company: CompanyRow,
  alarm: { readonly day: string; readonly subject: string; readonly text: string },
): Promise<void> {
  const taskId = uuidOf('alarm', company.dun_companyid, alarm.day, alarm.subject);
  await dataverse.changeSet([
    {
      kind: 'create',
      collection: 'tasks',
      row: {
        activityid: taskId,
        subject: `${company.dun_name}: ${alarm.subject}`.slice(0, 200),
        description: alarm.text.slice(0, 2000),
        prioritycode: 2,
      },
    },
    queueItem(company._dun_reviewqueueid_value, 'task', taskId),
  ]);
}

/** What does not say whose it is, such as a drop that cannot be read, is told to every company's reviewers. */
export async function alarmAll(services: Services, subject: string, text: string): Promise<void> {
  for (const { company } of await services.policies.all()) {
    await raiseAlarm(services, company, { day: dateIn(company.dun_timezone, services.now()), subject, text });
  }
}

/** The change that puts an activity into a queue. */
export function queueItem(queueId: string, activity: 'task' | 'phonecall', activityId: string) {
  return {
    kind: 'create',
    collection: 'queueitems',
    row: {
      'queueid@odata.bind': bindTo('queues', queueId),
      [`objectid_${activity}@odata.bind`]: bindTo(`${activity}s`, activityId),
    },
  } as const;
}
