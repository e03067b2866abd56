/** The same rules written for engines of others, and by hand. */
import { daysBetween, type IsoDate } from '@dunlin/shared/dates/iso-date';
import type { Step, Strategy } from '@dunlin/shared/strategy/policy';
import jsonLogic from 'json-logic-js';
import { LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';
import { factsOf, type Contender } from './engine.ts';

/** What somebody in a hurry would write, dates included. */
export function handWrittenLoop({ steps }: Strategy, asOf: IsoDate): Contender {
  return {
    name: 'loop',
    decide(cases) {
      const decisions: string[] = [];
      for (const { receivable, taken } of cases) {
        const late = daysBetween(receivable.dueOn, asOf);
        const since = taken === undefined ? Infinity : daysBetween(taken.on, asOf);
        let decision = 'none';
        for (const step of steps) {
          if (step.order <= (taken?.order ?? 0) || (step.offsetDays < 0 && late >= 0)) continue;
          decision = late >= step.offsetDays && since >= step.waitDays ? step.code : 'later';
          break;
        }
        decisions.push(decision);
      }
      return decisions;
    },
  };
}

/** if not taken and still sensible: due? code : later; else the next step. */
function asJsonLogic([step, ...others]: readonly Step[]): unknown {
  if (step === undefined) return 'none';
  const isNext: unknown[] = [{ '<': [{ var: 'takenOrder' }, step.order] }];
  if (step.offsetDays < 0) isNext.push({ '<': [{ var: 'daysPastDue' }, 0] });
  const isDue = {
    and: [
      { '>=': [{ var: 'daysPastDue' }, step.offsetDays] },
      { '>=': [{ var: 'daysSinceTaken' }, step.waitDays] },
    ],
  };
  return { if: [{ and: isNext }, { if: [isDue, step.code, 'later'] }, asJsonLogic(others)] };
}

export function jsonLogicJs({ steps }: Strategy): Contender {
  const rule = asJsonLogic(steps);
  return {
    name: 'json-logic-js',
    decide: (cases) => cases.map((one) => jsonLogic.apply(rule, factsOf(one)) as string),
  };
}

/** Compiled to a function first. */
export function jsonLogicEngine({ steps }: Strategy): Contender {
  const decide = new LogicEngine().build(asJsonLogic(steps)) as (facts: unknown) => string;
  return { name: 'json-logic-engine', decide: (cases) => cases.map((one) => decide(factsOf(one))) };
}

/** A rule a step that fires when it is due, and one that fires when it is the next; the earliest next step decides. */
export function jsonRulesEngine({ steps }: Strategy): Contender {
  const engine = new Engine();
  for (const step of steps) {
    const isNext = [
      { fact: 'takenOrder', operator: 'lessThan', value: step.order },
      ...(step.offsetDays < 0 ? [{ fact: 'daysPastDue', operator: 'lessThan', value: 0 }] : []),
    ];
    const isDue = [
      { fact: 'daysPastDue', operator: 'greaterThanInclusive', value: step.offsetDays },
      { fact: 'daysSinceTaken', operator: 'greaterThanInclusive', value: step.waitDays },
    ];
    engine.addRule({
      conditions: { all: isNext },
      event: { type: 'next', params: { order: step.order, decision: 'later' } },
    });
    engine.addRule({
      conditions: { all: [...isNext, ...isDue] },
      event: { type: 'due', params: { order: step.order, decision: step.code } },
    });
  }
  return {
    name: 'json-rules-engine',
    async decide(cases) {
      const decisions: string[] = [];
      for (const one of cases) {
        const { events } = await engine.run(factsOf(one));
        const first = events.reduce<{ order: number; decision: string; due: boolean } | undefined>(
          (best, { type, params }) => {
            const { order, decision } = params as { order: number; decision: string };
            const due = type === 'due';
            return best === undefined || order < best.order || (order === best.order && due && !best.due)
              ? { order, decision, due }
              : best;
          },
          undefined,
        );
        decisions.push(first?.decision ?? 'none');
      }
      return decisions;
    },
  };
}
