/** Customers nobody may contact because a rule cannot say whether: somebody has to mend the rule, so it is no silence. */
import { inWords } from '@dunlin/shared/actions/reason';
import { contactRefusals } from '@dunlin/shared/strategy/contact-refusals';
import { raiseAlarm } from '../alarm.ts';
import type { Services } from '../services.ts';
import type { Evaluated } from './changes.ts';

/** Debtors named in one alarm; the reason stands at each of the others too. */
const mostNamed = 10;

export async function alarmOfRefusals(services: Services, evaluated: readonly Evaluated[]): Promise<void> {
  const refused = evaluated.flatMap((one) =>
    contactRefusals(one.decision).map((reason) => ({ ...one, sentence: inWords(reason) })),
  );
  const alarms = Map.groupBy(
    refused,
    ({ company, sentence }) => `${company.company.dun_companyid} ${sentence}`,
  );
  for (const debtors of alarms.values()) {
    const [first] = debtors;
    if (!first) continue;
    const names = debtors
      .slice(0, mostNamed)
      .map(({ loaded: { row } }) => `${row.dun_name} (${row.dun_number})`);
    await raiseAlarm(services, first.company.company, {
      day: first.decision.asOf,
      subject: `Customers are not contacted: ${first.sentence}`,
      text:
        `${first.sentence}. Nothing is sent to these customers until that is mended: complete the calendar, the contact ` +
        `policy or the debtor, and they are looked at again. Among them: ${names.join(', ')}.`,
    });
  }
}
