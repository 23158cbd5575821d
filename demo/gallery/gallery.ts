// The gallery's page. Asked for a scene it shows that one and nothing else; else all of them, each in a frame of its
// own: what an element does to the whole window stays in there. `data-ready` on the root says that all is drawn.

import type { LitElement } from 'lit';
import { addLanguage, loadTexts } from '../../src/i18n/texts.ts';
import { RIGHT_TO_LEFT, rightToLeft } from '../../test/support/right-to-left.ts';
import { scenes } from './scenes.ts';
import { freshStorage, redraw } from './stills.ts';

const WIDE = 700;
const SETTLED_LIMIT_MS = 30_000;
/** A video that has come late gets another picture after so many frames without one. */
const PATIENCE = 4;
/** So many scenes come at the same time: all at once would keep the page from answering. */
const AT_ONCE = 4;
const LANGUAGES = { en: 'English', de: 'Deutsch', [RIGHT_TO_LEFT]: 'Right to left' };

const asked = new URLSearchParams(location.search);
const language = asked.get('lang') ?? 'en';
const theme = asked.get('theme') ?? 'light';
const wanted = asked.get('scene') ?? '';
/** `2/3`: the second third of all scenes. */
const [part = 1, parts = 1] = (asked.get('part') ?? '').split('/').filter(Boolean).map(Number);

addLanguage(RIGHT_TO_LEFT, rightToLeft);
const root = document.documentElement;
root.lang = language;
root.style.setProperty('color-scheme', theme);

/** Every element below, through shadow roots. */
function* below(from: ParentNode): Generator<Element> {
  for (const element of from.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* below(element.shadowRoot);
  }
}

const frame = () => new Promise(resolve => requestAnimationFrame(resolve));

/** A video that is to have a picture, and has none yet. */
const isBlank = (each: Element) =>
  each instanceof HTMLVideoElement &&
  each.srcObject instanceof MediaStream &&
  each.srcObject.getVideoTracks().length > 0 &&
  each.readyState < each.HAVE_CURRENT_DATA;

/** All elements have drawn, and all videos have a picture. */
async function settled(): Promise<void> {
  const limit = performance.now() + SETTLED_LIMIT_MS;
  for (let calm = 0, blank = 0; calm < 3 && performance.now() < limit; ) {
    const all = [...below(document)];
    await Promise.all(all.map(each => (each as Partial<LitElement>).updateComplete));
    blank = all.some(isBlank) ? blank + 1 : 0;
    if (blank % PATIENCE === 1) redraw();
    calm = blank ? 0 : calm + 1;
    await frame();
  }
}

async function showScene(name: string): Promise<void> {
  const scene = scenes[name];
  if (!scene) throw new RangeError(`There is no scene ${name}.`);
  root.className = 'scene';
  document.title = scene.title;
  const { body } = document;
  body.replaceChildren();
  freshStorage();
  await loadTexts(language);
  const themed = new MutationObserver(() => {
    for (const element of body.children) element.setAttribute('theme', theme);
  });
  themed.observe(body, { childList: true });
  await scene.show({ body, settled });
  await settled();
}

async function showAll(): Promise<void> {
  const width = asked.get('width');
  const form = document.querySelector('form');
  for (const [name, value] of Object.entries({ lang: language, theme, width: width ?? '' })) {
    const field = form?.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) {
      if (name === 'lang') {
        for (const [tag, label] of Object.entries(LANGUAGES)) field.append(new Option(label, tag));
      }
      field.value = value;
      field.addEventListener('change', () => form?.submit());
    }
  }
  const list = document.querySelector('#scenes');
  const all = Object.entries(scenes);
  const shown = all.slice(((part - 1) * all.length) / parts, (part * all.length) / parts);
  const frames = shown.map(
    ([
      name,
      {
        title,
        height: [narrow, wide],
      },
    ]) => {
      const query = new URLSearchParams({ scene: name, lang: language, theme });
      const inner = document.createElement('iframe');
      Object.assign(inner, { title, name, allow: 'fullscreen' });
      const pixels = Number(width) || Math.min(root.clientWidth - 32, 1280);
      inner.style.setProperty('inline-size', `${pixels}px`);
      inner.style.setProperty('block-size', `${pixels < WIDE ? narrow : wide}px`);
      Object.assign(inner.dataset, { narrow, wide });
      const link = Object.assign(document.createElement('a'), { href: `?${query}`, textContent: title });
      const caption = document.createElement('figcaption');
      caption.append(link);
      const figure = document.createElement('figure');
      figure.append(caption, inner);
      list?.append(figure);
      return { inner, src: link.href };
    },
  );
  const queue = frames.values();
  const work = async () => {
    for (const { inner, src } of queue) await loaded(inner, src);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Shows a scene in its frame. */
function loaded(inner: HTMLIFrameElement, src: string): Promise<void> {
  return new Promise(resolve => {
    addEventListener('message', ({ source, data }) => {
      if (source === inner.contentWindow && data === 'ready') resolve();
    });
    inner.src = src;
  });
}

await (wanted ? showScene(wanted) : showAll());
root.dataset.ready = '';
if (parent !== window) parent.postMessage('ready', location.origin);
