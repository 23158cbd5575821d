// Files beside `rtc.js` that are built by themselves: workers, and elements that share nothing with a call on the page.

const WORKER = /new URL\('\.\/([\w-]+-worker)\.ts', import\.meta\.url\)/g;

/** A Rollup plugin: workers lie in this folder, as seen from the files that start them. */
export function workersAt(folder) {
  return {
    name: 'workers-at',
    transform(code) {
      const text = code.replace(WORKER, `new URL('${folder}/$1.js', import.meta.url)`);
      return text === code ? null : { code: text, map: null };
    },
  };
}

/** A Rollup plugin: the file of this tag is built by itself and lies beside. */
export function builtApart(tag) {
  return {
    name: 'built-apart',
    resolveId: source => (source.endsWith(`/${tag}.ts`) ? { id: `./${tag}.js`, external: 'relative' } : null),
  };
}
