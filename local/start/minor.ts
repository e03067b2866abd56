/** Minor units of an amount in major units, by the currency's ISO 4217 exponent as the platform knows it. */
export function minorOf(major: number, currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return Math.round(major * 10 ** maximumFractionDigits);
}
