// An agent's work at the desk of the demo, in real browsers: two visitors at once, one spoken with and one on hold, notes
// and quick answers, a call handed over to a colleague, the time after it, and the day's figures.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Demo, startDemo } from '../../demo/server.ts';
import { INSTALLED, launch, type TestBrowser, type TestPage } from '../support/browsers.ts';
import { eventually } from '../support/call-pages.ts';

const LIMIT_MS = 30_000;
type Page = TestPage['page'];

const deskText = () => document.querySelector('rtc-desk')?.shadowRoot?.textContent ?? '';
const states = () => document.querySelector('rtc-desk')?.tickets.map(({ name, state }) => `${name} ${state}`);
const supportState = () => document.querySelector('rtc-support')?.getAttribute('state');
const supportText = () => document.querySelector('rtc-support')?.shadowRoot?.textContent ?? '';
const canAsk = () =>
  document.querySelector('rtc-support')?.shadowRoot?.querySelector<HTMLButtonElement>('form .main')
    ?.disabled === false;
/** The names of those with whom the agent speaks: whose call has a microphone to turn on and off. */
const spokenWith = () =>
  [...(document.querySelector('rtc-desk')?.shadowRoot?.querySelectorAll('li') ?? [])]
    .filter(card => card.querySelector('[aria-label=Microphone]'))
    .map(card => card.querySelector('h3')?.textContent);

for (const name of INSTALLED) {
  describe(`an agent at work in ${name}`, () => {
    let demo: Demo;
    let browser: TestBrowser;
    const opened: TestPage[] = [];

    before(async () => {
      demo = await startDemo({ port: 0, host: '127.0.0.1', quiet: true });
      browser = await launch(name);
    });

    after(async () => {
      await browser.close();
      await demo.close();
    });

    async function open(path: string): Promise<Page> {
      const window = await browser.open(demo.url + path);
      opened.push(window);
      return window.page;
    }

    const shows = <T>(page: Page, script: () => T, test: (value: T) => boolean) =>
      eventually(
        () => page.evaluate(script),
        value => test(value as T),
        LIMIT_MS,
        value => `it shows ${JSON.stringify(value)}; ${opened.flatMap(({ errors }) => errors).join(' | ')}`,
      );

    afterEach(async () => {
      for (const { page, close } of opened.splice(0)) if (!page.isClosed()) await close();
    });

    /** A desk of somebody with this name. */
    async function openDesk(agent: string, attributes: Readonly<Record<string, string>> = {}): Promise<Page> {
      const page = await open('');
      await page.goto(`${demo.url}desk.html`, { waitUntil: 'domcontentloaded' });
      await page.evaluate(
        (agent, attributes) => {
          const desk = document.querySelector('rtc-desk');
          const own = desk?.cloneNode() as HTMLElement;
          own.setAttribute('display-name', agent);
          for (const [name, value] of Object.entries(attributes)) own.setAttribute(name, value);
          desk?.replaceWith(own);
        },
        agent,
        attributes,
      );
      await shows(page, deskText, text => text.includes('Nobody waits'));
      return page;
    }

    /** Somebody with this name, who has asked. */
    async function ask(visitor: string): Promise<Page> {
      const page = await open('shop.html');
      await shows(page, supportState, state => state === 'closed');
      await page.evaluate(() => void document.querySelector('rtc-support')?.open());
      await shows(page, canAsk, can => can);
      await page.evaluate(
        visitor => void document.querySelector('rtc-support')?.request({ name: visitor }),
        visitor,
      );
      await shows(page, supportState, state => state === 'queued' || state === 'ringing');
      return page;
    }

    /** Presses a button with this text, on the card of this person or above the cards. */
    const press = (page: Page, text: string, person = '') =>
      page.evaluate(
        (text, person) => {
          const root = document.querySelector('rtc-desk')?.shadowRoot;
          const cards = [...(root?.querySelectorAll('li') ?? [])];
          const within = person ? cards.find(card => card.querySelector('h3')?.textContent === person) : root;
          const buttons = [...(within?.querySelectorAll('button') ?? [])];
          const button = buttons.find(({ textContent }) => textContent?.trim() === text);
          if (!button) throw new Error(`There is no ${text}.`);
          button.click();
        },
        text,
        person,
      );

    /** Types into a field of a card, as a keyboard does at its end. */
    const type = (page: Page, person: string, selector: string, text: string) =>
      page.evaluate(
        (person, selector, text) => {
          const cards = [...(document.querySelector('rtc-desk')?.shadowRoot?.querySelectorAll('li') ?? [])];
          const card = cards.find(each => each.querySelector('h3')?.textContent === person);
          const field = card?.querySelector<HTMLTextAreaElement>(selector);
          if (!field) throw new Error(`There is no ${selector}.`);
          field.value = text;
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
          return field.value;
        },
        person,
        selector,
        text,
      );

    it('speaks with one and writes with another, hands over with notes, and has its figures', async () => {
      const ann = await openDesk('Ann', { 'max-calls': '2' });
      const bob = await openDesk('Bob', { 'agent-status': 'away' });
      await shows(ann, deskText, text => text.includes('1 colleague'));
      const vera = await ask('Vera');
      await shows(ann, states, tickets => tickets?.join() === 'Vera waiting');
      await press(ann, 'Accept', 'Vera');
      await shows(vera, supportState, state => state === 'in-call');
      await shows(ann, spokenWith, names => names.join() === 'Vera');

      // A hand is free: it rings again, and who comes second is spoken with.
      const otto = await ask('Otto');
      await shows(
        ann,
        () => document.title,
        title => title.startsWith('1 person waits'),
      );
      await press(ann, 'Accept', 'Otto');
      await shows(otto, supportState, state => state === 'in-call');
      await shows(ann, spokenWith, names => names.join() === 'Otto');
      await press(ann, 'Speak here', 'Vera');
      await shows(ann, spokenWith, names => names.join() === 'Vera');
      const third = await ask('Cora');
      await shows(ann, states, tickets => tickets?.includes('Cora waiting') === true);
      assert.equal(await ann.evaluate(() => document.title), 'The desk');

      // An answer by its key.
      await ann.evaluate(() => {
        const form = document
          .querySelector('rtc-desk')
          ?.shadowRoot?.querySelector<HTMLFormElement>('.answers form');
        const [key, answer] = [form?.querySelector('input'), form?.querySelector('textarea')];
        if (!form || !key || !answer) throw new Error('There is no form.');
        key.value = 'hours';
        answer.value = 'Nine to five.';
        form.requestSubmit();
      });
      assert.equal(await type(ann, 'Vera', '.chat textarea', 'Hello! /hours '), 'Hello! Nine to five. ');
      await ann.evaluate(() =>
        document
          .querySelector('rtc-desk')
          ?.shadowRoot?.querySelector<HTMLFormElement>('.chat form')
          ?.requestSubmit(),
      );
      await shows(
        ann,
        () => document.querySelector('rtc-desk')?.shadowRoot?.querySelector('.log')?.textContent ?? '',
        text => text.includes('Nine to five.'),
      );

      // With the notes, to somebody who does not want first.
      await type(ann, 'Vera', '.notes textarea', 'wants the blue one');
      await press(ann, 'Bring in, and stay', 'Vera');
      await shows(
        bob,
        deskText,
        text => text.includes('Ann asks you into a call') && text.includes('the blue one'),
      );
      await press(bob, 'Not now');
      await shows(ann, deskText, text => text.includes('Bob can’t come. The call stays with you.'));
      await press(ann, 'OK', 'Vera');
      await shows(ann, deskText, text => !text.includes('can’t come'));
      await press(ann, 'Hand over, and leave', 'Vera');
      await shows(bob, deskText, text => text.includes('Ann asks you into a call'));
      await press(bob, 'Join');
      await shows(vera, supportText, text => text.includes('In a call with Bob'));
      await shows(bob, states, tickets => tickets?.includes('Vera mine') === true);
      await shows(ann, states, tickets => tickets?.includes('Vera taken') === true);
      assert.equal(await vera.evaluate(supportState), 'in-call');

      // Otto comes to the fore, and after him there is time for notes.
      await shows(ann, spokenWith, names => names.join() === 'Otto');
      await third.evaluate(() => document.querySelector('rtc-support')?.cancel());
      await shows(ann, states, tickets => tickets?.toSorted().join() === 'Otto mine,Vera taken');
      await press(ann, 'Hang up', 'Otto');
      await shows(otto, supportState, state => state === 'rating');
      await shows(
        ann,
        () => document.querySelector('rtc-desk')?.getAttribute('agent-status'),
        status => status === 'wrap-up',
      );
      await press(ann, 'Ready again');
      await shows(
        ann,
        () => document.querySelector('rtc-desk')?.getAttribute('agent-status'),
        status => status === 'available',
      );
      await shows(
        ann,
        () =>
          [...(document.querySelector('rtc-desk')?.shadowRoot?.querySelectorAll('.day dd') ?? [])].map(
            ({ textContent }) => textContent,
          ),
        ([taken, missed]) => taken === '2' && missed === '1',
      );
      assert.deepEqual(
        opened.flatMap(({ uncaught }) => uncaught),
        [],
      );
    });

    it('reads what somebody left while nobody was there, and is missed behind the sign at the door', async () => {
      const ann = await openDesk('Ann');
      const openShop = async () => {
        const page = await open('shop.html');
        await shows(page, supportState, state => state === 'closed');
        await page.evaluate(() => void document.querySelector('rtc-support')?.open());
        return page;
      };
      const shop = await openShop();
      await shows(shop, supportState, state => state === 'form');
      await ann.evaluate(() => document.querySelector('rtc-desk')?.setAttribute('agent-status', 'away'));
      await shows(shop, supportState, state => state === 'offline');
      await shop.evaluate(() => {
        const root = document.querySelector('rtc-support')?.shadowRoot;
        for (const [name, text] of [
          ['name', 'Vera'],
          ['reach', '+49 30 4711'],
          ['message', 'Which shade?'],
        ]) {
          const field = root?.querySelector<HTMLInputElement>(`[name=${name}]`);
          if (!field) throw new Error(`There is no ${name}.`);
          field.value = text ?? '';
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
        root?.querySelector('form')?.requestSubmit();
      });
      await shows(shop, supportText, text => text.includes('We have your message'));
      await shows(
        ann,
        deskText,
        text =>
          text.includes('Messages left (1 new)') && text.includes('Which shade?') && text.includes('4711'),
      );
      const copied = () => localStorage.getItem('rtc-elements.mail') !== null;
      assert.equal(await shop.evaluate(copied), true);
      await press(ann, 'Read');
      await shows(ann, deskText, text => text.includes('read by Ann'));
      await shows(shop, copied, copy => !copy);
      // Who only closes the browser leaves the sign hanging.
      await ann.evaluate(() => document.querySelector('rtc-desk')?.setAttribute('agent-status', 'available'));
      await shows(shop, supportState, state => state === 'form');
      await ann.close();
      await shows(await openShop(), supportState, state => state === 'offline');
      const bob = await openDesk('Bob');
      await shows(bob, deskText, text => text.includes('read by Ann'));
      // Nobody deletes for all by a slip.
      const sure = () =>
        document.querySelector('rtc-desk')?.shadowRoot?.querySelector<HTMLDetailsElement>('.sure')?.open;
      assert.equal(await bob.evaluate(sure), false);
      await bob.evaluate(() =>
        document.querySelector('rtc-desk')?.shadowRoot?.querySelector<HTMLElement>('.sure summary')?.click(),
      );
      await shows(bob, sure, open => open === true);
      await shows(bob, deskText, text => text.includes('Which shade?'));
      await press(bob, 'Delete for everybody');
      await shows(bob, deskText, text => !text.includes('Which shade?'));
    });
  });
}
