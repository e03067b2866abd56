/** How a customer can be reached, by which address, and what they allow. An address that cannot be used counts as none. */
import type { ThroughWhom } from '@dunlin/shared/contact/contact-reason';
import type { Reach } from '@dunlin/shared/contact/choose-channel';
import type { ContactChannel } from '@dunlin/shared/contact/limits';
import { failedAddressesIn } from '@dunlin/shared/records/failed-addresses';
import type { DebtorRow } from '@dunlin/shared/records/ledger-rows';
import { optionName } from '@dunlin/shared/records/options';
import { debtor } from '@dunlin/shared/tables/ledger';
import { parsePhoneNumberFromString, isSupportedCountry } from 'libphonenumber-js';
import { isEmailAddress } from '../channels/addresses.ts';

/** Where messages to a customer may go in its stead: its primary contact, or the account it belongs to. */
type OtherRow = {
  readonly emailaddress1: string | null;
  readonly donotemail: boolean;
};

type PersonRow = OtherRow & {
  readonly telephone1: string | null;
  readonly mobilephone: string | null;
  readonly donotphone: boolean;
};

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
  readonly donotbulkemail: boolean;
  readonly donotbulkpostalmail: boolean;
  readonly preferredcontactmethodcode: number | null;
  /** Of an account only: what a person owes is told to nobody else. */
  readonly primarycontactid?: PersonRow | null;
  readonly parentaccountid?: OtherRow | null;
  /** Who serves the customer, where it is a user. */
  readonly _owninguser_value?: string | null;
  /** Who serves the customer, where it is a team. */
  readonly _owningteam_value?: string | null;
};

/** What to select and expand of a debtor so that its customer is such a row. */
export const customerExpand = expandOf();

export function reachOf(
  customer: CustomerRow,
  settings: Pick<DebtorRow, 'dun_country' | 'dun_smsconsent' | 'dun_failedaddresses'>,
): Reach {
  const email = emailAddress(customer);
  const phone = phoneNumber(customer, settings.dun_country);
  const canPost = customer.address1_line1 && customer.address1_city;
  const preferred = preferredChannels[customer.preferredcontactmethodcode ?? 0];
  const consent = settings.dun_smsconsent;
  const failed = failedAddressesIn(settings.dun_failedaddresses).filter(
    ({ channel, address }) =>
      address ===
      { email: email?.address, sms: phone?.address, call: phone?.address, letter: undefined }[channel],
  );
  return {
    addresses: [
      ...(email ? (['email'] as const) : []),
      ...(canPost ? (['letter'] as const) : []),
      ...(phone ? (['sms', 'call'] as const) : []),
    ],
    doNotContact: [
      ...(customer.donotemail ? (['email'] as const) : []),
      ...(customer.donotpostalmail ? (['letter'] as const) : []),
      ...(customer.donotphone ? (['sms', 'call'] as const) : []),
    ],
    noBulk: [
      ...(customer.donotbulkemail ? (['email'] as const) : []),
      ...(customer.donotbulkpostalmail ? (['letter'] as const) : []),
    ],
    ...(preferred && { preferred }),
    ...(consent !== null && {
      consent: { sms: optionName(debtor.columns.dun_smsconsent.options, consent) },
    }),
    ...(failed.length > 0 && {
      failed: Object.fromEntries(failed.map(({ channel, on }) => [channel, on])),
    }),
    ...((email?.through ?? phone?.through) && {
      through: {
        ...(email?.through && { email: email.through }),
        ...(phone?.through && { sms: phone.through, call: phone.through }),
      },
    }),
  };
}

/** The column's values: 2 e-mail, 3 phone, 5 mail; 1 is any, and by fax (4) nothing is sent. */
const preferredChannels: Readonly<Record<number, ContactChannel>> = { 2: 'email', 3: 'call', 5: 'letter' };

export function emailOf(customer: CustomerRow): string | undefined {
  return emailAddress(customer)?.address;
}

/**
 * The number calls and text messages go to, in E.164; the mobile one first.
 * @param country ISO 3166-1 alpha-2: where a number without a country code belongs
 */
export function phoneOf(customer: CustomerRow, country: string): string | undefined {
  return phoneNumber(customer, country)?.address;
}

type Address = { readonly address: string; readonly through?: ThroughWhom };

/** The customer's own address, else that of its primary contact, else of the account it belongs to; never one that forbids e-mail. */
function emailAddress(customer: CustomerRow): Address | undefined {
  const own = usableEmail(customer.emailaddress1);
  if (own !== undefined) return { address: own };
  return (
    through('primaryContact', customer.primarycontactid, usableEmailOf) ??
    through('parentAccount', customer.parentaccountid, usableEmailOf)
  );
}

function phoneNumber(customer: CustomerRow, country: string): Address | undefined {
  const own = usablePhone(customer, country);
  if (own !== undefined) return { address: own };
  return through('primaryContact', customer.primarycontactid, (person) =>
    person.donotphone ? undefined : usablePhone(person, country),
  );
}

function through<T>(
  whom: ThroughWhom,
  other: T | null | undefined,
  addressOf: (other: T) => string | undefined,
): Address | undefined {
  const address = other ? addressOf(other) : undefined;
  return address === undefined ? undefined : { address, through: whom };
}

function usableEmailOf({ emailaddress1, donotemail }: OtherRow): string | undefined {
  return donotemail ? undefined : usableEmail(emailaddress1);
}

function usableEmail(text: string | null): string | undefined {
  const address = text?.trim() ?? '';
  return isEmailAddress(address) ? address : undefined;
}

function usablePhone(
  { mobilephone, telephone1 }: { readonly mobilephone?: string | null; readonly telephone1: string | null },
  country: string,
): string | undefined {
  const home = isSupportedCountry(country) ? { defaultCountry: country } : {};
  return [mobilephone, telephone1]
    .map((text) => parsePhoneNumberFromString(text ?? '', home))
    .find((number) => number?.isPossible())?.number;
}

function expandOf(): string {
  const common = [
    ...['emailaddress1', 'telephone1', 'donotemail', 'donotphone', 'donotpostalmail'],
    ...['address1_line1', 'address1_postalcode', 'address1_city', 'address1_country'],
    ...['donotbulkemail', 'donotbulkpostalmail', 'preferredcontactmethodcode'],
    ...['_owninguser_value', '_owningteam_value'],
  ].join(',');
  const person = '$select=emailaddress1,telephone1,mobilephone,donotemail,donotphone';
  const account =
    `$select=name,${common};$expand=primarycontactid(${person}),` +
    'parentaccountid($select=emailaddress1,donotemail)';
  return `dun_customerid_account(${account}),dun_customerid_contact($select=fullname,mobilephone,${common})`;
}
