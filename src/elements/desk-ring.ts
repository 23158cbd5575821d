// Calls an agent who looks elsewhere: by a sound, by the page's title and, where the agent has allowed that, by a
// notification. Whether somebody waits is told from outside.

/** How often it sounds, in milliseconds. */
const AGAIN_MS = 4000;
/** Two soft tones, in hertz, one after the other. */
const TONES = [660, 880];
const TONE_S = 0.25;
const LOUDNESS = 0.15;

export class DeskRing {
  #title: { readonly own: string; readonly before: string } | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #audio: AudioContext | undefined;
  #notification: Notification | undefined;

  /** Rings for as long as `text` says that somebody waits; empty: nobody does. */
  ring(text: string): void {
    if (!text) {
      this.stop();
      return;
    }
    this.#showTitle(text);
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#sound(), AGAIN_MS);
    this.#sound();
    this.#notify(text);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#notification?.close();
    this.#notification = undefined;
    void this.#audio?.close();
    this.#audio = undefined;
    // What the page has set meanwhile stays.
    if (this.#title && document.title === this.#title.own) document.title = this.#title.before;
    this.#title = undefined;
  }

  #showTitle(text: string): void {
    const before = this.#title && document.title === this.#title.own ? this.#title.before : document.title;
    const own = `${text} · ${before}`;
    this.#title = { own, before };
    if (document.title !== own) document.title = own;
  }

  #sound(): void {
    // A page that nobody has touched may not sound.
    if (!navigator.userActivation?.hasBeenActive) return;
    this.#audio ??= new AudioContext();
    const audio = this.#audio;
    const gain = new GainNode(audio, { gain: LOUDNESS });
    gain.connect(audio.destination);
    for (const [index, frequency] of TONES.entries()) {
      const tone = new OscillatorNode(audio, { frequency });
      tone.connect(gain);
      tone.start(audio.currentTime + index * TONE_S);
      tone.stop(audio.currentTime + (index + 1) * TONE_S);
    }
  }

  #notify(text: string): void {
    if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
    if (document.visibilityState === 'visible') return;
    try {
      this.#notification = new Notification(text, { tag: 'rtc-elements.desk' });
      this.#notification.onclick = () => window.focus();
    } catch {
      // Some phones only take them from a service worker.
    }
  }
}
