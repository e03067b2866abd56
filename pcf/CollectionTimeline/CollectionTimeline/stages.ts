/** Stage changes: a case reaches a stage when, for the first time, a step further along than all before it was taken. */
import { countsAsTaken } from '@dunlin/shared/actions/states';
import type { IsoDate } from '@dunlin/shared/dates/iso-date';
import type { ActionEntry, StageEntry } from './entry.ts';
import { searchTextOf } from './search.ts';

/**
 * @param from the first day from which all actions are loaded; undefined when all are. A case whose beginning is not loaded says
 * nothing of its first loaded step, which may not have been its first.
 */
export function stageEntries(
  actions: readonly ActionEntry[],
  openedOn: ReadonlyMap<string, IsoDate>,
  from: IsoDate | undefined,
): readonly StageEntry[] {
  const byCase = new Map<string, ActionEntry[]>();
  for (const action of actions) {
    if (action.caseId === undefined || !isTaken(action)) continue;
    const known = byCase.get(action.caseId);
    if (known === undefined) byCase.set(action.caseId, [action]);
    else known.push(action);
  }
  return [...byCase].flatMap(([caseId, taken]) => {
    const opened = openedOn.get(caseId);
    const isWhole = from === undefined || (opened !== undefined && opened > from);
    return stagesOf(taken.sort(inOrder)).slice(isWhole ? 0 : 1);
  });
}

function stagesOf(taken: readonly ActionEntry[]): readonly StageEntry[] {
  const stages: StageEntry[] = [];
  let furthest: ActionEntry | undefined;
  for (const action of taken) {
    if (furthest !== undefined && action.stepOrder <= furthest.stepOrder) continue;
    stages.push(stageReached(action, furthest));
    furthest = action;
  }
  return stages;
}

function stageReached(action: ActionEntry, before: ActionEntry | undefined): StageEntry {
  return {
    what: 'stage',
    key: `stage ${action.record.id}`,
    types: ['stage'],
    state: 'done',
    tag: 'reached',
    on: action.on,
    isAhead: false,
    record: action.record,
    ...(action.debtorId !== undefined && { debtorId: action.debtorId }),
    searchText: searchTextOf([action.step]),
    change: { kind: 'reached', stage: action.step ?? '', from: before?.step },
  };
}

function isTaken(action: ActionEntry): boolean {
  return action.actionState !== undefined && countsAsTaken(action.actionState);
}

function inOrder(a: ActionEntry, b: ActionEntry): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return a.stepOrder - b.stepOrder || (a.key < b.key ? -1 : 1);
}
