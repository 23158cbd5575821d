// <rtc-desk>: the agents' side of a support desk. The queue and the calls are the shift's; here they are drawn, and
// what agents do is handed on.

import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { DeskAgent } from '../support/colleagues.ts';
import { DeskLog } from '../support/desk-log.ts';
import type { DeskTicket } from '../support/desk-tickets.ts';
import type { DeskMessage } from '../support/mailbox.ts';
import { NO_SHIFT, Shift, type ShiftState } from '../support/shift.ts';
import { AgentDuty, dutyOf } from './agent-duty.ts';
import { AgentLanguage } from './agent-language.ts';
import { CallSound } from './call-sound.ts';
import { readDeskWays, tellError } from './desk-attributes.ts';
import { DeskCalls } from './desk-calls.ts';
import { messagesStyle } from './desk-messages.ts';
import { type DeskNews, newsOf } from './desk-news.ts';
import { DeskRing } from './desk-ring.ts';
import { toolsStyle } from './desk-tools.ts';
import { deskView } from './desk-view.ts';
import { hearAddedLanguages } from './page-languages.ts';
import { RtcCallEndedEvent, RtcCallStartedEvent, RtcTicketEvent } from './support-events.ts';
import { deskStyle, stageStyle } from './support-stage.ts';
import { theme } from './theme.ts';
import { ticketStyle } from './ticket-card.ts';

/** How often it is said anew how long people have waited, in milliseconds. */
const CLOCK_MS = 20_000;
/** How long an agent has for notes, in seconds. */
const WRAP_UP_S = 30;

/**
 * The agents' side of a support desk: who waits, and the calls with them.
 *
 * @element rtc-desk
 * @attr {string} broker - One or more ws:// or wss:// URLs of MQTT brokers, space separated, or a path on the page's host.
 * @attr {string} topic - Topic prefix below which every message lives.
 * @attr {string} username - Broker user name, where it may stand in the page.
 * @attr {string} password - Broker password, where it may stand in the page.
 * @attr {string} credentials-url - URL that is asked for credentials, with `?id=`.
 * @attr {string} ice-servers - As for `<rtc-call>`.
 * @attr {boolean} relay-only - Only TURN candidates.
 * @attr {on|off|none} audio - Microphone in calls.
 * @attr {on|off|none} video - Camera in calls; off if absent.
 * @attr {string} lang - Language of the texts.
 * @attr {auto|light|dark} theme - Colours.
 * @attr {string} display-name - The agent's name, as visitors see it.
 * @attr {string} desk - The desk's name as people see it.
 * @attr {string} desk-secret - The desk's private key, as `npx rtc-elements keygen` prints it. Better as `deskSecret` in the answer of the credentials.
 * @attr {available|away|wrap-up} agent-status - Whether this agent is to be called; `wrap-up`: the time for notes after a call.
 * @attr {number} wrap-up - How long that time is, in seconds: 30 if absent, 0 for none.
 * @attr {number} max-calls - How many visitors this agent takes at once: 1 if absent. It speaks with one, and writes with the others.
 * @fires {RtcTicketEvent} rtc-ticket-arrived - Somebody waits.
 * @fires {RtcTicketEvent} rtc-ticket-claimed - This agent has a ticket.
 * @fires {RtcTicketEvent} rtc-ticket-closed - A ticket is not to be had any more.
 * @fires {RtcCallStartedEvent} rtc-call-started - A visitor is connected.
 * @fires {RtcCallEndedEvent} rtc-call-ended - A call is over.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong.
 * @csspart ticket - Every ticket.
 * @csspart button - Every button; also `leave`.
 * @csspart log - What has been written with a visitor, with `message` inside.
 * @csspart input - Every field.
 */
export class RtcDesk extends LitElement {
  static override styles = [theme, deskStyle, stageStyle, ...ticketStyle, messagesStyle, toolsStyle];

  static override properties = {
    desk: { useDefault: true },
    displayName: { attribute: 'display-name', useDefault: true },
    deskSecret: { attribute: 'desk-secret', useDefault: true },
    agentStatus: { attribute: 'agent-status', useDefault: true, reflect: true },
    wrapUp: { attribute: 'wrap-up', type: Number, useDefault: true },
    maxCalls: { attribute: 'max-calls', type: Number, useDefault: true },
    credentials: { attribute: false },
  };

  declare desk: string;
  declare displayName: string;
  declare deskSecret: string;
  declare agentStatus: string;
  declare wrapUp: number;
  declare maxCalls: number;
  /** Asked for credentials, instead of `credentials-url`. */
  declare credentials: ((request: { id: string }) => Promise<unknown>) | undefined;

  readonly #language = new AgentLanguage(this);
  /** A click has opened every call: nothing is refused for long. */
  readonly #sound = new CallSound(this, () => {});
  readonly #ring = new DeskRing();
  readonly #calls = new DeskCalls(() => this.requestUpdate());
  readonly #duty = new AgentDuty(() => {
    this.agentStatus = 'available';
  });
  /** The tickets that are left to others. */
  readonly #declined = new Set<string>();
  #log = new DeskLog('');
  #shift: Shift | undefined;
  #state = NO_SHIFT;
  #failed = false;
  /** What went wrong last, in words. */
  #said = '';
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    hearAddedLanguages();
    this.desk = this.displayName = this.deskSecret = '';
    this.agentStatus = 'available';
    this.wrapUp = WRAP_UP_S;
    this.maxCalls = 1;
  }

  /** Those that wait first, in their order; frozen. */
  get tickets(): readonly DeskTicket[] {
    return this.#state.tickets;
  }

  /** The other agents. */
  get agents(): readonly DeskAgent[] {
    return this.#state.agents;
  }

  /** Left by visitors while nobody was there: those nobody has read first; frozen. */
  get messages(): readonly DeskMessage[] {
    return this.#state.messages;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => this.requestUpdate(), CLOCK_MS);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    // Moved within one task it is back by now.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#ring.ring('');
      this.#duty.end();
      void this.#shift?.close();
      this.#shift = undefined;
      this.#changed(NO_SHIFT);
    });
  }

  /** Takes a ticket, if the visitor agrees: its `state` says so. Not beyond `max-calls`. */
  accept(ticketId: string): void {
    if (!this.#full) this.#shift?.accept(ticketId);
  }

  /** Gives a ticket that one has back to the queue, in its old place. For one that waits it rings here no more. */
  decline(ticketId: string): void {
    if (this.#state.tickets.some(({ id, state }) => id === ticketId && state === 'waiting'))
      this.#declined.add(ticketId);
    this.#shift?.giveBack(ticketId);
    this.requestUpdate();
  }

  /**
   * Asks another agent, by its id, into the call; it goes on with that one when this one hangs up. `leaves`: which it
   * does by itself as soon as the other one is there. The notes go along.
   */
  transfer(ticketId: string, to: string, notes = this.#log.notesOf(ticketId), leaves = false): void {
    this.#shift?.handOver(ticketId, to, { notes, leaves });
  }

  /** Comes into the call of another agent who has asked for that. */
  join(ticketId: string): void {
    const notes = this.#state.invitations.find(({ ticket }) => ticket === ticketId)?.notes ?? '';
    if (notes && !this.#log.notesOf(ticketId)) this.#log.setNotes(ticketId, notes);
    this.#shift?.join(ticketId);
  }

  /** Ends a call. */
  hangUp(ticketId: string): void {
    this.#shift?.hangUp(ticketId);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('desk') || changed.has('displayName'))
      this.#log = new DeskLog([this.getAttribute('topic') ?? 'rtc', this.desk, this.displayName].join('/'));
    this.#sound.play(this.#calls.front?.state.value.participants ?? [], '');
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    this.#callAgent();
    if (!this.#shift && !this.#failed) this.#begin();
    else if (changed.has('agentStatus')) this.#shift?.setStatus(this.#openness);
    if (changed.has('agentStatus') && this.agentStatus !== 'wrap-up') {
      this.#duty.end();
    }
  }

  /** Rings while somebody waits whom nobody has taken, where this agent is there and has a hand free. */
  #callAgent(): void {
    const waiting = this.#state.tickets.filter(({ state }) => state === 'waiting');
    const asked = waiting.some(({ id }) => !this.#declined.has(id));
    const rings = asked && dutyOf(this.agentStatus) === 'available' && !this.#full;
    this.#ring.ring(rings ? this.#language.texts.waiting(waiting.length) : '');
  }

  get #full(): boolean {
    return this.#state.calls.size >= Math.max(1, this.maxCalls || 1);
  }

  /** Who writes notes is there all the same. */
  get #openness(): 'open' | 'away' {
    return dutyOf(this.agentStatus) === 'away' ? 'away' : 'open';
  }

  #begin(): void {
    const ways = readDeskWays(this, this.credentials);
    this.#failed = !ways;
    this.requestUpdate();
    if (!ways) return;
    const { deskSecret, displayName } = this;
    const shift = new Shift({
      ...{ ...ways, displayName, deskSecret, status: this.#openness },
      rated: (ticket, { stars, comment }) => {
        this.#log.rated(ticket, stars, comment);
        this.requestUpdate();
      },
    });
    this.#shift = shift;
    shift.state.subscribe(state => shift === this.#shift && this.#changed(state));
    shift.open().catch((cause: unknown) => {
      if (shift !== this.#shift) return;
      this.#shift = undefined;
      this.#failed = true;
      tellError(this, cause);
      this.requestUpdate();
    });
  }

  #changed(state: ShiftState): void {
    const before = this.#state;
    this.#state = state;
    this.#calls.set(state.calls);
    for (const news of newsOf(before.tickets, state.tickets)) this.#tell(news);
    this.requestUpdate();
  }

  #tell(news: DeskNews): void {
    const { ticket, type } = news;
    const { id } = ticket;
    if (type !== 'ended') this.dispatchEvent(new RtcTicketEvent(`rtc-ticket-${type}`, id));
    if (type === 'claimed') {
      this.#log.taken(ticket);
      this.dispatchEvent(new RtcCallStartedEvent(id));
    } else if (type === 'ended') this.#ended(ticket, news.reason);
    // An agent who goes misses nobody.
    else if (type === 'closed' && news.missed && this.#shift) this.#log.missed(ticket);
    if (type === 'closed') this.#declined.delete(id);
  }

  #ended(ticket: DeskTicket, reason: 'done' | 'lost'): void {
    const seconds = this.#log.ended(ticket.id, reason) / 1000;
    if (
      reason === 'done' &&
      this.#state.calls.size === 0 &&
      this.wrapUp > 0 &&
      this.agentStatus === 'available'
    ) {
      this.agentStatus = 'wrap-up';
      this.#duty.wrapUp(ticket, this.wrapUp);
    }
    this.dispatchEvent(new RtcCallEndedEvent(reason, seconds));
  }

  protected override render(): TemplateResult {
    const { texts, language, direction } = this.#language;
    return deskView(texts, {
      ...{ desk: this, shift: this.#shift, state: this.#state, calls: this.#calls, log: this.#log },
      ...{ declined: this.#declined, full: this.#full, last: this.#duty.last, language, direction },
      problem: this.#failed ? texts.deskFailed : this.#said,
      say: text => {
        this.#said = text;
        this.requestUpdate();
      },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-desk': RtcDesk;
  }
}
