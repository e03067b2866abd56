/** The form's tabs, and what belongs to every form, one at a time; on a phone their list is wider than the screen and moves. */
import * as React from 'react';
import { session } from '../data/session.ts';
import { say } from '../text/text.ts';
import type { Tab } from './form/form-model.ts';
import { useForm } from './form-context.ts';
import { AuditHistory } from './history/audit-history.tsx';
import { labelOf } from './labels.ts';
import { SectionView } from './section-view.tsx';

export function Tabs({ tabs }: { readonly tabs: readonly Tab[] }): React.ReactElement {
  const history = useHistoryTab();
  const visible = [
    ...tabs
      .filter((tab) => tab.visible)
      .map((tab) => ({ id: tab.id, label: labelOf(tab.labels), body: <TabBody tab={tab} /> })),
    ...history,
  ];
  const [only, ...others] = visible;
  return only !== undefined && others.length === 0 ? <Titled tab={only} /> : <OneAtATime tabs={visible} />;
}

interface ShownTab {
  readonly id: string;
  readonly label: string;
  readonly body: React.ReactElement;
}

/** Of an audited record, for whoever may read histories. */
function useHistoryTab(): readonly ShownTab[] {
  const { table, id } = useForm();
  if (id === undefined || !table.isAudited || !session().readsHistories) return [];
  return [{ id: 'audit-history', label: say('history'), body: <AuditHistory id={id} /> }];
}

/** A tab is filled when it is first opened, and then stays: what its controls hold is not lost by looking elsewhere. */
function OneAtATime({ tabs }: { readonly tabs: readonly ShownTab[] }): React.ReactElement {
  const [shown, setShown] = React.useState(tabs[0]?.id);
  const [opened, setOpened] = React.useState<ReadonlySet<string>>(
    () => new Set(tabs.slice(0, 1).map(({ id }) => id)),
  );
  const list = React.useRef<HTMLDivElement>(null);
  useChosenInSight(list, shown);
  const show = (tab: ShownTab | undefined): void => {
    if (tab === undefined) return;
    setShown(tab.id);
    setOpened(new Set([...opened, tab.id]));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = steps(list.current)[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index =
      (step(
        tabs.findIndex(({ id }) => id === shown),
        tabs.length,
      ) +
        tabs.length) %
      tabs.length;
    show(tabs[index]);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };
  return (
    <>
      <div className="crm-tab-list" role="tablist" aria-label={say('tabs')} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`tab-${tab.id}`}
            aria-selected={tab.id === shown}
            aria-controls={`panel-${tab.id}`}
            tabIndex={tab.id === shown ? 0 : -1}
            onClick={() => show(tab)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.id}
          role="tabpanel"
          id={`panel-${tab.id}`}
          aria-labelledby={`tab-${tab.id}`}
          hidden={tab.id !== shown}
        >
          {opened.has(tab.id) && <Titled tab={tab} />}
        </div>
      ))}
    </>
  );
}

/** The list of tabs moves under the chosen one: when another is chosen, and when the screen becomes narrower, as a phone that is turned. */
function useChosenInSight(list: React.RefObject<HTMLElement>, shown: string | undefined): void {
  React.useEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    const bringIntoSight = (): void => {
      const chosen = current.querySelector('[aria-selected=true]')?.getBoundingClientRect();
      const seen = current.getBoundingClientRect();
      if (chosen === undefined) return;
      // Tabs end within a pixel, lists are moved by whole ones.
      if (chosen.left < seen.left) current.scrollLeft -= Math.ceil(seen.left - chosen.left);
      else if (chosen.right > seen.right) current.scrollLeft += Math.ceil(chosen.right - seen.right);
    };
    bringIntoSight();
    const sizes = new ResizeObserver(bringIntoSight);
    sizes.observe(current);
    return () => sizes.disconnect();
  }, [list, shown]);
}

type Step = (from: number, count: number) => number;

/** Keys of a tab list; the arrows follow the direction of writing. */
function steps(element: Element | null): Readonly<Record<string, Step>> {
  const isRightToLeft = element !== null && getComputedStyle(element).direction === 'rtl';
  const next: Step = (from) => from + 1;
  const previous: Step = (from) => from - 1;
  return {
    ArrowRight: isRightToLeft ? previous : next,
    ArrowLeft: isRightToLeft ? next : previous,
    Home: () => 0,
    End: (_from, count) => count - 1,
  };
}

/** Sections are headed one level below a tab: where the tab's name stands elsewhere, screen readers get it here too. */
function Titled({ tab }: { readonly tab: ShownTab }): React.ReactElement {
  return (
    <>
      <h2 className="crm-for-screen-readers">{tab.label}</h2>
      {tab.body}
    </>
  );
}

function TabBody({ tab }: { readonly tab: Tab }): React.ReactElement {
  return (
    <div className="crm-tab-columns">
      {tab.columns.map((column, index) => (
        <div
          key={index}
          className="crm-tab-column"
          style={{ '--crm-width': column.widthPercent } as React.CSSProperties}
        >
          {column.sections.map((section) => (
            <SectionView key={section.id} section={section} />
          ))}
        </div>
      ))}
    </div>
  );
}
