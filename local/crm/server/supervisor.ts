/** Whoever started this CRM and can run the next day, if there is one. */

/** As the supervisor tells it; the CRM hands it on to its pages. */
export type DayState = {
  readonly running: boolean;
  readonly date?: string;
  readonly waiting?: string;
  readonly problem?: string;
};

export type Supervisor = {
  /** Undefined while the supervisor does not answer: then no day can be run. */
  dayState(): Promise<DayState | undefined>;
  /** Whether it begins; it does not while another day runs. */
  startNextDay(): Promise<boolean>;
};

/** @param key said with each request, so that no page of another site can run days */
export function supervisorAt(address: string, key: string): Supervisor {
  const headers = { 'x-supervisor-key': key };
  return {
    async dayState() {
      try {
        const response = await fetch(`${address}/day`, { headers });
        return response.ok ? ((await response.json()) as DayState) : undefined;
      } catch {
        return undefined;
      }
    },
    async startNextDay() {
      const response = await fetch(`${address}/day`, { method: 'POST', headers });
      if (response.status === 409) return false;
      if (!response.ok) throw new Error(`The supervisor answers ${response.status}`);
      return true;
    },
  };
}
