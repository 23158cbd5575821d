// What a script tag loads: when a tag of the package appears in the document, its class is imported and defined.
// What stands in a shadow root is not seen from here; `load` is for that.

import type { addLanguage as add } from './i18n/texts.ts';
import type { tags } from './index.ts';

/** A tag of this package. */
export type Tag = keyof typeof tags;

type Source = () => Promise<CustomElementConstructor>;

const sources: Readonly<Record<Tag, Source>> = {
  'rtc-call': () => import('./elements/rtc-call.ts').then(module => module.RtcCall),
  'rtc-chat': () => import('./elements/rtc-chat.ts').then(module => module.RtcChat),
  'rtc-checkup': () => import('./elements/rtc-checkup.ts').then(module => module.RtcCheckup),
  'rtc-controls': () => import('./elements/rtc-controls.ts').then(module => module.RtcControls),
  'rtc-desk': () => import('./elements/rtc-desk.ts').then(module => module.RtcDesk),
  'rtc-lobby': () => import('./elements/rtc-lobby.ts').then(module => module.RtcLobby),
  'rtc-recorder': () => import('./elements/rtc-recorder.ts').then(module => module.RtcRecorder),
  'rtc-stats': () => import('./elements/rtc-stats.ts').then(module => module.RtcStats),
  'rtc-support': () => import('./elements/rtc-support.ts').then(module => module.RtcSupport),
  'rtc-tile': () => import('./elements/rtc-tile.ts').then(module => module.RtcTile),
};

/** The tags that others use in their shadow roots. */
const parts: Readonly<Partial<Record<Tag, readonly Tag[]>>> = {
  'rtc-call': ['rtc-lobby', 'rtc-controls'],
  'rtc-lobby': ['rtc-tile'],
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
export async function addLanguage(
  language: Parameters<typeof add>[0],
  texts: Parameters<typeof add>[1],
): Promise<void> {
  const { addForAll } = await import('./i18n/all-texts.ts');
  addForAll(language, texts);
}

async function define(tag: Tag): Promise<void> {
  if (customElements.get(tag)) return;
  const [element] = await Promise.all([sources[tag](), ...(parts[tag] ?? []).map(load)]);
  if (!customElements.get(tag)) customElements.define(tag, element);
}

/** Loads what stands in `root`; a tag that fails is told on the console and tried again when it next appears. */
function scan(root: ParentNode & Node): void {
  for (const tag of Object.keys(sources) as Tag[]) {
    if (loading.has(tag)) continue;
    if ((root as Partial<Element>).localName !== tag && !root.querySelector(tag)) continue;
    load(tag).catch((cause: unknown) => console.error(`<${tag}> could not be loaded`, cause));
  }
}

if (typeof document !== 'undefined') {
  scan(document);
  new MutationObserver(records => {
    for (const record of records) {
      // Elements alone have one.
      for (const node of record.addedNodes) if ((node as Partial<Element>).localName) scan(node as Element);
    }
  }).observe(document, { childList: true, subtree: true });
}
