// Two people at home, in a call through the test network: their browsers and the pages with the call.

import type { BrowserName, TestBrowser } from './browsers.ts';
import { type Attributes, CallPage } from './call-pages.ts';
import { SECRET } from './call-stage.ts';
import type { Network } from './network.ts';

export class NetworkCall {
  readonly #network: Network;
  readonly #browsers: readonly TestBrowser[];
  #rooms = 0;

  constructor(network: Network, browsers: readonly TestBrowser[]) {
    this.#network = network;
    this.#browsers = browsers;
  }

  /** Starts a browser in each home. */
  static async launch(network: Network, a?: BrowserName, b?: BrowserName): Promise<NetworkCall> {
    return new NetworkCall(network, await Promise.all([network.a.launch(a), network.b.launch(b)]));
  }

  /**
   * Opens a page in each home, joins in the first and then in the second. `attributes` add to the network's, or take
   * their place. `joined` is how long it took from the second's join to the connection there, in milliseconds.
   */
  async open(
    attributes: Attributes = {},
  ): Promise<{ ends: [CallPage, CallPage]; connected: Promise<number> }> {
    const [first, second] = this.#browsers;
    if (!first || !second) throw new Error('a call takes two browsers');
    const all = {
      ...this.#network.attributes,
      ...{ room: `room-${++this.#rooms}`, secret: SECRET },
      ...attributes,
    };
    const ends = await Promise.all(
      [first, second].map(each => CallPage.open(each, this.#network.pages, all)),
    );
    const [one, other] = ends as [CallPage, CallPage];
    await one.page.evaluate(() => void testCall.join());
    await one.reaches('waiting');
    const connected = other.page.evaluate(
      () =>
        new Promise<number>(resolve => {
          const begun = performance.now();
          testCall.addEventListener('rtc-state-changed', () => {
            if (testCall.state === 'connected') resolve(performance.now() - begun);
          });
          void testCall.join();
        }),
    );
    // Whoever expects no connection does not wait for it; its page is closed before.
    connected.catch(() => {});
    return { ends: [one, other], connected };
  }

  /** Ends the browsers. */
  async close(): Promise<void> {
    await Promise.all(this.#browsers.map(browser => browser.close()));
  }
}
