/** How a customer can be reached, and by which address. An address that cannot be used counts as none. */
import type { Channel } from '@dunlin/shared/actions/action';
import { parsePhoneNumberFromString, isSupportedCountry } from 'libphonenumber-js';
import { isEmailAddress } from '../channels/addresses.ts';

/** What the CRM knows of a customer, account or contact, that matters for reaching them. */
export type CustomerRow = {
  readonly name?: string | null;
  readonly fullname?: string | null;
  readonly emailaddress1: string | null;
  readonly telephone1: string | null;
  readonly mobilephone?: string | null;
  readonly address1_line1: string | null;
  readonly address1_postalcode: string | null;
  readonly address1_city: string | null;
  readonly address1_country: string | null;
  readonly donotemail: boolean;
  readonly donotphone: boolean;
  readonly donotpostalmail: boolean;
  /** Who serves the customer, where it is a user. */
  readonly _owninguser_value?: string | null;
};

/** Channels that have an address and that the customer did not forbid. */
export function channelsOf(customer: CustomerRow, country: string): readonly Channel[] {
  const canPhone = !customer.donotphone && phoneOf(customer, country) !== undefined;
  const canPost = !customer.donotpostalmail && customer.address1_line1 && customer.address1_city;
  return [
    ...(!customer.donotemail && emailOf(customer) !== undefined ? (['email'] as const) : []),
    ...(canPost ? (['letter'] as const) : []),
    ...(canPhone ? (['sms', 'call'] as const) : []),
  ];
}

export function emailOf({ emailaddress1 }: CustomerRow): string | undefined {
  const address = emailaddress1?.trim() ?? '';
  return isEmailAddress(address) ? address : undefined;
}

/**
 * The number calls and text messages go to, in E.164; the mobile one first.
 * @param country ISO 3166-1 alpha-2: where a number without a country code belongs
 */
export function phoneOf({ mobilephone, telephone1 }: CustomerRow, country: string): string | undefined {
  const home = isSupportedCountry(country) ? { defaultCountry: country } : {};
  return [mobilephone, telephone1]
    .map((text) => parsePhoneNumberFromString(text ?? '', home))
    .find((number) => number?.isPossible())?.number;
}
