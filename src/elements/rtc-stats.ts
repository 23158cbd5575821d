// <rtc-stats>: the figures of the connections of a call, wherever the page wants them. They are read by the call; what
// they mean and how long they are kept is the session's.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type StatsTexts, withStats } from '../i18n/en-stats.ts';
import type { Participant } from '../session/call-state.ts';
import { historyOf } from '../session/link-history.ts';
import type { LinkStats, StreamStats } from '../session/link-stats.ts';
import { type CallElement, CallLink } from './call-link.ts';
import type { View } from './call-view.ts';
import { StoreController } from './controllers.ts';
import { Figures } from './figures.ts';
import { icon } from './icons.ts';
import { OPENED_ICON } from './icons-opened.ts';
import { plot } from './stats-plot.ts';
import { statsStyle } from './stats-style.ts';
import { theme } from './theme.ts';
import { viewStyle } from './view-style.ts';

/**
 * What the connections of a call do at this moment and did in the last minutes: path, delay, loss, codecs, sizes,
 * rates. Empty without a call.
 *
 * @element rtc-stats
 * @attr {string} for - The id of the `<rtc-call>` that it belongs to; absent: the one that it stands in.
 * @csspart stats - Everything.
 * @csspart link - What is known of one participant, with `plot` inside.
 * @csspart button - The button that copies, also `copy`.
 */
export class RtcStats extends LitElement {
  static override styles = [theme, viewStyle, statsStyle];

  static override properties = {
    for: { useDefault: true },
    of: { attribute: false },
  };

  declare for: string;
  /** The call itself, instead of its id. */
  declare of: CallElement | undefined;

  readonly #link = new CallLink(this, drawn);
  readonly #reports = new StoreController<ReadonlyMap<string, RTCStatsReport>>(this, reports =>
    this.#history?.add(reports),
  );
  #source: View['reports'];
  #figures: { readonly language: string; readonly write: Figures } | undefined;
  #copied = false;

  constructor() {
    super();
    this.for = '';
    // After the call was found.
    this.addController({ hostUpdate: () => this.#follow() });
  }

  get #history() {
    return this.#source && historyOf(this.#source);
  }

  #follow(): void {
    const reports = this.#link.view?.reports;
    if (reports === this.#source) return;
    this.#source = reports;
    this.#reports.watch(reports);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this.#link;
    if (!view?.state) return nothing;
    const { language, direction } = view;
    const texts = withStats(view.texts);
    const others = view.state.participants.filter(({ self }) => !self);
    return html`<section class="stats" part="stats" lang=${language} dir=${direction} aria-label=${texts.stats}>${
      others.length
        ? html`${others.map(person => this.#person(person, texts, language))}<div class="row"><button type="button"
            part="button copy" @click=${() => void this.#copy()}>${icon(
              this.#copied ? OPENED_ICON.sent : OPENED_ICON.copy,
            )}${this.#copied ? texts.copied : texts.statsCopy}</button></div>`
        : html`<p class="dim">${texts.statsAlone}</p>`
    }</section>`;
  }

  #person({ id, name }: Participant, texts: ReturnType<typeof withStats>, language: string): TemplateResult {
    if (this.#figures?.language !== language) this.#figures = { language, write: new Figures(language) };
    const { write } = this.#figures;
    const readings = this.#history?.of(id) ?? [];
    const last = readings.at(-1);
    return html`<article class="link" part="link"><h3><bdi>${name || texts.guest}</bdi></h3>${
      last
        ? html`<p class="dim">${pathText(last, texts)}</p>${facts(last, texts, write)}
            <div part="plot">${plot(readings, texts, write)}</div>
            <ul>${last.streams.map(stream => streamLine(stream, texts, write))}</ul>`
        : html`<p class="dim">${texts.statsComing}</p>`
    }</article>`;
  }

  async #copy(): Promise<void> {
    const { view } = this.#link;
    if (!view) return;
    const others = view.state?.participants.filter(({ self }) => !self) ?? [];
    const participants = others.map(({ id, name, link, quality }) => ({
      ...{ id, name, link, quality },
      readings: this.#history?.of(id) ?? [],
    }));
    const at = new Date().toISOString();
    const text = JSON.stringify({ at, browser: navigator.userAgent, participants }, null, 1);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return view.say(withStats(view.texts).copyRefused);
    }
    this.#copied = true;
    view.say(view.texts.copied);
    this.requestUpdate();
  }
}

/** All that is drawn of a call. */
function drawn(view: View | undefined): readonly unknown[] {
  const { texts, language, direction, state, reports } = view ?? {};
  const names = state?.participants.map(({ id, name }) => `${id} ${name}`).join('\n');
  return [texts, language, direction, names, reports];
}

function pathText({ path }: LinkStats, texts: StatsTexts): string {
  return path ? texts.statsPath[path.kind]((path.protocol ?? '?').toUpperCase()) : '';
}

/** The whole connection in five figures. */
function facts(reading: LinkStats, texts: StatsTexts, write: Figures): TemplateResult {
  const { roundTrip, bitrateIn, bitrateOut, loss, jitter } = reading;
  const all = [
    { label: texts.statsRoundTrip, value: roundTrip === undefined ? '–' : write.time(roundTrip) },
    { label: texts.statsReceived, value: write.bitrate(bitrateIn), look: 'received' },
    { label: texts.statsSent, value: write.bitrate(bitrateOut), look: 'sent' },
    { label: texts.statsLost, value: write.share(loss) },
    { label: texts.statsJitter, value: write.time(jitter) },
  ];
  return html`<dl>${all.map(
    ({ label, value, look = '' }) =>
      html`<div><dt class=${look}>${label}</dt><dd><bdi>${value}</bdi></dd></div>`,
  )}</dl>`;
}

function streamLine(stream: StreamStats, texts: StatsTexts, write: Figures): TemplateResult {
  const { direction, source, codec, width, height, framesPerSecond, bitrate, loss, jitter } = stream;
  const figures = [
    codec,
    width && height && `${width} × ${height}`,
    framesPerSecond !== undefined && texts.statsRate(write.whole(framesPerSecond)),
    write.bitrate(bitrate),
    texts.statsLoss(write.share(loss)),
    jitter !== undefined && texts.statsSway(write.time(jitter)),
  ].filter(Boolean);
  return html`<li><strong>${texts.statsStream[direction][source]}</strong> ${figures.map(
    figure => html`<span><bdi>${figure}</bdi></span> `,
  )}</li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-stats': RtcStats;
  }
}
