// Style sheets come out of the build shorter and the same.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cssLiterals, minifyCss } from '../../scripts/css-literals.mjs';

describe('style sheets in the build', () => {
  it('lose comments, line ends and needless spaces', () => {
    const css = `
      /* why */
      :host {
        color: red;
        margin: 0 auto;
      }
      a,
      b { color: blue; }
    `;
    assert.equal(minifyCss(css), ':host{color:red;margin:0 auto}a,b{color:blue}');
  });

  it('keep the spaces that mean something', () => {
    for (const css of [
      'a :hover b > c + d{width:calc(100% - (2 * var(--gap)))}',
      ':host([state="in a room"]) p{grid-template:"a b" 1fr / auto}',
      'p::before{content:", : ; "}',
      '@media (width > 30em) and (hover){p{color:red}}',
    ]) {
      assert.equal(minifyCss(css), css);
    }
  });

  it('are found in the sources only', () => {
    const plugin = cssLiterals('/src/elements/');
    const code = 'static styles = css`\n  p {\n    color: red;\n  }\n`;';
    assert.equal(plugin.transform(code, '/x/src/elements/a.ts')?.code, 'static styles = css`p{color:red}`;');
    assert.equal(plugin.transform(code, '/x/node_modules/lit/a.js'), null);
  });
});
