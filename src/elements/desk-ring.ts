// Calls an agent who looks elsewhere: by a sound, by the page's title and, where the agent has allowed that, by a
// notification. Whether somebody waits is told from outside.

/** The sound begins anew so often, in seconds. */
const AGAIN_S = 4;
/** Two soft tones, in hertz, one after the other. */
const TONES = [660, 880];
const TONE_S = 0.25;
const LOUDNESS = 0.15;
const SAMPLE_RATE = 8000;

/** What each ring of the page says; a page may have several desks. */
const titles = new Map<DeskRing, string>();
let ownTitle: string | undefined;
let titleBefore = '';

export class DeskRing {
  #audio: AudioContext | undefined;
  #notification: Notification | undefined;
  #text = '';

  /** Rings for as long as `text` says that somebody waits; empty: nobody does. */
  ring(text: string): void {
    const before = this.#text;
    this.#text = text;
    if (text) this.#sound();
    if (text === before) return;
    if (text) titles.set(this, text);
    else titles.delete(this);
    showTitles();
    if (!text) this.#stop();
    else if (!before) this.#notify(text);
  }

  #stop(): void {
    this.#notification?.close();
    this.#notification = undefined;
    void this.#audio?.close();
    this.#audio = undefined;
  }

  /** Goes on by itself, however seldom a hidden page may act. */
  #sound(): void {
    // A page that nobody has touched may not sound; it is tried again.
    if (this.#audio || !navigator.userActivation?.hasBeenActive) return;
    const audio = new AudioContext();
    this.#audio = audio;
    const bell = new AudioBufferSourceNode(audio, { buffer: bellOf(audio), loop: true });
    bell.connect(audio.destination);
    bell.start();
  }

  #notify(text: string): void {
    if (notifications() !== 'granted' || document.hasFocus()) return;
    try {
      this.#notification = new Notification(text, { tag: 'rtc-elements.desk', requireInteraction: true });
      this.#notification.onclick = () => window.focus();
    } catch {
      // Some phones only take them from a service worker.
    }
  }
}

/** Whether the agent has been asked for them, and what the answer was; undefined where the browser has none. */
export function notifications(): NotificationPermission | undefined {
  return typeof Notification === 'undefined' ? undefined : Notification.permission;
}

/** What the page has set meanwhile stays. */
function showTitles(): void {
  const before = document.title === ownTitle ? titleBefore : document.title;
  const text = [...new Set(titles.values())].join(' · ');
  ownTitle = text ? `${text} · ${before}` : undefined;
  titleBefore = before;
  const title = ownTitle ?? before;
  if (document.title !== title) document.title = title;
}

/** The tones and the silence after them. */
function bellOf(audio: AudioContext): AudioBuffer {
  const buffer = audio.createBuffer(1, AGAIN_S * SAMPLE_RATE, SAMPLE_RATE);
  const samples = buffer.getChannelData(0);
  const length = TONE_S * SAMPLE_RATE;
  for (const [index, frequency] of TONES.entries())
    for (let at = 0; at < length; at++) {
      // Soft at both ends, or it clicks.
      const swell = Math.sin((Math.PI * at) / length);
      samples[index * length + at] =
        LOUDNESS * swell * Math.sin((2 * Math.PI * frequency * at) / SAMPLE_RATE);
    }
  return buffer;
}
