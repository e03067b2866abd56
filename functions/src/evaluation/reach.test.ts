import { debtor } from '@dunlin/shared/tables/ledger';
import { emailOf, phoneOf, reachOf, type CustomerRow } from './reach.ts';

function aCustomer(known: Partial<CustomerRow>): CustomerRow {
  return {
    emailaddress1: null,
    telephone1: null,
    address1_line1: null,
    address1_postalcode: null,
    address1_city: null,
    address1_country: null,
    donotemail: false,
    donotphone: false,
    donotpostalmail: false,
    donotbulkemail: false,
    donotbulkpostalmail: false,
    preferredcontactmethodcode: 1,
    ...known,
  };
}

describe('how a customer can be reached', () => {
  it('reads a number as it is written at home', () => {
    expect(phoneOf(aCustomer({ telephone1: '(06 1) 555-0123' }), 'HU')).toBe('+3615550123');
    expect(phoneOf(aCustomer({ telephone1: '030 2312 5123' }), 'DE')).toBe('+493023125123');
  });

  it('takes a number with a country code as it is, wherever the customer lives', () => {
    expect(phoneOf(aCustomer({ telephone1: '+48 22 555 01 23' }), 'HU')).toBe('+48225550123');
  });

  it('prefers the mobile number, and passes over one that cannot be a number', () => {
    expect(phoneOf(aCustomer({ mobilephone: '+36 30 555 0123', telephone1: '+36 1 555 0123' }), 'HU')).toBe(
      '+36305550123',
    );
    expect(phoneOf(aCustomer({ mobilephone: 'ask Eva', telephone1: '+36 1 555 0123' }), 'HU')).toBe(
      '+3615550123',
    );
  });

  it('counts an unusable address as none', () => {
    expect(reach({ emailaddress1: 'n/a', telephone1: '0' }).addresses).toEqual([]);
  });

  it('needs street and city for a letter', () => {
    expect(reach({ address1_line1: 'Fő tér 1.' }).addresses).toEqual([]);
    expect(reach({ address1_line1: 'Fő tér 1.', address1_city: 'Győr' }).addresses).toEqual(['letter']);
  });

  it('knows what the customer forbade, wants no bulk of, and prefers', () => {
    expect(reach({}).doNotContact).toEqual([]);
    expect(reach({ donotemail: true }).doNotContact).toEqual(['email']);
    expect(reach({ donotphone: true }).doNotContact).toEqual(['sms', 'call']);
    expect(reach({ donotpostalmail: true }).doNotContact).toEqual(['letter']);
    expect(reach({ donotbulkemail: true, donotbulkpostalmail: true }).noBulk).toEqual(['email', 'letter']);
    expect(
      [1, 2, 3, 4, 5, null].map((code) => reach({ preferredcontactmethodcode: code }).preferred),
    ).toEqual([undefined, 'email', 'call', undefined, 'letter', undefined]);
  });

  it('knows the consent to text messages', () => {
    const { given, withdrawn } = debtor.columns.dun_smsconsent.options;
    expect(reach({}).consent).toBeUndefined();
    expect(reach({}, { dun_smsconsent: given.value }).consent).toEqual({ sms: 'given' });
    expect(reach({}, { dun_smsconsent: withdrawn.value }).consent).toEqual({ sms: 'withdrawn' });
  });

  it('does not use an address that failed until there is another one (complaint 7)', () => {
    const settings = { dun_failedaddresses: 'email 2025-05-05 eva@example.com' };
    expect(reach({ emailaddress1: 'eva@example.com' }, settings).failed).toEqual({ email: '2025-05-05' });
    expect(reach({ emailaddress1: 'eva.new@example.com' }, settings).failed).toBeUndefined();
  });
});

describe('the address of a firm that has none (complaint 13)', () => {
  const eva = {
    emailaddress1: 'eva@example.com',
    telephone1: null,
    mobilephone: '+36 30 555 0123',
    donotemail: false,
    donotphone: false,
  };
  const parent = { emailaddress1: 'office@example.com', donotemail: false };

  it('is its own when it has one', () => {
    const firm = aCustomer({
      emailaddress1: 'firm@example.com',
      primarycontactid: eva,
      parentaccountid: parent,
    });
    expect(emailOf(firm)).toBe('firm@example.com');
    expect(reachOf(firm, settingsOf()).through).toEqual({ sms: 'primaryContact', call: 'primaryContact' });
  });

  it('is that of its primary contact, then of its parent, and it is said whose', () => {
    const firm = aCustomer({ primarycontactid: eva, parentaccountid: parent });
    expect([emailOf(firm), phoneOf(firm, 'HU')]).toEqual(['eva@example.com', '+36305550123']);
    expect(reachOf(firm, settingsOf()).through).toEqual({
      email: 'primaryContact',
      sms: 'primaryContact',
      call: 'primaryContact',
    });
    const withoutPerson = aCustomer({ primarycontactid: null, parentaccountid: parent });
    expect(emailOf(withoutPerson)).toBe('office@example.com');
    expect(reachOf(withoutPerson, settingsOf()).through).toEqual({ email: 'parentAccount' });
  });

  it('is none of somebody who forbids it', () => {
    const firm = aCustomer({ primarycontactid: { ...eva, donotemail: true, donotphone: true } });
    expect([emailOf(firm), phoneOf(firm, 'HU')]).toEqual([undefined, undefined]);
  });
});

type Settings = Parameters<typeof reachOf>[1];

function settingsOf(known: Partial<Settings> = {}): Settings {
  return { dun_country: 'HU', dun_smsconsent: null, dun_failedaddresses: null, ...known };
}

function reach(known: Partial<CustomerRow>, settings: Partial<Settings> = {}): ReturnType<typeof reachOf> {
  return reachOf(aCustomer(known), settingsOf(settings));
}
