/** Who takes part in an activity, in one of its roles. */
import * as React from 'react';
import { client } from '../../data/client.ts';
import { Failure } from '../../parts/failure.tsx';
import { useLoaded } from '../../parts/use-loaded.ts';
import { say } from '../../text/text.ts';
import { partyOf, partyQuery, type Party } from '../activity.ts';
import { LookupLink } from './lookup-link.tsx';

export function PartyList(props: { readonly activityId: string; readonly role: number }): React.ReactElement {
  const { activityId, role } = props;
  const { loaded, again } = useLoaded(() => loadParties(activityId), activityId);
  if (loaded.state === 'loading') return <span>{say('loading')}</span>;
  if (loaded.state === 'failed') return <Failure error={loaded.error} onTryAgain={again} />;
  const parties = loaded.value.filter((party) => party.role === role);
  if (parties.length === 0) return <span className="crm-nothing">{say('partiesNone')}</span>;
  return (
    <ul className="crm-parties">
      {parties.map(({ record, address }, index) => (
        <li key={index}>{record === undefined ? address : <LookupLink value={record} />}</li>
      ))}
    </ul>
  );
}

async function loadParties(activityId: string): Promise<readonly Party[]> {
  const { rows } = await client.list('activityparties', partyQuery(activityId));
  return rows.map(partyOf);
}
