// Undoes what a package's compiler wrote for engines that no browser with WebRTC is: fields through
// `Object.defineProperty`, a proxy around `globalThis`, and where polyfills and a server's pages may hook in; and takes
// out what nobody calls and what errors say that only a mistake in our own code brings about. The rest of the package
// stays as it is.

const FIELD =
  /Object\.defineProperty\(this, "(\w+)", \{\s*enumerable: true,\s*configurable: true,\s*writable: true,\s*value: (\{[^{}]*\}|[^{}]+?)\s*\}\);/g;
const MESSAGE = /((?:new |throw )\w*Error)\((?:`[^`]*`|"[^"]*"(?:\+\w+\+"[^"]*")?)\)/g;
const HOOK = /\b\w+\.(?:litHtml|litElement|reactiveElement)(?:Polyfill|Hydrate)Support\b/g;
/** By which developer tools know what is in a page. */
const VERSION = /\(\w+\.(?:litHtml|litElement|reactiveElement)Versions\?\?=\[\]\)\.push\("[^"]*"\)/g;
/** Whether the engine has constructed style sheets: each that knows what our own code is written in has. */
const SHEETS = /\b\w+\.ShadowRoot&&\(void 0===\w+\.ShadyCSS\|\|[^,;]+"replace"in CSSStyleSheet\.prototype/;
/** Of the suite: short ways past the contexts, and what its makers know already. */
const UNCALLED = /^ {4}(?:async |get )(?:seal|open|kem|kdf|aead)\([^)]*\) \{$[\s\S]*?^ {4}\}$/gm;
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
        .replace(VERSION, '(void 0)')
        .replace(SHEETS, 'true')
        .replace(MESSAGE, '$1()');
      return { code: SUITE.test(path) ? plain.replace(UNCALLED, '') : plain, map: null };
    },
  };
}
