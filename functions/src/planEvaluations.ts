/** Once a day: who is due today, also without any news from the ERP. */
import { app } from '@azure/functions';
import { planDueDebtors } from './evaluation/plan-due-debtors.ts';
import { services } from './services.ts';

app.timer('planEvaluations', {
  schedule: '%PLAN_SCHEDULE%',
  handler: async (_timer, context) => context.log(`${await planDueDebtors(services())} debtors to evaluate`),
});
