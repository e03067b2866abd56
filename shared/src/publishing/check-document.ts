/** Whether a policy may be published: everything that keeps it from being used, with its place, and what looks like a mistake. */
import type { IsoDate } from '../dates/iso-date.ts';
import { checkContactPolicy } from '../contact/check-policy.ts';
import { countryPacks } from '../contact/country-packs.ts';
import type { Currency } from '../money/money.ts';
import { PolicyError } from '../records/policy-rows.ts';
import type { Policy } from '../strategy/policy.ts';
import { rowsOf, type PolicyDocument } from './document.ts';
import { lintScores } from './lint-scores.ts';
import { lintSegments } from './lint-segments.ts';
import { lintStrategy } from './lint-strategy.ts';
import { checkTemplates } from './check-templates.ts';
import type { StepMapping } from './mapping.ts';
import { policyOfVersion, type CompanyWithCodes } from './policy-of-version.ts';
import { anError, aWarning, inOrder, type Problem } from './problem.ts';

export type Surroundings = {
  readonly companies: readonly CompanyWithCodes[];
  /** ISO codes of the environment's currencies. */
  readonly currencies: ReadonlySet<Currency> | 'any';
  readonly mapping: StepMapping;
  /** The first day on which the policy is to decide. */
  readonly effectiveOn: IsoDate;
};

export type Checked = {
  /** Errors first. */
  readonly problems: readonly Problem[];
  /** The policies of the companies for which there is one. */
  readonly policies: ReadonlyMap<CompanyWithCodes, Policy>;
};

export function checkDocument(document: PolicyDocument, surroundings: Surroundings): Checked {
  const { companies, effectiveOn } = surroundings;
  const rows = rowsOf(document);
  const problems: Problem[] = [];
  const policies = new Map<CompanyWithCodes, Policy>();
  for (const company of companies) {
    try {
      const content = { number: 0, mapping: surroundings.mapping, rows };
      policies.set(company, policyOfVersion(company, content, { on: effectiveOn }));
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      problems.push(...error.problems.map(asProblem));
    }
  }
  if (companies.length === 0) problems.push(anError('companies', '', 'there is none; make one first'));
  // What contradicts itself was refused above. A pack that does not cover a day holds back those it is about, on that day alone.
  for (const [company, policy] of policies) {
    problems.push(
      ...checkContactPolicy(policy, countryPacks, effectiveOn).map(({ field, value, remedy }) =>
        aWarning(`contact policy of company ${company.dun_code}, ${field}`, value, remedy),
      ),
      ...unknownCurrencies(policy, surroundings.currencies),
    );
  }
  // Strategies, segments and texts are those of all companies.
  const [policy] = policies.values();
  if (policy) {
    problems.push(
      ...policy.strategies.flatMap((strategy) => lintStrategy(strategy, policy.segments)),
      ...lintSegments(policy.segments),
      ...lintScores(policy),
      ...checkTemplates(policy.strategies, rows.templates),
      ...unknownStandIns(policy, surroundings.mapping),
    );
  }
  return { problems: inOrder(problems), policies };
}

/** `step business/call: another step has order 3 too` */
function asProblem(text: string): Problem {
  const at = text.indexOf(': ');
  return at < 0 ? anError('policy', '', text) : anError(text.slice(0, at), '', text.slice(at + 2));
}

function unknownCurrencies(
  { strategies, agreements }: Policy,
  known: Surroundings['currencies'],
): readonly Problem[] {
  if (known === 'any') return [];
  const amounts = [
    ...strategies.flatMap(({ code, steps }) =>
      steps.map((step) => [`step ${code}/${step.code}, minimumamounts`, step.minimumMinor] as const),
    ),
    ['companies, tolerance of promises', agreements.promises.toleranceMinor] as const,
  ];
  return amounts.flatMap(([place, minimums]) =>
    Object.keys(minimums)
      .filter((currency) => !known.has(currency))
      .map((currency) =>
        anError(place, currency, 'it is no currency of this environment; add it under Currencies'),
      ),
  );
}

function unknownStandIns({ strategies }: Policy, mapping: StepMapping): readonly Problem[] {
  const codes = new Set(strategies.flatMap(({ steps }) => steps.map(({ code }) => code)));
  return Object.entries(mapping)
    .filter(([, to]) => !codes.has(to))
    .map(([from, to]) =>
      anError('steps that are replaced', `${from} -> ${to}`, `no strategy has a step ${to}`),
    );
}
