import { checked, type Refusal } from './refusal.ts';

describe('what somebody wrote', () => {
  const refusal: Refusal<'aboveOpen'> = {
    code: 'aboveOpen',
    field: 'amount',
    value: '120.00 EUR',
    remedy: 'At most 100.00 EUR is open',
  };

  it('stands when nothing is said against it', () => {
    expect(checked([])).toEqual({ ok: true });
  });

  it('is refused with everything there is to say against it', () => {
    expect(checked([refusal, { ...refusal, field: 'items' }])).toEqual({
      ok: false,
      refusals: [refusal, { ...refusal, field: 'items' }],
    });
  });
});
