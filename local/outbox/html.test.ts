import { html } from './html.ts';

describe('html', () => {
  it('escapes every value and keeps HTML of its own', () => {
    const name = '<img src=x onerror="alert(\'1\')"> & co';
    expect(
      html`<p title="${name}">${name}${html`<b>${1}</b>`}${[html`<i>a</i>`, html`<i>b</i>`]}</p>`.html,
    ).toBe(
      '<p title="&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62; &#38; co">' +
        '&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62; &#38; co<b>1</b><i>a</i><i>b</i></p>',
    );
  });
});
