// <rtc-desk>: the agents' side of a support desk. The queue and the calls are the shift's; here they are drawn, and
// what agents do is handed on.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { enSupport, type SupportTexts } from '../i18n/en-support.ts';
import { loadSupportTexts } from '../i18n/support-texts.ts';
import type { Call } from '../session/call.ts';
import type { DeskAgent } from '../support/colleagues.ts';
import type { DeskTicket } from '../support/desk-tickets.ts';
import { type Invitation, Shift, type ShiftState } from '../support/shift.ts';
import { CallSound } from './call-sound.ts';
import { LanguageController } from './controllers.ts';
import { readDeskWays, tellError } from './desk-attributes.ts';
import { DeskRing } from './desk-ring.ts';
import { hearAddedLanguages } from './page-languages.ts';
import { RtcCallEndedEvent, RtcCallStartedEvent, RtcTicketEvent } from './support-events.ts';
import { deskStyle, stageStyle, watchCall } from './support-stage.ts';
import { theme } from './theme.ts';
import { type TicketAround, ticketCard, ticketStyle } from './ticket-card.ts';

/** How often it is said anew how long people have waited, in milliseconds. */
const CLOCK_MS = 20_000;

const NOTHING: ShiftState = { tickets: [], agents: [], calls: new Map(), invitations: [] };

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
 * @attr {available|away} agent-status - Whether this agent is to be called.
 * @fires {RtcTicketEvent} rtc-ticket-arrived - Somebody waits.
 * @fires {RtcTicketEvent} rtc-ticket-claimed - This agent has a ticket.
 * @fires {RtcTicketEvent} rtc-ticket-closed - A ticket is not to be had any more.
 * @fires {RtcCallStartedEvent} rtc-call-started - A visitor is connected.
 * @fires {RtcCallEndedEvent} rtc-call-ended - A call is over.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong.
 * @csspart ticket - Every ticket.
 * @csspart button - Every button in a call; also `leave`.
 */
export class RtcDesk extends LitElement {
  static override styles = [theme, deskStyle, stageStyle, ticketStyle];

  static override properties = {
    desk: { useDefault: true },
    displayName: { attribute: 'display-name', useDefault: true },
    deskSecret: { attribute: 'desk-secret', useDefault: true },
    agentStatus: { attribute: 'agent-status', useDefault: true, reflect: true },
    credentials: { attribute: false },
  };

  declare desk: string;
  declare displayName: string;
  declare deskSecret: string;
  declare agentStatus: string;
  /** Asked for credentials, instead of `credentials-url`. */
  declare credentials: ((request: { id: string }) => Promise<unknown>) | undefined;

  readonly #language = new LanguageController(this);
  /** A click has opened every call: nothing is refused for long. */
  readonly #sound = new CallSound(this, () => {});
  readonly #ring = new DeskRing();
  readonly #watched = new Map<Call, () => void>();
  readonly #startedAt = new Map<string, number>();
  #texts: SupportTexts = enSupport;
  #textsOf: unknown;
  #shift: Shift | undefined;
  #state = NOTHING;
  #failed = false;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    hearAddedLanguages();
    this.desk = this.displayName = this.deskSecret = '';
    this.agentStatus = 'available';
  }

  /** Those that wait first, in their order; frozen. */
  get tickets(): readonly DeskTicket[] {
    return this.#state.tickets;
  }

  /** The other agents. */
  get agents(): readonly DeskAgent[] {
    return this.#state.agents;
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
      this.#ring.stop();
      void this.#shift?.close();
      this.#shift = undefined;
      this.#changed(NOTHING);
    });
  }

  /** Takes a ticket, if the visitor agrees: its `state` says so. */
  accept(ticketId: string): void {
    this.#shift?.accept(ticketId);
  }

  /** Gives a ticket that one has back to the queue, in its old place. */
  decline(ticketId: string): void {
    this.#shift?.giveBack(ticketId);
  }

  /** Asks another agent, by its id, into the call; it goes on with that one when this one hangs up. */
  transfer(ticketId: string, to: string, notes?: string): void {
    this.#shift?.handOver(ticketId, to, notes);
  }

  /** Comes into the call of another agent who has asked for that. */
  join(ticketId: string): void {
    this.#shift?.join(ticketId);
  }

  /** Ends a call. */
  hangUp(ticketId: string): void {
    this.#shift?.hangUp(ticketId);
  }

  protected override willUpdate(): void {
    this.#sound.play(
      [...this.#state.calls.values()].flatMap(call => call.state.value.participants),
      '',
    );
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    this.#callAgent();
    if (!this.#shift && !this.#failed) this.#begin();
    else if (changed.has('agentStatus')) this.#shift?.setStatus(this.#status);
    this.#speak();
  }

  #speak(): void {
    const { language, texts } = this.#language;
    if (texts === this.#textsOf) return;
    this.#textsOf = texts;
    void loadSupportTexts(language).then(support => {
      if (texts === this.#textsOf) this.#texts = support;
      this.requestUpdate();
    });
  }

  /** Rings while somebody waits whom nobody has taken, unless this agent is away or talks to somebody. */
  #callAgent(): void {
    const { tickets, calls } = this.#state;
    const waiting = tickets.filter(({ state }) => state === 'waiting').length;
    const rings = waiting > 0 && this.#status === 'open' && calls.size === 0;
    this.#ring.ring(rings ? this.#texts.waiting(waiting) : '');
  }

  get #status(): 'open' | 'away' {
    return this.agentStatus === 'away' ? 'away' : 'open';
  }

  #begin(): void {
    const ways = readDeskWays(this, this.credentials);
    this.#failed = !ways;
    this.requestUpdate();
    if (!ways) return;
    const { deskSecret, displayName } = this;
    const shift = new Shift({ ...ways, displayName, deskSecret, status: this.#status });
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
    this.#tell(before, state);
    const calls = new Set(state.calls.values());
    for (const [call, stop] of this.#watched) if (!calls.has(call) && this.#watched.delete(call)) stop();
    for (const call of calls)
      if (!this.#watched.has(call))
        this.#watched.set(
          call,
          watchCall(call, () => this.requestUpdate()),
        );
    this.requestUpdate();
  }

  /** What is new, as events. */
  #tell(before: ShiftState, { tickets }: ShiftState): void {
    const find = (list: readonly DeskTicket[], id: string) => list.find(ticket => ticket.id === id);
    for (const { id, state } of tickets) {
      const was = find(before.tickets, id)?.state;
      if (was === undefined && state === 'waiting')
        this.dispatchEvent(new RtcTicketEvent('rtc-ticket-arrived', id));
      if (was !== 'mine' && state === 'mine') {
        this.#startedAt.set(id, performance.now());
        this.dispatchEvent(new RtcTicketEvent('rtc-ticket-claimed', id));
        this.dispatchEvent(new RtcCallStartedEvent(id));
      }
    }
    for (const { id, state } of before.tickets) {
      const now = find(tickets, id)?.state;
      if (state === 'mine' && now !== 'mine') this.#ended(id, now === 'waiting' ? 'lost' : 'done');
      if (now === undefined || (now === 'taken' && state !== 'taken'))
        this.dispatchEvent(new RtcTicketEvent('rtc-ticket-closed', id));
    }
  }

  #ended(id: string, reason: 'done' | 'lost'): void {
    const seconds = (performance.now() - (this.#startedAt.get(id) ?? performance.now())) / 1000;
    this.#startedAt.delete(id);
    this.dispatchEvent(new RtcCallEndedEvent(reason, seconds));
  }

  protected override render(): TemplateResult {
    const texts = this.#texts;
    const { tickets, agents, invitations } = this.#state;
    const waiting = tickets.filter(({ place }) => place > 0).length;
    return html`<div lang=${this.#language.language} dir=${this.#language.direction}>
      <header>
        <h2>${this.desk}</h2>
        <label
          >${texts.status}
          <select @change=${(event: Event) => {
            this.agentStatus = (event.currentTarget as HTMLSelectElement).value;
          }}>
            <option value="available" ?selected=${this.#status === 'open'}>${texts.available}</option>
            <option value="away" ?selected=${this.#status === 'away'}>${texts.away}</option>
          </select>
        </label>
        <p class="dim">${texts.colleagues(agents.length)}</p>
      </header>
      ${this.#failed ? html`<p role="alert">${texts.deskFailed}</p>` : nothing}
      <p role="status">${waiting ? texts.waiting(waiting) : texts.nobodyWaits}</p>
      ${invitations.map(invitation => this.#renderInvitation(invitation))}
      <ul>
        ${tickets.map(ticket => ticketCard(ticket, this.#texts, this.#around(ticket)))}
      </ul>
    </div>`;
  }

  #around({ id, agent }: DeskTicket): TicketAround {
    const { calls, agents } = this.#state;
    return {
      call: calls.get(id),
      agents,
      holder: this.#nameOf(agent ?? ''),
      accept: () => this.accept(id),
      giveBack: () => this.decline(id),
      handOver: to => this.transfer(id, to),
      hangUp: () => this.hangUp(id),
    };
  }

  #renderInvitation({ ticket, from, notes }: Invitation): TemplateResult {
    const texts = this.#texts;
    return html`<p role="alert">
      <bdi>${texts.invites(this.#nameOf(from))}</bdi> ${notes}
      <button class="main" @click=${() => this.join(ticket)}>${texts.join}</button>
    </p>`;
  }

  #nameOf(agent: string): string {
    return this.#state.agents.find(({ id }) => id === agent)?.name ?? '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-desk': RtcDesk;
  }
}
