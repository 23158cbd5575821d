// The tiles of a call's own face: where they are, that they stay there, and that nothing moves in the document.

import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { RtcErrorEvent } from '../../src/elements/events.ts';
import type { RtcCall } from '../../src/elements/rtc-call.ts';
import type { RtcTile } from '../../src/elements/rtc-tile.ts';
import type { Participant } from '../../src/session/call-state.ts';
import { lastCall, person, reset } from './fake-call.ts';

const me = person('me', { self: true });
const ada = person('ada');
const bob = person('bob');

/** What makes a browser lay the page out at once. */
const MEASURES = [
  ...(['offsetWidth', 'offsetHeight', 'offsetTop', 'offsetLeft'] as const).map(
    name => [HTMLElement.prototype, name] as const,
  ),
  ...(['clientWidth', 'clientHeight', 'scrollWidth', 'scrollHeight', 'scrollTop'] as const).map(
    name => [Element.prototype, name] as const,
  ),
];

async function settled(element: RtcCall): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await Promise.resolve();
    await element.updateComplete;
    for (const tile of tiles(element)) await tile.updateComplete;
  }
}

/** The container has its size, and was observed. */
const frames = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));

async function call(width: number, height: number, ...participants: Participant[]): Promise<RtcCall> {
  const element = await fixture<RtcCall>(
    html`<rtc-call lang="en" broker="wss://broker.example/mqtt" room="r" audio="off" video="off" autojoin></rtc-call>`,
  );
  Object.assign(element.style, {
    inlineSize: `${width}px`,
    blockSize: `${height}px`,
    maxBlockSize: 'none',
    minBlockSize: '0',
  });
  await settled(element);
  await show(element, ...participants);
  await frames();
  return element;
}

async function show(element: RtcCall, ...participants: Participant[]): Promise<void> {
  const status = participants.length > 1 ? 'connected' : 'waiting';
  lastCall().change({ status, participants });
  await settled(element);
}

function grid(element: RtcCall): HTMLElement {
  const found = element.shadowRoot?.querySelector<HTMLElement>('.tiles');
  if (!found) throw new Error('no tiles');
  return found;
}

function tiles(element: RtcCall): RtcTile[] {
  return [...(element.shadowRoot?.querySelectorAll<RtcTile>('rtc-tile') ?? [])];
}

const shownIds = (element: RtcCall) =>
  tiles(element).map(({ person: whom, screen }) => `${whom?.id}${screen ? ' screen' : ''}`);

function box(element: RtcCall, id: string): DOMRect {
  const found = tiles(element).find(
    ({ person: whom, screen }) => `${whom?.id}${screen ? ' screen' : ''}` === id,
  );
  if (!found) throw new Error(`no tile of ${id}`);
  return found.getBoundingClientRect();
}

/** Opens a tile's menu by its button. */
async function openMenu(tile: RtcTile | undefined): Promise<HTMLElement> {
  const find = (selector: string) => tile?.shadowRoot?.querySelector<HTMLElement>(selector);
  find('.more')?.click();
  while (!find('.menu')?.matches(':popover-open') || !tile?.matches(':state(menu)')) await frames();
  const menu = find('.menu');
  if (!menu) throw new Error('no menu');
  return menu;
}

const area = ({ width, height }: DOMRect) => width * height;
const point = (element: RtcCall, type: string, screenX = 0) =>
  grid(element).dispatchEvent(new PointerEvent(type, { screenX, bubbles: type !== 'pointerleave' }));

describe('the tiles of a call', () => {
  beforeEach(reset);

  for (const [width, height] of [
    [280, 500],
    [320, 560],
    [768, 600],
    [1280, 700],
  ] as const) {
    for (const count of [1, 2, 3, 4, 5, 9]) {
      it(`are inside, visible and apart: ${count} in ${width} × ${height}`, async () => {
        const people = [me, ...Array.from({ length: count - 1 }, (_, index) => person(`p${index}`))];
        const element = await call(width, height, ...people);
        const outer = grid(element).getBoundingClientRect();
        expect(tiles(element)).to.have.length(count);
        for (const tile of tiles(element)) {
          const { left, right, top, bottom, width: across } = tile.getBoundingClientRect();
          expect(across).to.be.above(60);
          expect(left).to.be.at.least(outer.left - 0.5);
          expect(right).to.be.at.most(outer.right + 0.5);
          expect(top).to.be.at.least(outer.top - 0.5);
          expect(bottom).to.be.at.most(outer.bottom + 0.5);
          expect(getComputedStyle(tile).visibility).to.equal('visible');
        }
      });
    }
  }

  it('are side by side for two in a wide call, and one in the corner of the other in a narrow one', async () => {
    const element = await call(1280, 700, me, ada);
    expect(box(element, 'me').top).to.equal(box(element, 'ada').top);
    element.style.inlineSize = '320px';
    await frames();
    expect(area(box(element, 'ada'))).to.be.above(area(box(element, 'me')) * 4);
    expect(box(element, 'me').right).to.be.below(box(element, 'ada').right);
  });

  it('find their places in a container that had no size', async () => {
    const element = await call(800, 600, me);
    element.style.display = 'none';
    await show(element, me, ada, bob);
    await frames();
    element.style.display = '';
    await frames();
    const outer = grid(element).getBoundingClientRect();
    for (const id of ['me', 'ada', 'bob']) {
      expect(area(box(element, id))).to.be.above(20_000);
      expect(box(element, id).bottom).to.be.at.most(outer.bottom + 0.5);
    }
  });

  it('begin on the right where people read from there', async () => {
    const element = await call(1280, 700, me, ada);
    expect(box(element, 'me').left).to.be.below(box(element, 'ada').left);
    element.shadowRoot?.querySelector('.frame')?.setAttribute('dir', 'rtl');
    expect(box(element, 'me').left).to.be.above(box(element, 'ada').left);
  });

  it('follow the attribute and the choice of a person, and say what is wrong with an attribute', async () => {
    const element = await call(1280, 700, me, ada, bob);
    expect(area(box(element, 'ada'))).to.be.closeTo(area(box(element, 'me')), 5);
    element.view.value?.setLayout('speaker');
    await settled(element);
    expect(element.layout).to.equal('speaker');
    expect(area(box(element, 'ada'))).to.be.above(area(box(element, 'me')) * 4);
    const told = oneEvent<RtcErrorEvent>(element, 'rtc-error');
    element.setAttribute('layout', 'circle');
    expect((await told).error.message).to.contain('layout');
    await settled(element);
    expect(area(box(element, 'ada'))).to.be.closeTo(area(box(element, 'me')), 5);
  });

  it('have a shared screen large', async () => {
    const element = await call(1280, 700, me, ada, person('bob', { screen: true }));
    expect(shownIds(element)).to.deep.equal(['bob screen', 'me', 'ada', 'bob']);
    expect(area(box(element, 'bob screen'))).to.be.above(area(box(element, 'ada')) * 4);
  });

  it('never move in the document, whoever is large', async () => {
    const element = await call(1280, 700, me, ada, bob);
    const before = tiles(element);
    let moves = 0;
    const observer = new MutationObserver(records => {
      moves += records.length;
    });
    observer.observe(grid(element), { childList: true });
    const { pin, setLayout } = element.view.value ?? {};
    for (const change of [
      () => pin?.('bob camera'),
      () => pin?.('me camera'),
      () => pin?.(undefined),
      () => setLayout?.('speaker'),
    ]) {
      change();
      await settled(element);
      await frames();
    }
    expect(moves).to.equal(0);
    await show(element, me, ada, person('bob', { screen: true }));
    expect(
      tiles(element)
        .slice(1)
        .every((tile, index) => tile === before[index]),
    ).to.be.true;
    observer.disconnect();
  });

  it('stay what they are when somebody leaves and others come', async () => {
    const element = await call(1280, 700, me, ada, bob);
    const of = (key: string) => tiles(element).find(({ dataset }) => dataset.key === `${key} camera`);
    const bobs = of('bob');
    await show(element, me, bob);
    expect(of('bob') === bobs).to.be.true;
    await show(element, me, bob, person('cleo'));
    expect(of('bob') === bobs).to.be.true;
    const cleos = of('cleo');
    await show(element, me, bob, person('dan'));
    expect(of('dan') === cleos).to.be.false;
    expect(tiles(element).map(({ dataset }) => dataset.key)).to.deep.equal([
      'me camera',
      'bob camera',
      'dan camera',
    ]);
  });

  it('scroll the strip below a large one that stays', async () => {
    const people = [me, ...Array.from({ length: 19 }, (_, index) => person(`p${index}`))];
    const element = await call(320, 560, ...people);
    element.view.value?.setLayout('speaker');
    await settled(element);
    await frames();
    const large = box(element, 'p0');
    const strip = box(element, 'p9');
    grid(element).scrollLeft = 200;
    await frames();
    expect(box(element, 'p0').left).to.equal(large.left);
    expect(box(element, 'p9').left).to.equal(strip.left - 200);
  });

  describe('stay where they are', () => {
    it('while a pointer moves over them, until it leaves', async () => {
      const element = await call(1280, 700, me, ada);
      const before = box(element, 'ada');
      point(element, 'pointermove', 1);
      await show(element, me, ada, bob);
      expect(shownIds(element)).to.deep.equal(['me', 'ada']);
      expect(box(element, 'ada')).to.deep.equal(before);
      point(element, 'pointerleave');
      await settled(element);
      expect(shownIds(element)).to.deep.equal(['me', 'ada', 'bob']);
      expect(box(element, 'ada').width).to.be.below(before.width);
    });

    it('and leave a gap for who has gone', async () => {
      const element = await call(1280, 700, me, ada, bob);
      const before = box(element, 'bob');
      point(element, 'pointermove', 1);
      await show(element, me, bob);
      expect(shownIds(element)).to.deep.equal(['me', 'bob']);
      expect(box(element, 'bob')).to.deep.equal(before);
    });

    it('until the pointer has rested for two seconds', async () => {
      const element = await call(1280, 700, me, ada);
      point(element, 'pointermove', 1);
      const moved = performance.now();
      await show(element, me, ada, bob);
      // A pointer at rest over what moves tells the same place again.
      const timer = setInterval(() => point(element, 'pointermove', 1), 100);
      while (tiles(element).length < 3) await frames();
      clearInterval(timer);
      expect(performance.now() - moved).to.be.within(1900, 4000);
    });

    it('while a menu of theirs is open', async () => {
      const element = await call(1280, 700, me, ada);
      const menu = await openMenu(tiles(element)[1]);
      await show(element, me, ada, bob);
      expect(shownIds(element)).to.deep.equal(['me', 'ada']);
      const closed = oneEvent(menu, 'toggle');
      menu.hidePopover();
      await closed;
      await settled(element);
      expect(shownIds(element)).to.deep.equal(['me', 'ada', 'bob']);
    });

    it('but not in place of an invitation', async () => {
      const element = await call(1280, 700, me);
      point(element, 'pointermove', 1);
      await show(element, me, ada);
      expect(shownIds(element)).to.deep.equal(['me', 'ada']);
    });
  });

  describe('from their menus', () => {
    const choose = async (element: RtcCall, id: string, label: string) => {
      const tile = tiles(element).find(each => each.person?.id === id);
      const menu = await openMenu(tile);
      const entry = [...(tile?.shadowRoot?.querySelectorAll<HTMLElement>('.menu button') ?? [])].find(
        each => each.textContent?.trim() === label,
      );
      if (!entry) throw new Error(`no ${label}`);
      const closed = oneEvent(menu, 'toggle');
      entry.click();
      await closed;
      await settled(element);
    };

    it('can be made large, and not any more', async () => {
      const element = await call(1280, 700, me, ada, bob);
      point(element, 'pointermove', 1);
      await choose(element, 'bob', 'Show large');
      expect(area(box(element, 'bob'))).to.be.above(area(box(element, 'ada')) * 4);
      await choose(element, 'bob', 'No longer show large');
      expect(area(box(element, 'bob'))).to.be.closeTo(area(box(element, 'ada')), 5);
    });

    it('can put the own picture away, and back', async () => {
      const element = await call(1280, 700, me, ada, bob);
      await choose(element, 'me', 'Make my picture small');
      expect(box(element, 'me').width).to.be.closeTo(96, 0.5);
      await choose(element, 'me', 'Make my picture larger');
      expect(box(element, 'me').width).to.be.above(300);
    });
  });

  it('are left alone when somebody speaks: one tile is drawn, none is placed', async () => {
    const others = Array.from({ length: 8 }, (_, index) => person(`p${index}`));
    const element = await call(1280, 700, me, ...others);
    let draws = 0;
    for (const tile of tiles(element)) {
      const { updated } = tile as unknown as { updated(changed: unknown): void };
      Object.assign(tile, {
        updated(changed: unknown) {
          draws++;
          updated.call(tile, changed);
        },
      });
    }
    let placed = 0;
    const observer = new MutationObserver(records => {
      placed += records.length;
    });
    observer.observe(grid(element), { attributes: true, subtree: true, childList: true });
    const speaking: Participant = { ...(others[3] ?? ada), speaking: true };
    await show(element, me, ...others.with(3, speaking));
    await frames();
    observer.disconnect();
    expect(draws).to.equal(1);
    expect(placed).to.equal(0);
  });

  it('find their places without anything being measured when somebody comes', async () => {
    const element = await call(1280, 700, me, ada);
    const measured: string[] = [];
    const restore = MEASURES.map(([prototype, name]) => {
      const original = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
      Object.defineProperty(prototype, name, {
        ...original,
        get(this: Element) {
          measured.push(`${this.localName} ${name}`);
          return original.get?.call(this);
        },
      });
      return () => Object.defineProperty(prototype, name, original);
    });
    await show(element, me, ada, bob);
    for (const each of restore) each();
    expect(measured).to.deep.equal([]);
    expect(box(element, 'bob').width).to.be.closeTo(box(element, 'me').width, 1);
  });

  it('are cut by their own round corners only: one more around them doubles the cost of a picture', async () => {
    const element = await call(1280, 700, me, ada);
    const round: string[] = [];
    const video = tiles(element)[0]?.renderRoot.querySelector('video');
    for (let at: Node | null = video ?? null; at && at !== document; at = at.parentNode) {
      if (at instanceof ShadowRoot) at = at.host;
      if (!(at instanceof Element)) continue;
      const { overflowX, borderTopLeftRadius } = getComputedStyle(at);
      if (overflowX !== 'visible' && borderTopLeftRadius !== '0px')
        round.push(`${at.localName} ${at.className}`);
    }
    // What browsers say of a video itself is their style, and cuts nothing.
    expect(round.filter(each => !each.startsWith('video'))).to.deep.equal(['div frame']);
  });

  it('are accessible, in each layout', async () => {
    const element = await call(
      1280,
      700,
      me,
      person('ada', { audio: false }),
      person('bob', { screen: true }),
    );
    await expect(element).to.be.accessible();
    element.layout = 'grid';
    await settled(element);
    await expect(element).to.be.accessible();
  });
});
