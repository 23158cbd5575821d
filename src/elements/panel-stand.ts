// How the visitor's panel stands on the page: where a person has moved it, by pointer or keys, and how large it is. On
// a narrow screen it is a sheet at the bottom, above the keyboard; what that looks like is the style's.

import { type Place, placeAt, pointOf } from './panel-place.ts';

/** One press of an arrow key, in pixels. */
const STEP_PX = 24;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What of it comes along to the next page. */
export interface Stand {
  readonly large: boolean;
  /** Absent: in its corner. */
  readonly place?: Place | undefined;
}

export class PanelStand {
  readonly #box: HTMLElement;
  readonly #stops = new AbortController();
  readonly #sizes: ResizeObserver;
  #stand: Stand = { large: false };

  constructor(box: HTMLElement) {
    this.#box = box;
    this.#sizes = new ResizeObserver(() => this.#fit());
    this.#sizes.observe(box);
    const { signal } = this.#stops;
    window.addEventListener('resize', () => this.#fit(), { signal });
    window.visualViewport?.addEventListener('resize', () => this.#fit(), { signal });
  }

  get stand(): Stand {
    return this.#stand;
  }

  set stand(stand: Stand) {
    this.#stand = stand;
    this.#box.classList.toggle('large', stand.large);
    this.#box.classList.toggle('moved', stand.place !== undefined);
    this.#fit();
  }

  resize(): void {
    this.stand = { ...this.#stand, large: !this.#stand.large };
  }

  /** By the pointer: from a press on its bar, until it is let go. */
  readonly grab = (event: PointerEvent): void => {
    const bar = event.currentTarget as HTMLElement;
    const other = (event.target as Element).closest('button');
    if (event.button !== 0 || (other && !other.matches('.handle'))) return;
    const { left, top } = this.#box.getBoundingClientRect();
    const [fromX, fromY] = [event.clientX - left, event.clientY - top];
    const letGo = new AbortController();
    const { signal } = letGo;
    const follow = ({ clientX, clientY }: PointerEvent) => this.#move(clientX - fromX, clientY - fromY);
    bar.setPointerCapture(event.pointerId);
    bar.addEventListener('pointermove', follow, { signal });
    bar.addEventListener('lostpointercapture', () => letGo.abort(), { signal });
  };

  /** By the arrow keys; Home puts it back into its corner. */
  readonly key = (event: KeyboardEvent): void => {
    const [x, y] = ARROWS[event.key] ?? [];
    if (event.key === 'Home') this.stand = { large: this.#stand.large };
    else if (x === undefined || y === undefined) return;
    else {
      const { left, top } = this.#box.getBoundingClientRect();
      this.#move(left + x * STEP_PX, top + y * STEP_PX);
    }
    event.preventDefault();
  };

  end(): void {
    this.#stops.abort();
    this.#sizes.disconnect();
  }

  #move(left: number, top: number): void {
    this.stand = { ...this.#stand, place: placeAt({ left, top }, this.#size, windowSize()) };
  }

  get #size() {
    return { width: this.#box.offsetWidth, height: this.#box.offsetHeight };
  }

  #fit(): void {
    const { style } = this.#box;
    const { innerHeight, visualViewport } = window;
    const { height = innerHeight, offsetTop = 0, scale = 1 } = visualViewport ?? {};
    // Zoomed by two fingers it is the page that is meant.
    const keyboard = scale === 1 ? Math.max(0, innerHeight - height - offsetTop) : 0;
    style.setProperty('--_keyboard', `${keyboard}px`);
    const { place } = this.#stand;
    if (!place) return;
    const { left, top } = pointOf(place, this.#size, windowSize());
    style.setProperty('--_x', `${left}px`);
    style.setProperty('--_y', `${top}px`);
  }
}

const windowSize = () => ({ width: document.documentElement.clientWidth, height: window.innerHeight });
