// What gives way where a connection is too weak for the camera's picture: first its sharpness and its frames, then
// the picture altogether, and never the sound; and that no picture goes to a page that nobody looks at. Pure: one
// reading after another becomes a step.

import type { Quality } from './quality.ts';

/** How a camera's picture goes out on a step. */
export interface Sending {
  readonly active: boolean;
  /** Of the bits that it has at its best. */
  readonly share: number;
  readonly maxFramerate: number;
  /** Width and height are divided by it. */
  readonly scaleResolutionDownBy: number;
  /** Nobody looks at it, nor at a shared screen. */
  readonly unseen?: boolean;
}

/** From the best. */
export const STEPS: readonly [best: Sending, ...worse: Sending[]] = [
  { active: true, share: 1, maxFramerate: 30, scaleResolutionDownBy: 1 },
  { active: true, share: 0.4, maxFramerate: 15, scaleResolutionDownBy: 1 },
  { active: true, share: 0.1, maxFramerate: 10, scaleResolutionDownBy: 2 },
  { active: false, share: 0.1, maxFramerate: 10, scaleResolutionDownBy: 2 },
];

/** So many bad readings in a row are no chance. */
const BAD_READINGS = 2;
/** So many good ones are a way up; each time that it led down again at once, twice as many, up to the most. */
const GOOD_READINGS = 4;
const MOST_GOOD_READINGS = 32;

/** Goes down fast and up slowly. */
export class GivingWay {
  /** Whether nobody looks at the pictures over there. */
  unseen = false;
  #step = 0;
  #bad = 0;
  #good = 0;
  #needed = GOOD_READINGS;
  /** It went up and has not been good for long since. */
  #trying = false;

  /** How the picture goes out at present. */
  get sending(): Sending {
    return this.unseen ? { ...this.#current, unseen: true } : this.#current;
  }

  /** Whether the connection is too weak for the picture. */
  get spared(): boolean {
    return !this.#current.active;
  }

  get #current(): Sending {
    return STEPS[this.#step] ?? STEPS[0];
  }

  /** Takes a reading of how well what we send arrives. Returns whether pictures are to be sent otherwise from now on. */
  read(quality: Quality): boolean {
    const before = this.#step;
    const poor = quality === 'poor';
    this.#bad = poor ? this.#bad + 1 : 0;
    this.#good = poor ? 0 : this.#good + 1;
    if (this.#bad >= BAD_READINGS) this.#down();
    else if (this.#good >= this.#needed) this.#up();
    return this.#step !== before;
  }

  #down(): void {
    if (this.#trying) this.#needed = Math.min(2 * this.#needed, MOST_GOOD_READINGS);
    this.#trying = false;
    this.#bad = 0;
    this.#step = Math.min(this.#step + 1, STEPS.length - 1);
  }

  #up(): void {
    this.#good = 0;
    if (this.#trying) this.#needed = GOOD_READINGS;
    this.#trying = this.#step > 0;
    this.#step = Math.max(this.#step - 1, 0);
  }
}
