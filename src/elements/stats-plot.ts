// A small plot of what a connection has carried in the last minutes, as SVG.

import { html, svg, type TemplateResult } from 'lit';
import type { StatsTexts } from '../i18n/en-stats.ts';
import { KEPT_MS } from '../session/link-history.ts';
import type { LinkStats } from '../session/link-stats.ts';
import type { Figures } from './figures.ts';

const WIDTH = 180;
const HEIGHT = 44;
/** Readings further apart than this have something unknown between them. */
const GAP_MS = 7000;
/** The least that the whole height stands for, in bits per second. */
const LEAST_BITRATE = 50_000;

/** What has come and gone, over time, which runs from left to right in every language. */
export function plot(readings: readonly LinkStats[], texts: StatsTexts, figures: Figures): TemplateResult {
  const most = (of: (reading: LinkStats) => number) => Math.max(0, ...readings.map(of));
  const [received, sent] = [most(({ bitrateIn }) => bitrateIn), most(({ bitrateOut }) => bitrateOut)];
  const scale = Math.max(received, sent, LEAST_BITRATE);
  const now = readings.at(-1)?.at ?? 0;
  const label = texts.statsPlot(figures.bitrate(received), figures.bitrate(sent));
  return html`<figure class="plot" dir="ltr"><div class="most" aria-hidden="true">${figures.bitrate(scale)}</div>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>${svg`
      <path class="sent" d=${line(readings, ({ bitrateOut }) => bitrateOut, now, scale)}></path>
      <path class="received" d=${line(readings, ({ bitrateIn }) => bitrateIn, now, scale)}></path>`}</svg>
    <figcaption aria-hidden="true"><bdi>${texts.statsThen}</bdi><bdi>${texts.statsNow}</bdi></figcaption>
  </figure>`;
}

/** The path of a figure over time, interrupted where nothing is known. */
export function line(
  readings: readonly LinkStats[],
  figure: (reading: LinkStats) => number,
  now: number,
  scale: number,
): string {
  let before = Number.NEGATIVE_INFINITY;
  const steps = readings.map(reading => {
    const x = WIDTH * (1 - (now - reading.at) / KEPT_MS);
    // Half a line's width within the frame.
    const y = HEIGHT - 1 - (HEIGHT - 2) * Math.min(1, figure(reading) / scale);
    const begins = reading.at - before > GAP_MS;
    before = reading.at;
    return `${begins ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return steps.join('');
}
