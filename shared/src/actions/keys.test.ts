import { canonicalJson, digestOf, sha256Hex, uuidOf, uuidV5 } from './keys.ts';

describe('a UUID of a name', () => {
  it('is the version 5 one of RFC 9562, appendix A.4', () => {
    const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    expect(uuidV5(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('is the same for the same parts, and says version 5 and variant 10', () => {
    expect(uuidOf('action', 'D|first|1')).toBe(uuidOf('action', 'D|first|1'));
    expect(uuidOf('action', 'ő')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('never changes over releases: rows are found by it', () => {
    expect(uuidOf('action', 'D-1|first-notice|INV-1')).toBe('9b0007c2-778c-5ca6-8afb-bd763f87dfba');
  });

  it('is another when parts run into each other', () => {
    expect(uuidOf('a', 'bc')).not.toBe(uuidOf('ab', 'c'));
    expect(uuidOf('a|b')).not.toBe(uuidOf('a', 'b'));
  });
});

describe('a digest', () => {
  it('is SHA-256 in hex', () => {
    expect(sha256Hex(Uint8Array.of(0x61, 0x62, 0x63))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('tells apart what differs in case only or in where parts end', () => {
    const digests = [digestOf('AB/1'), digestOf('ab/1'), digestOf('AB', '/1'), digestOf('AB/1', '')];
    expect(new Set(digests).size).toBe(4);
  });
});

describe('canonical JSON', () => {
  it('has its members sorted at every depth, and lists as they are', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, 3], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1},3]}');
    expect(canonicalJson([2, 1])).toBe('[2,1]');
  });
});
