import { plainText } from './plain-text.ts';

describe('the text of an activity', () => {
  it('is as it was written, when it is text', () => {
    expect(plainText(' Dear customer,\n  5 < 6 & 7\n')).toBe('Dear customer,\n  5 < 6 & 7');
  });

  it('is what a person would read, when it is HTML', () => {
    expect(
      plainText('<p>Dear <b>customer</b>,</p><p>you owe&nbsp;us:<br>100 &euro;</p><ul><li>INV-1</li></ul>'),
    ).toBe('Dear customer,\nyou owe us:\n100 \u20ac\nINV-1');
  });

  it('holds nothing that runs', () => {
    const text = plainText(
      '<script>window.hacked = true</script><style>p {}</style><img src=x onerror="window.hacked = true">Hello',
    );
    expect(text).toBe('Hello');
    expect(window).not.toHaveProperty('hacked');
  });
});
