// The data channels of a connection, all negotiated beforehand: 0 signals, 1 chat, 2 beats and marks. What goes
// over them is bytes and text here.

const LABELS = ['signals', 'chat', 'beats'] as const;
export type ChannelId = 0 | 1 | 2;

/** What a peer may leave waiting in our send buffer before the way counts as closed, in bytes. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

export interface ChannelsEvents {
  changed(): void;
  message(channel: ChannelId, data: unknown): void;
}

export class Channels {
  readonly #pc: RTCPeerConnection;
  readonly #events: ChannelsEvents;
  #channels: RTCDataChannel[] = [];

  constructor(pc: RTCPeerConnection, events: ChannelsEvents) {
    this.#pc = pc;
    this.#events = events;
  }

  /**
   * Makes the channels. The answering side calls this with the offer in place, so that they ask for no
   * negotiation of their own.
   */
  open(): void {
    this.#channels = LABELS.map((label, id) => {
      const reliability = id === 2 ? { ordered: false, maxRetransmits: 0 } : {};
      const channel = this.#pc.createDataChannel(label, { negotiated: true, id, ...reliability });
      channel.binaryType = 'arraybuffer';
      channel.addEventListener('open', () => this.#events.changed());
      channel.addEventListener('close', () => this.#events.changed());
      channel.addEventListener('message', ({ data }) => this.#events.message(id as ChannelId, data));
      return channel;
    });
  }

  isOpen(id: ChannelId): boolean {
    return this.#channels[id]?.readyState === 'open';
  }

  /** Sends if it can be sent now; false where it can't. */
  send(id: ChannelId, data: string | Uint8Array<ArrayBuffer>): boolean {
    const channel = this.#channels[id];
    if (channel?.readyState !== 'open' || channel.bufferedAmount > MAX_BUFFERED_BYTES) return false;
    try {
      if (typeof data === 'string') channel.send(data);
      else channel.send(data);
      return true;
    } catch {
      // Closing since, or larger than the peer takes (RFC 8841 §6.1).
      return false;
    }
  }

  close(): void {
    for (const channel of this.#channels) channel.close();
    this.#channels = [];
  }
}
