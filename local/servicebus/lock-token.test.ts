import { deliveryTagOf, lockTokenOfTag, lockTokenOfUuid, uuidBytesOf } from './lock-token.ts';

const token = '00112233-4455-6677-8899-aabbccddeeff';

describe('lock tokens', () => {
  it('travel as a tag in the byte order of a .NET Guid', () => {
    expect(deliveryTagOf(token).toString('hex')).toBe('33221100554477668899aabbccddeeff');
  });

  it('travel as an AMQP uuid in the order they are written', () => {
    expect(uuidBytesOf(token).toString('hex')).toBe('00112233445566778899aabbccddeeff');
  });

  it('come back from both', () => {
    expect(lockTokenOfTag(deliveryTagOf(token))).toBe(token);
    expect(lockTokenOfUuid(uuidBytesOf(token))).toBe(token);
  });

  it('are not read from a tag that is none', () => {
    expect(lockTokenOfTag(Buffer.from('7'))).toBeUndefined();
  });
});
