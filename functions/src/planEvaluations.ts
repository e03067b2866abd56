/** Once a day: who is due today, also without any news from the ERP, and who is decided by another policy from today on. */
import { app } from '@azure/functions';
import { planDueDebtors } from './evaluation/plan-due-debtors.ts';
import { rollOut } from './policy/roll-out.ts';
import { services } from './services.ts';

app.timer('planEvaluations', {
  schedule: '%PLAN_SCHEDULE%',
  handler: async (_timer, context) => {
    const rolledOut = await rollOut(services());
    context.log([...rolledOut, `${await planDueDebtors(services())} debtors to evaluate`].join('; '));
  },
});
