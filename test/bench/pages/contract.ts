// What the bench's page scripts and the bench itself know of each other.

/** What both kinds of page are told. */
export interface PageOptions {
  /** The broker's WebSocket URL, as this page reaches it. */
  readonly broker: string;
  readonly room: string;
  readonly secret?: string;
  /** The floor only: the offer waits for the camera instead of adding its tracks when it opens. */
  readonly tracksFirst?: boolean;
  /** The floor only: mqtt.js without its cache of numbers, as the engine has it. */
  readonly lean?: boolean;
}

/** What a page script puts into `globalThis.bench`. The clock runs only in `join`. */
export interface BenchPage {
  /** The first one in: resolves when it is connected, subscribed and has its camera. */
  wait(options: PageOptions): Promise<void>;
  /** Everything that may be done before somebody presses 'join', the broker's connection included. */
  prepare(options: PageOptions): Promise<void>;
  /** From 'join' to `connected`, in milliseconds. */
  join(options: PageOptions): Promise<number>;
  /** Ends what was begun. */
  end(): Promise<void>;
}

declare global {
  var bench: BenchPage;
}

/** Sound and picture as both kinds of page ask for them. */
export const MEDIA: MediaStreamConstraints = { audio: true, video: true };
