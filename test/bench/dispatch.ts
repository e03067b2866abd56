/** Five hundred actions carried out: what each asks of Dataverse, and how many a second one instance of the app manages. */
import { join } from 'node:path';
import { advanceTo } from '../../local/start/advance.ts';
import { instantOn } from '../../local/start/day.ts';
import { webApiAs } from '../../local/start/web-api.ts';
import type { Bench } from './bench.ts';
import { benchStack, costOf, patienceMs, place, quiet, sync } from './bench-stack.ts';
import { floorOf } from './floor.ts';
import { firstDay, makeDrop } from './sample-drop.ts';

/** So many open items that about 500 actions fall due on the first day. */
const receivables = 1_800;

export const dispatch: Bench = {
  name: 'dispatch',
  measures: 'about 500 mails, letters, text messages and calls of one day, beside bare requests and commits',
  async run(surroundings) {
    const drop = await makeDrop(join(surroundings.folder, 'drop'), receivables);
    const stack = await benchStack(surroundings);
    try {
      const api = await webApiAs(stack, 'admin@local');
      place(stack, drop);
      await sync(stack);
      await quiet(stack);
      for (const { dun_companyid } of await api.list<{ dun_companyid: string }>(
        'dun_companies?$select=dun_companyid',
      ))
        await api.update(`dun_companies(${dun_companyid})`, { dun_released: true });
      // The schedules of the morning are over then, and the first contact window opens later.
      await advanceTo(stack, instantOn(firstDay, '06:00'), { patienceMs });
      const cost = await costOf(stack, () => advanceTo(stack, instantOn(firstDay, '12:30'), { patienceMs }));
      const carriedOut = (
        await api.list(`dun_collectionactions?$select=createdon&$filter=dun_executedon eq ${firstDay}`)
      ).length;
      const { requestMs, commitMs } = await floorOf(surroundings.folder);
      const perDispatch = cost.httpRequests / carriedOut;
      return [
        { name: 'dispatch, requests', value: perDispatch, unit: 'per dispatch', limit: 4 },
        { name: 'dispatch, row operations', value: cost.rowOperations / carriedOut, unit: 'per dispatch' },
        {
          name: 'dispatch, execution',
          value: (cost.executionSeconds * 1000) / carriedOut,
          unit: 'ms simulated per dispatch',
        },
        { name: 'dispatch, throttled', value: cost.throttled, unit: 'requests' },
        { name: 'dispatch, carried out', value: carriedOut, unit: 'actions' },
        { name: 'dispatch, rate', value: carriedOut / cost.seconds, unit: 'per second' },
        // A request each, of which all but the first end in a commit, and nothing else.
        {
          name: 'dispatch, rate of bare requests and commits',
          value: 1000 / (perDispatch * requestMs + (perDispatch - 1) * commitMs),
          unit: 'per second',
        },
      ];
    } finally {
      await stack.stop();
    }
  },
};
