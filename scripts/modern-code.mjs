// Undoes what a package's compiler wrote for engines that no browser with WebRTC is: fields through
// `Object.defineProperty`, a proxy around `globalThis`, and where polyfills and a server's pages may hook in; and takes
// out what nobody calls and what errors say that only a mistake in our own code brings about. The rest of the package
// stays as it is.

const FIELD =
  /Object\.defineProperty\(this, "(\w+)", \{\s*enumerable: true,\s*configurable: true,\s*writable: true,\s*value: (\{[^{}]*\}|[^{}]+?)\s*\}\);/g;
const MESSAGE = /((?:new |throw )\w*Error)\((?:`[^`]*`|"[^"]*"(?:\+\w+\+"[^"]*")?)\)/g;
const HOOK = /\b\w+\.(?:litHtml|litElement|reactiveElement)(?:Polyfill|Hydrate)Support\b/g;
/** How a compiler writes a private field, with all that it checks of it. */
const PRIVATE_GET = /^var __classPrivateFieldGet = [\s\S]*?^\};$/gm;
const PRIVATE_SET = /^var __classPrivateFieldSet = [\s\S]*?^\};$/gm;
/** How an error's message is made of what was caught, which nobody reads. */
const CAUGHT = /^ {4}constructor\(e\) \{\n {8}let message;$[\s\S]*?^ {4}\}$/m;
/** Where the Web Cryptography API is, which Node had elsewhere once. */
const CRYPTO = /^async function loadSubtleCrypto\(\) \{$[\s\S]*?^\}$/m;
/** By which developer tools know what is in a page. */
const VERSION = /\(\w+\.(?:litHtml|litElement|reactiveElement)Versions\?\?=\[\]\)\.push\("[^"]*"\)/g;
/** Whether the engine has constructed style sheets: each that knows what our own code is written in has. */
const SHEETS = /\b\w+\.ShadowRoot&&\(void 0===\w+\.ShadyCSS\|\|[^,;]+"replace"in CSSStyleSheet\.prototype/;
/** Of the suite: short ways past the contexts, and what its makers know already. */
const UNCALLED = /^ {4}(?:async |get )(?:seal|open|kem|kdf|aead)\([^)]*\) \{$[\s\S]*?^ {4}\}$/gm;
/** And contexts that seal nothing, which only a suite without a cipher makes. */
const EXPORT_ONLY =
  /^ {8}if \((?:this\._aead\.id === AeadId\.ExportOnly|res\.key === undefined)\) \{$[\s\S]*?^ {8}\}$/gm;
const SUITE = /\/cipherSuiteNative\.js$/;
const SHIM = /\/_dnt\.shims\.js$/;

/** A Rollup plugin for these packages, or all of a scope. */
export function modernCode(packages) {
  const within = new RegExp(`/node_modules/(?:${packages.join('|')})/`);
  return {
    name: 'modern-code',
    transform(code, id) {
      const path = id.replaceAll('\\', '/');
      if (!within.test(path)) return null;
      if (SHIM.test(path)) return { code: 'export const dntGlobalThis = globalThis;', map: null };
      const plain = code
        .replace(FIELD, 'this.$1 = $2;')
        .replace(HOOK, '(void 0)')
        .replace(PRIVATE_GET, 'const __classPrivateFieldGet = (self, state) => state.get(self);')
        .replace(
          PRIVATE_SET,
          'const __classPrivateFieldSet = (self, state, value) => state.set(self, value);',
        )
        .replace(CAUGHT, '')
        .replace(CRYPTO, 'const loadSubtleCrypto = async () => crypto.subtle;')
        .replace(VERSION, '(void 0)')
        .replace(SHEETS, 'true')
        .replace(MESSAGE, '$1()');
      return {
        code: SUITE.test(path) ? plain.replace(UNCALLED, '').replace(EXPORT_ONLY, '') : plain,
        map: null,
      };
    },
  };
}
