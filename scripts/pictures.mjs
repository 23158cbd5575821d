// `npm run pictures`: photographs the gallery in every width, scheme and language into test/pictures. With --check it
// compares with what is stored there, and leaves what differs in a folder that it names. `--only dark` takes those
// with this in their name.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { tsImport } from 'tsx/esm/api';
import { palettePng } from './palette-png.mjs';
import { FONTS, setUp } from './setup.mjs';

const { startDemo } = await tsImport('../demo/server.ts', import.meta.url);
const { CHROMIUM_FLAGS, launch } = await tsImport('../test/support/browsers.ts', import.meta.url);

const STORED = 'test/pictures';
/** The browser that made what is stored. */
const MADE_BY = join(STORED, 'made-by.json');
const WIDTHS = [320, 768, 1280];
const SCHEMES = ['light', 'dark'];
const LANGUAGES = ['en', 'de', 'ar-XB'];
const HOST = 'gallery.localhost';
const READY_LIMIT_MS = 120_000;
/** How many scenes stand side by side. */
const COLUMNS = { 320: 4, 768: 2, 1280: 2 };
/** The difference of two pixels, of 1, up to which they are the same. */
const SAME_COLOUR = 0.1;
/** The part of the pixels that may differ: by the same browser, and by one of another version, which draws letters otherwise. */
const TOLERANCE = 0.0002;
const TOLERANCE_OF_OTHERS = 0.02;

const check = process.argv.includes('--check');
const at = process.argv.indexOf('--only');
const only = at < 0 ? '' : (process.argv[at + 1] ?? '');

const absent = setUp(['chromium', ...FONTS]);
if (absent.length > 0) {
  console.error(`The pictures need ${absent.join(', ')}, which could not be installed here.`);
  process.exit(1);
}

const wanted = WIDTHS.flatMap(width =>
  SCHEMES.flatMap(theme =>
    LANGUAGES.map(lang => ({ width, theme, lang, name: `${width}-${theme}-${lang}` })),
  ),
).filter(({ name }) => name.includes(only));
const differences = check ? mkdtempSync(join(tmpdir(), 'rtc-elements-pictures-')) : STORED;
const made = existsSync(MADE_BY) ? JSON.parse(readFileSync(MADE_BY, 'utf8')) : {};

const demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
// Links to the page, and their QR codes, are the same every time.
const browser = await launch('chromium', [
  ...CHROMIUM_FLAGS,
  `--host-resolver-rules=MAP ${HOST}:80 127.0.0.1:${demo.port}`,
]);
const version = await browser.browser.version();
const tolerance = made.browser === version ? TOLERANCE : TOLERANCE_OF_OTHERS;
if (check && made.browser !== version) {
  console.log(`The pictures were made by ${made.browser}; this is ${version}, so more may differ.`);
}
let failed = 0;
try {
  for (const picture of wanted) {
    const png = await photograph(picture);
    if (check) failed += compare(picture.name, png) ? 0 : 1;
    else store(picture.name, png);
  }
} finally {
  await browser.close();
  await demo.close();
}
if (!check) writeFileSync(MADE_BY, `${JSON.stringify({ browser: version }, null, 2)}\n`);
if (failed > 0) {
  console.log(`${failed} of ${wanted.length} pictures differ; see ${differences}.`);
  console.log('Where that is wanted: npm run pictures, and look at what changed before it is committed.');
  process.exitCode = 1;
}

/** One tall picture of all scenes. */
async function photograph({ width, theme, lang }) {
  const opened = await browser.open('about:blank');
  const { page } = opened;
  page.setDefaultTimeout(READY_LIMIT_MS);
  const columns = COLUMNS[width];
  const size = { width: columns * (width + 16) + 32, height: 1000 };
  await page.setViewport(size);
  await page.emulateTimezone('UTC');
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.evaluateOnNewDocument(stopClock);
  await page.goto(`http://${HOST}/gallery.html?${new URLSearchParams({ width, theme, lang })}`, {
    waitUntil: 'domcontentloaded', // Videos may keep the load event waiting.
  });
  await page.waitForSelector('html[data-ready]');
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewport({ ...size, height });
  for (const frame of page.frames()) await frame.evaluate(stopMoving);
  const bytes = await page.screenshot({ captureBeyondViewport: false });
  if (opened.uncaught.length > 0) throw new Error(opened.uncaught.join('\n'));
  await opened.close();
  return PNG.sync.read(Buffer.from(bytes));
}

/** Runs in the page: it is always the same moment. */
function stopClock() {
  const now = Date.UTC(2026, 0, 1, 12);
  const { Date: Real } = globalThis;
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length > 0 ? given : [now]));
    }
    static now() {
      return now;
    }
  };
}

/** Runs in the page: animations stand where they begin, and no caret blinks. */
async function stopMoving() {
  const still = new CSSStyleSheet();
  still.replaceSync('* { caret-color: transparent !important }');
  const visit = root => {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, still];
    for (const animation of root.getAnimations()) {
      animation.pause();
      animation.currentTime = 0;
    }
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) visit(element.shadowRoot);
  };
  visit(document);
  for (let frames = 0; frames < 2; frames++) await new Promise(resolve => requestAnimationFrame(resolve));
}

function store(name, png) {
  mkdirSync(STORED, { recursive: true });
  const bytes = palettePng(png);
  writeFileSync(join(STORED, `${name}.png`), bytes);
  console.log(`${name}  ${png.width} × ${png.height}, ${Math.round(bytes.length / 1024)} KB`);
}

/** Whether it looks like the stored one. */
function compare(name, png) {
  const file = join(STORED, `${name}.png`);
  const fail = (why, ...pictures) => {
    for (const [suffix, picture] of [['new', png], ...pictures]) {
      writeFileSync(join(differences, `${name}-${suffix}.png`), PNG.sync.write(picture));
    }
    console.log(`${name}  ${why}`);
    return false;
  };
  if (!existsSync(file)) return fail('is not stored');
  const stored = PNG.sync.read(readFileSync(file));
  const { width, height } = png;
  if (stored.width !== width || stored.height !== height) {
    return fail(`is ${width} × ${height}, not ${stored.width} × ${stored.height}`);
  }
  const marked = new PNG({ width, height });
  const differing = pixelmatch(stored.data, png.data, marked.data, width, height, { threshold: SAME_COLOUR });
  const part = differing / (width * height);
  const told = `${differing} pixels differ (${(part * 100).toFixed(3)} %)`;
  if (part > tolerance) return fail(told, ['marked', marked]);
  console.log(`${name}  ${told}`);
  return true;
}
