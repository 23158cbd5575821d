// What enlarges a shared screen: wheel, two fingers, double click, keys, buttons. What they come to is in zoom.ts.
// Loaded when a screen is first shown.

import { css, html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Texts } from '../i18n/en.ts';
import { withOpened } from '../i18n/en-opened.ts';
import { icon } from './icons.ts';
import { OPENED_ICON } from './icons-opened.ts';
import { panBy, WHOLE, type Zoom, zoomBy } from './zoom.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };

/** One click on a button, one press of a key. */
const STEP = 1.5;
const KEY_PAN = 0.1;
/** A wheel's line in pixels, where it tells lines. */
const LINE_PX = 16;

const style = css`
  .zooms {
    touch-action: pan-x pan-y;
  }
  .zooms video {
    transform: translate(var(--_right, 0), var(--_down, 0)) scale(var(--_scale, 1));
  }
  .zooms.zoomed {
    touch-action: none;
    cursor: grab;
  }
  .tool:disabled {
    color: #9aa1ad;
    cursor: default;
  }
  .zoom {
    position: absolute;
    inset-block-end: 2px;
    inset-inline-end: 2px;
    display: flex;
  }
  /* Keys, wheel and fingers still do. */
  @container (max-width: 300px) {
    .zoom {
      display: none;
    }
  }
`;

/** Keeps how a tile's picture is enlarged. */
export class TileZoom {
  readonly #host: Host;
  readonly #fingers = new Map<number, { x: number; y: number }>();
  #zoom = WHOLE;
  #surface: HTMLElement | undefined;
  #attached = new AbortController();

  constructor(host: Host) {
    this.#host = host;
    const { shadowRoot } = host;
    if (shadowRoot && style.styleSheet) shadowRoot.adoptedStyleSheets.push(style.styleSheet);
  }

  /** Listens to this element from now on; to none: shows the whole picture. */
  attach(surface: HTMLElement | undefined): void {
    if (surface === this.#surface) return;
    this.#surface = surface;
    this.#attached.abort();
    this.#attached = new AbortController();
    const { signal } = this.#attached;
    surface?.addEventListener('wheel', this.#wheel, { signal, passive: false });
    surface?.addEventListener('dblclick', this.#double, { signal });
    surface?.addEventListener('pointerdown', this.#down, { signal });
    surface?.addEventListener('pointermove', this.#move, { signal });
    surface?.addEventListener('pointerup', this.#up, { signal });
    surface?.addEventListener('pointercancel', this.#up, { signal });
    surface?.addEventListener('keydown', this.#key, { signal });
    this.#reset();
  }

  /** What the picture is called, with the keys that move it. */
  describe(label: string, texts: Texts): string {
    return `${label}. ${withOpened(texts).zoomHint}`;
  }

  /** The buttons that do the same. */
  buttons(texts: Texts): TemplateResult {
    const { zoomOut, zoomIn, zoomReset } = withOpened(texts);
    const button = (label: string, name: 'zoomIn' | 'zoomOut' | 'fit', act: () => void, disabled = false) =>
      html`<button type="button" class="tool" part="button" title=${label} aria-label=${label}
        ?disabled=${disabled} @click=${act}>${icon(OPENED_ICON[name])}</button>`;
    return html`<div class="zoom">${button(zoomOut, 'zoomOut', () => this.#by(1 / STEP), !this.zoomed)}${button(
      zoomIn,
      'zoomIn',
      () => this.#by(STEP),
    )}${this.zoomed ? button(zoomReset, 'fit', this.#reset) : nothing}</div>`;
  }

  /** Not the whole picture. */
  get zoomed(): boolean {
    return this.#zoom.scale > 1;
  }

  /** Enlarges around the middle. */
  #by(factor: number): void {
    this.#set(zoomBy(this.#zoom, factor));
  }

  readonly #reset = (): void => {
    this.#fingers.clear();
    this.#set(WHOLE);
  };

  readonly #wheel = (event: WheelEvent): void => {
    // The page scrolls on where there is nothing to make smaller.
    if (!this.zoomed && event.deltaY > 0) return;
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * LINE_PX;
    // Two fingers on a touch pad come as a wheel with Control, in small steps.
    const { x, y } = at(event);
    this.#set(zoomBy(this.#zoom, Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), x, y));
  };

  readonly #double = (event: MouseEvent): void => {
    const { x, y } = at(event);
    this.#set(this.zoomed ? WHOLE : zoomBy(this.#zoom, 2, x, y));
  };

  readonly #down = (event: PointerEvent): void => {
    this.#fingers.set(event.pointerId, at(event));
    if (this.zoomed) (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  readonly #move = (event: PointerEvent): void => {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const [other] = [...this.#fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    const now = at(event);
    this.#fingers.set(event.pointerId, now);
    if (!other) {
      this.#set(panBy(this.#zoom, now.x - before.x, now.y - before.y));
      return;
    }
    const distance = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y);
    const factor = distance(now) / (distance(before) || 1);
    this.#set(zoomBy(this.#zoom, factor, (now.x + other.x) / 2, (now.y + other.y) / 2));
  };

  readonly #up = (event: PointerEvent): void => {
    this.#fingers.delete(event.pointerId);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = this.#byKey(event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.#set(next);
  };

  #byKey(key: string): Zoom | undefined {
    const zoom = this.#zoom;
    if (key === '+' || key === '=') return zoomBy(zoom, STEP);
    if (key === '-') return zoomBy(zoom, 1 / STEP);
    if (key === '0') return WHOLE;
    // The arrows scroll the page while there is nothing to move.
    if (!this.zoomed) return undefined;
    if (key === 'ArrowLeft') return panBy(zoom, KEY_PAN, 0);
    if (key === 'ArrowRight') return panBy(zoom, -KEY_PAN, 0);
    if (key === 'ArrowUp') return panBy(zoom, 0, KEY_PAN);
    if (key === 'ArrowDown') return panBy(zoom, 0, -KEY_PAN);
    return undefined;
  }

  #set(zoom: Zoom): void {
    const was = this.zoomed;
    this.#zoom = zoom;
    const video = this.#host.renderRoot.querySelector('video');
    video?.style.setProperty('--_scale', String(zoom.scale));
    video?.style.setProperty('--_right', `${zoom.x * 100}%`);
    video?.style.setProperty('--_down', `${zoom.y * 100}%`);
    if (was !== this.zoomed) this.#host.requestUpdate();
  }
}

/** Where in its frame an event is, from -0.5 to 0.5. */
function at(event: MouseEvent): { x: number; y: number } {
  const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
  return {
    x: (event.clientX - left) / (width || 1) - 0.5,
    y: (event.clientY - top) / (height || 1) - 0.5,
  };
}
