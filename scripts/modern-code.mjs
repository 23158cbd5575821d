// Undoes what a package's compiler wrote for engines that no browser with WebRTC is: fields through
// `Object.defineProperty`, and a proxy around `globalThis`. The rest of the package stays as it is.

const FIELD =
  /Object\.defineProperty\(this, "(\w+)", \{\s*enumerable: true,\s*configurable: true,\s*writable: true,\s*value: (\{[^{}]*\}|[^{}]+?)\s*\}\);/g;
const SHIM = /\/_dnt\.shims\.js$/;

/** A Rollup plugin for the packages whose path holds `name`. */
export function modernCode(name) {
  return {
    name: 'modern-code',
    transform(code, id) {
      const path = id.replaceAll('\\', '/');
      if (!path.includes(name)) return null;
      if (SHIM.test(path)) return { code: 'export const dntGlobalThis = globalThis;', map: null };
      return { code: code.replace(FIELD, 'this.$1 = $2;'), map: null };
    },
  };
}
