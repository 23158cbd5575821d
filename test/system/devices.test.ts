// Why a real browser does not give its camera and microphone, in the words of this project: blocked by a person,
// asked in vain, taken back, or forbidden by the page around, which the lobby tells with the way on.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { LocalMedia } from '../../src/media/local-media.ts';
import { startAedes } from '../support/brokers.ts';
import {
  CHROMIUM_FLAGS,
  FIREFOX_PREFERENCES,
  findBrowser,
  launch,
  type TestBrowser,
  type TestPage,
} from '../support/browsers.ts';
import { eventually } from '../support/call-pages.ts';
import { htmlPage, type Pages, startPages } from '../support/pages.ts';

/** Why there is no microphone and no camera, empty where there is; and what was asked of the browser. */
interface Found {
  readonly codes: readonly string[];
  readonly live: boolean;
  readonly questions: number;
}

declare global {
  var media: LocalMedia;
  var found: () => Found;
}

const ASKS = `import { LocalMedia } from '/dist/session.js';
let questions = 0;
const devices = navigator.mediaDevices;
const ask = devices.getUserMedia.bind(devices);
devices.getUserMedia = constraints => { questions++; return ask(constraints); };
globalThis.media = new LocalMedia({ audio: 'on', video: 'on' });
globalThis.found = () => {
  const { errors, audio, video } = media.state.value;
  return { codes: [errors.audio, errors.video].map(error => error?.code ?? ''), live: audio && video, questions };
};
await media.start();
document.title = 'asked';
parent.postMessage(found(), '*');`;

const FORBIDDEN = ['microphone-forbidden', 'camera-forbidden'];
const BLOCKED = ['microphone-blocked', 'camera-blocked'];
const DISMISSED = ['microphone-dismissed', 'camera-dismissed'];
const GIVEN: Found = { codes: ['', ''], live: true, questions: 1 };

let pages: Pages;
let broker: Awaited<ReturnType<typeof startAedes>>;

before(async () => {
  broker = await startAedes();
  const call = `<rtc-call broker="${broker.url}" room="r" lang="en"></rtc-call>`;
  pages = await startPages({
    'devices.html': htmlPage('', ASKS),
    'lobby.html': htmlPage(call, `import '/dist/rtc.js'`),
  });
  for (const [name, allow, inside] of [
    ['forbidden.html', '', 'devices.html'],
    ['allowed.html', 'allow="camera; microphone"', 'devices.html'],
    ['forbidden-lobby.html', '', 'lobby.html'],
  ] as const) {
    // Another host is another site.
    const frame = `<iframe ${allow} src="http://127.0.0.1:${pages.port}/${inside}"></iframe>`;
    const listens = '<script>onmessage = ({ data }) => { globalThis.heard = data; }</script>';
    pages.set(name, htmlPage(listens + frame));
  }
});
after(async () => {
  await pages.close();
  await broker.close();
});

const LIMIT_MS = 10_000;

/** What a page's frame tells it. */
async function inFrame({ page }: TestPage, name: string): Promise<Found> {
  await page.goto(pages.url + name);
  await page.waitForFunction('globalThis.heard');
  return (await page.evaluate('globalThis.heard')) as Found;
}

async function inPage({ page }: TestPage): Promise<Found> {
  await page.goto(`${pages.url}devices.html`);
  await page.waitForFunction('document.title === "asked"');
  return page.evaluate(() => found());
}

async function tellsOfThePolicy({ page }: TestPage): Promise<void> {
  await page.goto(`${pages.url}forbidden-lobby.html`);
  const iframe = await page.waitForSelector('iframe');
  const frame = (await iframe?.contentFrame()) ?? assert.fail('no frame');
  // What appears in a shadow root is not seen by waiting for a selector.
  const text = async (part: string) => {
    const found = await eventually(
      () => frame.$(`pierce/[part~=${part}]`),
      each => each !== null,
      LIMIT_MS,
      () => `there is no ${part}`,
    );
    return found?.evaluate(({ textContent }) => textContent);
  };
  assert.match((await text('alert')) ?? '', /This page does not let calls use the camera and the microphone/);
  assert.equal(await text('join'), 'Join without camera and microphone');
  assert.equal(await frame.$('pierce/[part~=ask]'), null, 'another try would not help');
}

describe('devices in Chromium', { skip: !findBrowser('chromium') && 'not installed' }, () => {
  let browser: TestBrowser;

  before(async () => {
    // No made-up answers: prompts are closed by nobody who sees them.
    browser = await launch(
      'chromium',
      CHROMIUM_FLAGS.filter(flag => !flag.startsWith('--use-fake-ui')),
    );
  });
  after(() => browser?.close());

  /** A page whose permissions nobody else has set before. */
  async function permitted(state: PermissionState): Promise<TestPage> {
    const opened = await browser.open('about:blank');
    await permit(opened, state);
    return opened;
  }

  const permit = ({ page }: TestPage, state: PermissionState) =>
    page
      .browserContext()
      .setPermission(
        pages.url,
        { permission: { name: 'camera' }, state },
        { permission: { name: 'microphone' }, state },
      );

  it('are forbidden in a frame that nobody allowed them, and come where they are allowed', async () => {
    const opened = await permitted('granted');
    assert.deepEqual((await inFrame(opened, 'forbidden.html')).codes, FORBIDDEN);
    assert.deepEqual(await inFrame(opened, 'allowed.html'), GIVEN);
    await opened.close();
  });

  it('are told of in the lobby where they are forbidden, with the way on', async () => {
    // As it is without a made-up permission: those hold against the policy, too.
    const opened = await browser.open('about:blank');
    await tellsOfThePolicy(opened);
    await opened.close();
  });

  it('are blocked where a person said no', async () => {
    const opened = await permitted('denied');
    assert.deepEqual((await inPage(opened)).codes, BLOCKED);
    await opened.close();
  });

  it('are asked for once where the prompt was closed', async () => {
    const opened = await permitted('prompt');
    assert.deepEqual(await inPage(opened), { codes: DISMISSED, live: false, questions: 1 });
    await opened.close();
  });

  it('are blocked, and not asked for again, when the permission is taken back', async () => {
    const opened = await permitted('granted');
    assert.deepEqual(await inPage(opened), GIVEN);
    await permit(opened, 'denied');
    await opened.page.waitForFunction('found().codes.every(Boolean)');
    const found = await opened.page.evaluate(() => globalThis.found());
    assert.deepEqual(found, { codes: BLOCKED, live: false, questions: 1 });
    await opened.close();
  });
});

describe('devices in Firefox', { skip: !findBrowser('firefox') && 'not installed' }, () => {
  /** Permissions are preferences here: each has a browser of its own. */
  const inFirefox =
    (preferences: typeof FIREFOX_PREFERENCES, test: (opened: TestPage) => Promise<void>) => async () => {
      const browser = await launch('firefox', [], { ...FIREFOX_PREFERENCES, ...preferences });
      try {
        await test(await browser.open('about:blank'));
      } finally {
        await browser.close();
      }
    };

  it(
    'are forbidden in a frame that nobody allowed them, and come where they are allowed',
    inFirefox({}, async opened => {
      assert.deepEqual((await inFrame(opened, 'forbidden.html')).codes, FORBIDDEN);
      assert.deepEqual(await inFrame(opened, 'allowed.html'), GIVEN);
    }),
  );

  it('are told of in the lobby where they are forbidden, with the way on', inFirefox({}, tellsOfThePolicy));

  it(
    'are blocked where a person said no, in a frame too',
    inFirefox(
      {
        'media.navigator.permission.disabled': false,
        'permissions.default.camera': 2,
        'permissions.default.microphone': 2,
      },
      async opened => {
        assert.deepEqual((await inPage(opened)).codes, BLOCKED);
        assert.deepEqual((await inFrame(opened, 'allowed.html')).codes, BLOCKED);
      },
    ),
  );
});
