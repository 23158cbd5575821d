// Compiled code of a package comes out of the build as it was written, and the same.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modernCode } from '../../scripts/modern-code.mjs';

const plugin = modernCode(['@some']);
const transformed = (code: string, id = '/x/node_modules/@some/one/a.js') => plugin.transform(code, id)?.code;
const field = (value: string) =>
  `Object.defineProperty(this, "_name", {
      enumerable: true,
      configurable: true,
      writable: true,
      value: ${value}
  });`;

describe('compiled code of packages', () => {
  it('has assignments for fields, of whatever value', () => {
    for (const value of ['void 0', 'KemId.One', '{ name: "HMAC", length: 256 }'])
      assert.equal(transformed(`a();${field(value)}b();`), `a();this._name = ${value};b();`);
  });

  it('keeps fields of another kind', () => {
    const hidden = field('1').replace('enumerable: true', 'enumerable: false');
    assert.equal(transformed(hidden), hidden);
  });

  it('has no proxy around the global object', () => {
    const shim = transformed(
      'export const dntGlobalThis = proxy();',
      '/x/node_modules/@some/one/_dnt.shims.js',
    );
    assert.equal(shim, 'export const dntGlobalThis = globalThis;');
  });

  it('has errors that say nothing', () => {
    assert.equal(transformed('throw new WrongError("no");'), 'throw new WrongError();');
    assert.equal(transformed('throw Error("of "+a+" no");'), 'throw Error();');
    assert.equal(transformed('throw new WrongError(cause);'), 'throw new WrongError(cause);');
  });

  it('has no hooks of polyfills', () => {
    assert.equal(transformed('const B=t.litHtmlPolyfillSupport;B?.(S,k)'), 'const B=(void 0);B?.(S,k)');
  });

  it('takes constructed style sheets for granted', () => {
    const test =
      't.ShadowRoot&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype' +
      '&&"replace"in CSSStyleSheet.prototype';
    assert.equal(
      transformed(`const t=globalThis,e=${test},s=Symbol();`),
      'const t=globalThis,e=true,s=Symbol();',
    );
  });

  it('does not tell developer tools of its version', () => {
    assert.equal(transformed('(t.litHtmlVersions??=[]).push("3.3.1");a();'), '(void 0);a();');
  });

  it('has no methods that nobody calls', () => {
    const suite = (name: string) => `class A {\n    ${name} {\n        return {};\n    }\n    rest() {}\n}`;
    for (const name of ['get kem()', 'async seal(params, pt, aad = EMPTY.buffer)']) {
      const code = transformed(suite(name), '/x/node_modules/@some/cipherSuiteNative.js');
      assert.equal(code?.replace(/\s+/g, ' '), 'class A { rest() {} }');
      assert.equal(transformed(suite(name)), suite(name));
    }
  });

  it('is only that of the packages named', () => {
    assert.equal(plugin.transform(field('1'), '/x/src/a.ts'), null);
  });
});
