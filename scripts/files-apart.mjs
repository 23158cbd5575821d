// Files beside `rtc.js` that are built by themselves: workers, and elements that share nothing with a call on the page.

import { resolve } from 'node:path';

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

/** A Rollup plugin: these files are built by themselves and lie beside the entry, whose source is in `folder`. */
export function builtApart(folder, ...names) {
  return {
    name: 'built-apart',
    resolveId: source => {
      const name = names.find(each => source.endsWith(`/${each}.ts`));
      return name ? { id: resolve(folder, `${name}.js`), external: 'relative' } : null;
    },
  };
}

/** A Rollup plugin: calls in rooms alone, without all that appointments need. */
export const withoutAppointments = {
  name: 'without-appointments',
  load: id => (/[\\/]session[\\/]appointments\.ts$/.test(id) ? 'export const APPOINTMENTS = false;' : null),
};
