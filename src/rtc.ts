// What a script tag loads: when a tag of the package appears in the document, its class is imported and defined.
// What stands in a shadow root is not seen from here; `load` is for that.

import type { addLanguage as add } from './i18n/texts.ts';
import type { tags } from './index.ts';

/** A tag of this package. */
export type Tag = keyof typeof tags;

interface Source {
  /** Imports the class. */
  readonly from: () => Promise<CustomElementConstructor>;
  /** Tags that it uses in its shadow root. */
  readonly uses?: readonly Tag[];
}

const sources: Readonly<Record<Tag, Source>> = {
  'rtc-call': {
    from: () => import('./elements/rtc-call.ts').then(module => module.RtcCall),
    uses: ['rtc-tile', 'rtc-lobby', 'rtc-controls'],
  },
  'rtc-chat': { from: () => import('./elements/rtc-chat.ts').then(module => module.RtcChat) },
  'rtc-checkup': { from: () => import('./elements/rtc-checkup.ts').then(module => module.RtcCheckup) },
  'rtc-controls': { from: () => import('./elements/rtc-controls.ts').then(module => module.RtcControls) },
  'rtc-desk': { from: () => import('./elements/rtc-desk.ts').then(module => module.RtcDesk) },
  'rtc-lobby': {
    from: () => import('./elements/rtc-lobby.ts').then(module => module.RtcLobby),
    uses: ['rtc-tile'],
  },
  'rtc-recorder': { from: () => import('./elements/rtc-recorder.ts').then(module => module.RtcRecorder) },
  'rtc-stats': { from: () => import('./elements/rtc-stats.ts').then(module => module.RtcStats) },
  'rtc-support': { from: () => import('./elements/rtc-support.ts').then(module => module.RtcSupport) },
  'rtc-tile': { from: () => import('./elements/rtc-tile.ts').then(module => module.RtcTile) },
};

const loading = new Map<Tag, Promise<void>>();

/**
 * Imports and defines a tag and the tags it uses, once; a tag that is defined already stays as it is. Rejects
 * where a file cannot be fetched, and can then be called again.
 */
export function load(tag: Tag): Promise<void> {
  let promise = loading.get(tag);
  if (!promise) {
    promise = define(tag);
    loading.set(tag, promise);
    promise.catch(() => loading.delete(tag));
  }
  return promise;
}

/** Adds a language, as `addLanguage` of the package does: `addLanguage('nl', { join: 'Deelnemen', … })`. */
export async function addLanguage(...[language, texts]: Parameters<typeof add>): Promise<void> {
  const i18n = await import('./i18n/texts.ts');
  i18n.addLanguage(language, texts);
}

async function define(tag: Tag): Promise<void> {
  if (customElements.get(tag)) return;
  const { from, uses = [] } = sources[tag];
  const [element] = await Promise.all([from(), ...uses.map(load)]);
  if (!customElements.get(tag)) customElements.define(tag, element);
}

/** Loads what stands in `root`; a tag that fails is told on the console and tried again when it next appears. */
function scan(root: ParentNode & Node): void {
  for (const tag of Object.keys(sources) as Tag[]) {
    if (loading.has(tag)) continue;
    if ((root as Partial<Element>).localName !== tag && !root.querySelector(tag)) continue;
    load(tag).catch((cause: unknown) => console.error(`rtc-elements: <${tag}> could not be loaded`, cause));
  }
}

if (typeof document !== 'undefined') {
  scan(document);
  new MutationObserver(records => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) scan(node);
    }
  }).observe(document, { childList: true, subtree: true });
}
