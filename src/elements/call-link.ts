// Companions and the calls they belong to. Calls make themselves known here; a companion finds its own by `for`, or
// as the one that it stands in. What it then draws is its own business.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type ReadableStore, Store } from '../store.ts';
import type { View } from './call-view.ts';
import { StoreController } from './controllers.ts';

/** What a companion needs of the call's element. */
export interface CallElement extends HTMLElement {
  /** What there is to draw; undefined before the element has first updated. */
  readonly view: ReadableStore<View | undefined>;
}

const known = new Store<readonly CallElement[]>([]);

/** Makes a call known to companions while its host stands in a page. */
export class CallRegistration implements ReactiveController {
  readonly #host: CallElement;
  /** Another id, other companions. */
  readonly #ids = new MutationObserver(() => known.set([...known.value]));

  constructor(host: CallElement & ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    known.set([...known.value.filter(call => call !== this.#host), this.#host]);
    this.#ids.observe(this.#host, { attributeFilter: ['id'] });
  }

  hostDisconnected(): void {
    this.#ids.disconnect();
    known.set(known.value.filter(call => call !== this.#host));
  }
}

/** What links a companion to its call. */
export interface Companion extends ReactiveControllerHost, HTMLElement {
  /** The id of the call; empty: the call that it stands in. */
  readonly for: string;
  /** The call itself, where the companion stands in another one's shadow. */
  readonly of?: CallElement | undefined;
}

/** Finds the call of its host, also one that comes later, and draws the host again at every change of its view. */
export class CallLink implements ReactiveController {
  readonly #host: Companion;
  readonly #calls: StoreController<readonly CallElement[]>;
  readonly #view: StoreController<View | undefined>;
  #call: CallElement | undefined;

  /** A host that does not draw all of a view says what of one: it is drawn again when something of that changes. */
  constructor(host: Companion, drawn: (view: View | undefined) => readonly unknown[] = view => [view]) {
    this.#host = host;
    this.#calls = new StoreController(host);
    this.#view = new StoreController<View | undefined>(host, undefined, (view, before) => {
      const then = drawn(before);
      return drawn(view).some((each, index) => each !== then[index]);
    });
    host.addController(this);
  }

  /** The call's element. */
  get call(): CallElement | undefined {
    return this.#call;
  }

  /** There is no other call in the document. */
  get alone(): boolean {
    return known.value.length === 1;
  }

  /** Undefined while there is no such call. */
  get view(): View | undefined {
    return this.#view.value;
  }

  hostConnected(): void {
    this.#calls.watch(known);
  }

  hostDisconnected(): void {
    this.#calls.watch(undefined);
  }

  hostUpdate(): void {
    const call = this.#host.isConnected ? this.#find() : undefined;
    if (call === this.#call) return;
    this.#call = call;
    this.#view.watch(call?.view);
  }

  #find(): CallElement | undefined {
    const { for: id, of } = this.#host;
    if (of) return of;
    const calls = this.#calls.value ?? [];
    const root = this.#host.getRootNode();
    if (id) return calls.find(call => call.id === id && call.getRootNode() === root);
    return calls.find(call => call.contains(this.#host) || call.shadowRoot === root);
  }
}
