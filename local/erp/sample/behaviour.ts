/** How customers pay, from prompt to never. Days are counted from the due date; reminders are assumed at about +4, +12 and +30. */
import type { Random } from './random.ts';

export type Behaviour =
  | { readonly kind: 'early' }
  | { readonly kind: 'onTime' }
  | { readonly kind: 'habituallyLate'; readonly days: number }
  | { readonly kind: 'afterFirstReminder' }
  | { readonly kind: 'afterSecondReminder' }
  | { readonly kind: 'inTwoParts' }
  | { readonly kind: 'afterPreLegal' }
  | { readonly kind: 'never' };

export function chooseBehaviour(random: Random): Behaviour {
  return random.weighted<Behaviour>([
    [10, { kind: 'early' }],
    [20, { kind: 'onTime' }],
    [25, { kind: 'habituallyLate', days: random.between(2, 12) }],
    [14, { kind: 'afterFirstReminder' }],
    [11, { kind: 'afterSecondReminder' }],
    [8, { kind: 'inTwoParts' }],
    [6, { kind: 'afterPreLegal' }],
    [6, { kind: 'never' }],
  ]);
}

/** Payments of one invoice: days after the due date and the share of the amount, in percent, adding up to 100 or to nothing. */
export function paymentsOf(
  behaviour: Behaviour,
  random: Random,
): readonly { readonly afterDue: number; readonly percent: number }[] {
  const whole = (low: number, high: number): readonly { afterDue: number; percent: number }[] => [
    { afterDue: random.between(low, high), percent: 100 },
  ];
  switch (behaviour.kind) {
    case 'early':
      return whole(-12, -4);
    case 'onTime':
      return whole(-2, 0);
    case 'habituallyLate':
      return whole(Math.max(1, behaviour.days - 2), behaviour.days + 2);
    case 'afterFirstReminder':
      return whole(6, 9);
    case 'afterSecondReminder':
      return whole(15, 21);
    case 'inTwoParts': {
      const percent = random.between(30, 60);
      return [
        { afterDue: random.between(5, 12), percent },
        { afterDue: random.between(24, 40), percent: 100 - percent },
      ];
    }
    case 'afterPreLegal':
      return whole(36, 50);
    case 'never':
      return [];
    default:
      return behaviour satisfies never;
  }
}
