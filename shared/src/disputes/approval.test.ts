import { isoDate } from '../dates/iso-date.ts';
import { fromMajor } from '../money/money.ts';
import { approvalStanding, checkApproval, rolesNeeded, type Approval, type Resolution } from './approval.ts';
import { disputeRules } from './testing/a-dispute.ts';

const { matrix } = disputeRules;

function needed(reason: string, resolution: Resolution, amount: number, currency = 'EUR'): unknown {
  const roles = rolesNeeded(matrix, { reason, resolution, amount: fromMajor(amount, currency) });
  return roles.ok ? roles.roles : `no rule for ${roles.currency}`;
}

function anApproval(of: Partial<Approval> = {}): Approval {
  return {
    role: 'team lead',
    by: 'Tamás',
    on: isoDate('2025-03-18'),
    decision: 'approved',
    comment: 'The price list says so',
    resolution: 'credit',
    amount: fromMajor(500, 'EUR'),
    ...of,
  };
}

describe('the approval matrix (F067)', () => {
  it.each([
    ['quality', 'credit', 99.99, []],
    ['quality', 'credit', 100, ['team lead']],
    ['quality', 'credit', 999.99, ['team lead']],
    ['quality', 'credit', 1_000, ['finance', 'team lead']],
    ['quality', 'reject', 1_000, ['team lead']],
    ['price', 'credit', 1, ['sales']],
    ['price', 'adjust', 1_000, ['finance', 'sales', 'team lead']],
  ] as const)('%s, %s of %d EUR: %j', (reason, resolution, amount, roles) => {
    expect(needed(reason, resolution, amount)).toEqual(roles);
  });

  it('does not let an amount pass in a currency it does not speak of', () => {
    expect(needed('price', 'credit', 1, 'PLN')).toBe('no rule for PLN');
  });
});

describe('approvals', () => {
  const atStake = { reason: 'quality', resolution: 'credit', amount: fromMajor(500, 'EUR') } as const;
  const standing = (roles: readonly string[], ...approvals: readonly Approval[]): unknown =>
    approvalStanding({ atStake, roles, approvals, involved: ['Anna', 'Péter'] });

  it('are enough when every role gave one', () => {
    const finance = anApproval({ role: 'finance', by: 'Flóra' });
    expect(standing(['finance', 'team lead'], anApproval(), finance)).toEqual({ kind: 'approved' });
    expect(standing(['finance', 'team lead'], anApproval())).toEqual({ kind: 'waiting', roles: ['finance'] });
    expect(standing([])).toEqual({ kind: 'approved' });
  });

  it('of the one who opened it or proposed it do not count', () => {
    const waiting = { kind: 'waiting', roles: ['team lead'] };
    expect(standing(['team lead'], anApproval({ by: 'Anna' }))).toEqual(waiting);
    expect(standing(['team lead'], anApproval({ by: 'Péter' }))).toEqual(waiting);
  });

  it('of one person for two roles count once', () => {
    expect(standing(['finance', 'team lead'], anApproval(), anApproval({ role: 'finance' }))).toEqual({
      kind: 'waiting',
      roles: ['team lead'],
    });
  });

  it('say nothing of another amount or resolution', () => {
    const waiting = { kind: 'waiting', roles: ['team lead'] };
    expect(standing(['team lead'], anApproval({ amount: fromMajor(499.99, 'EUR') }))).toEqual(waiting);
    expect(standing(['team lead'], anApproval({ amount: fromMajor(500, 'HUF') }))).toEqual(waiting);
    expect(standing(['team lead'], anApproval({ resolution: 'adjust' }))).toEqual(waiting);
  });

  it('count as last given; what is declined stays declined until it is approved later', () => {
    const declined = anApproval({ decision: 'declined', comment: 'Ask for the delivery note' });
    const standingDeclined = { kind: 'declined', by: 'Tamás', comment: 'Ask for the delivery note' };
    expect(standing(['team lead'], declined)).toEqual(standingDeclined);
    expect(standing(['team lead'], anApproval({ on: isoDate('2025-03-19') }), declined)).toEqual({
      kind: 'approved',
    });
    expect(standing(['team lead'], { ...declined, on: isoDate('2025-03-19') }, anApproval())).toEqual(
      standingDeclined,
    );
    // On the same day nobody can tell which came last.
    expect(standing(['team lead'], declined, anApproval())).toEqual(standingDeclined);
    expect(standing(['team lead'], anApproval(), declined)).toEqual(standingDeclined);
  });
});

describe('giving an approval', () => {
  const refused = (approval: Approval, of: Partial<Parameters<typeof checkApproval>[0]> = {}): unknown => {
    const checked = checkApproval({
      approval,
      held: ['team lead', 'finance'],
      roles: ['finance', 'team lead'],
      approvals: [],
      involved: ['Anna', 'Péter'],
      ...of,
    });
    return checked.ok ? 'fine' : checked.refusals.map(({ code, value }) => `${code} ${value}`);
  };

  it('is fine for somebody else who holds the role', () => {
    expect(refused(anApproval())).toBe('fine');
  });

  it('is refused to those who opened or proposed it, whatever their role', () => {
    expect(refused(anApproval({ by: 'Anna' }))).toEqual(['selfApproval Anna']);
    expect(refused(anApproval({ by: 'Péter' }))).toEqual(['selfApproval Péter']);
  });

  it('is refused to those who do not hold the role, and for a role that is not needed', () => {
    expect(refused(anApproval(), { held: ['finance'] })).toEqual(['roleNotHeld team lead']);
    expect(refused(anApproval(), { roles: ['finance'] })).toEqual(['roleNotNeeded team lead']);
  });

  it('is refused with what to do instead', () => {
    const remedy = (roles: readonly string[]): unknown =>
      checkApproval({ approval: anApproval(), held: ['team lead'], roles, approvals: [], involved: [] });
    expect(remedy(['finance', 'sales'])).toMatchObject({
      refusals: [{ remedy: 'Approve as finance or sales' }],
    });
    expect(remedy([])).toMatchObject({ refusals: [{ remedy: 'No approval is needed' }] });
  });

  it('is refused as a second role, but may be changed', () => {
    const given = [anApproval({ role: 'finance' })];
    expect(refused(anApproval(), { approvals: given })).toEqual(['secondRole Tamás']);
    expect(refused(anApproval({ role: 'finance', decision: 'declined' }), { approvals: given })).toBe('fine');
    const ofAnother = [anApproval({ role: 'finance', amount: fromMajor(400, 'EUR') })];
    expect(refused(anApproval(), { approvals: ofAnother })).toBe('fine');
  });
});
