import { channelsOf, phoneOf, type CustomerRow } from './reach.ts';

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
    expect(channelsOf(aCustomer({ emailaddress1: 'n/a', telephone1: '0' }), 'HU')).toEqual([]);
  });

  it('needs street and city for a letter', () => {
    expect(channelsOf(aCustomer({ address1_line1: 'Fő tér 1.' }), 'HU')).toEqual([]);
    expect(channelsOf(aCustomer({ address1_line1: 'Fő tér 1.', address1_city: 'Győr' }), 'HU')).toEqual([
      'letter',
    ]);
  });

  it('never uses a channel the customer forbade', () => {
    const everything = {
      emailaddress1: 'eva@example.com',
      telephone1: '+36 30 555 0123',
      address1_line1: 'Fő tér 1.',
      address1_city: 'Győr',
    };
    expect(channelsOf(aCustomer(everything), 'HU')).toEqual(['email', 'letter', 'sms', 'call']);
    expect(channelsOf(aCustomer({ ...everything, donotemail: true }), 'HU')).toEqual([
      'letter',
      'sms',
      'call',
    ]);
    expect(channelsOf(aCustomer({ ...everything, donotphone: true }), 'HU')).toEqual(['email', 'letter']);
    expect(channelsOf(aCustomer({ ...everything, donotpostalmail: true }), 'HU')).toEqual([
      'email',
      'sms',
      'call',
    ]);
  });
});
