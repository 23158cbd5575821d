// The others in a small window on top of everything: a document of its own where the browser has that, else the one
// picture that matters most. The call's own tiles are not touched, and its sound is not from here.

import { html, type ReactiveController, type ReactiveControllerHost, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Participant } from '../session/call-state.ts';
import type { ReadableStore } from '../store.ts';
import { cameraControl, leaveControl, microphoneControl } from './call-controls.ts';
import type { View } from './call-view.ts';
import { control } from './control-button.ts';
import { smallWindowStyle } from './small-window-style.ts';

/** https://wicg.github.io/document-picture-in-picture/, as far as it is used here. */
interface SmallWindows {
  requestWindow(options: { width: number; height: number }): Promise<Window & typeof globalThis>;
}

interface PictureHost extends ReactiveControllerHost, HTMLElement {
  readonly noPip: boolean;
}

/** A picture of somebody else. */
export interface Picture {
  readonly participant: Participant;
  readonly screen: boolean;
}

const WINDOW_PX = { width: 360, height: 300 };
const MAX_PICTURES = 4;

/** The others' pictures that matter most: screens first, then who can be seen. */
export function picturesOf(participants: readonly Participant[]): readonly Picture[] {
  const others = participants.filter(({ self }) => !self);
  const screens = others.filter(({ screen }) => screen).map(participant => ({ participant, screen: true }));
  const people = [...others]
    .sort((a, b) => Number(b.video) - Number(a.video))
    .map(participant => ({ participant, screen: false }));
  return [...screens, ...people].slice(0, MAX_PICTURES);
}

/** Opens the window, draws it anew with each view, and closes it with the call. */
export class PictureInPicture implements ReactiveController {
  readonly #host: PictureHost;
  readonly #view: ReadableStore<View | undefined>;
  /** Closes what is open. */
  #close: (() => void) | undefined;

  constructor(host: PictureHost, view: ReadableStore<View | undefined>) {
    this.#host = host;
    this.#view = view;
    host.addController(this);
  }

  get view(): Pick<View, 'pictureInPicture' | 'togglePictureInPicture'> {
    const windows = smallWindows();
    const possible = !this.#host.noPip && Boolean(windows ?? document.pictureInPictureEnabled);
    return {
      pictureInPicture: possible ? this.#close !== undefined : undefined,
      togglePictureInPicture: () => {
        if (this.#close) this.#close();
        // Refused without a click: then there is none.
        else if (possible) void (windows ? this.#openWindow(windows) : this.#openVideo()).catch(() => {});
      },
    };
  }

  hostDisconnected(): void {
    // Moved within one task it is back by now.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#close?.();
    });
  }

  async #openWindow(windows: SmallWindows): Promise<void> {
    const small = await windows.requestWindow(WINDOW_PX);
    const { document } = small;
    const sheet = new small.CSSStyleSheet();
    sheet.replaceSync(smallWindowStyle(this.#host));
    document.adoptedStyleSheets = [sheet];
    const draw = () => {
      const view = this.#view.value;
      if (!view?.state || !isInRoom(view)) return small.close();
      document.documentElement.lang = view.language;
      document.documentElement.dir = view.direction;
      document.title = view.texts.call;
      render(smallWindow(view, view.state.participants), document.body, { creationScope: document });
    };
    const stop = this.#view.subscribe(draw);
    small.addEventListener('pagehide', () => this.#closed(stop), { once: true });
    this.#opened(() => small.close());
    draw();
  }

  async #openVideo(): Promise<void> {
    const [picture] = picturesOf(this.#view.value?.state?.participants ?? []);
    if (!picture) return;
    const video = document.createElement('video');
    video.muted = video.playsInline = true;
    video.srcObject = streamOf(picture);
    await video.play();
    await video.requestPictureInPicture();
    const follow = () => {
      const view = this.#view.value;
      if (!view || !isInRoom(view)) return this.#close?.();
      const [now] = picturesOf(view.state?.participants ?? []);
      if (now && video.srcObject !== streamOf(now)) video.srcObject = streamOf(now);
    };
    const stop = this.#view.subscribe(follow);
    video.addEventListener('leavepictureinpicture', () => this.#closed(stop), { once: true });
    this.#opened(() => void document.exitPictureInPicture().catch(() => {}));
  }

  #opened(close: () => void): void {
    this.#close = close;
    this.#host.requestUpdate();
  }

  #closed(stop: () => void): void {
    stop();
    this.#close = undefined;
    this.#host.requestUpdate();
  }
}

/** Frames have none, and old browsers. */
function smallWindows(): SmallWindows | undefined {
  if (window !== window.top) return undefined;
  return (globalThis as { documentPictureInPicture?: SmallWindows }).documentPictureInPicture;
}

const streamOf = ({ participant, screen }: Picture) =>
  screen ? participant.screenStream : participant.stream;

const isInRoom = ({ status }: View) =>
  status === 'waiting' || status === 'connected' || status === 'reconnecting';

function smallWindow(view: View, participants: readonly Participant[]): TemplateResult {
  const { texts } = view;
  const pictures = picturesOf(participants);
  const devices = [microphoneControl(view), cameraControl(view)].filter(each => each !== undefined);
  return html`<div class="pictures">${
    pictures.length
      ? repeat(pictures, keyOf, picture => figure(picture, view))
      : html`<p>${texts.waiting}</p>`
  }</div>
  <div class="bar" role="group" aria-label=${texts.controls}>${[...devices, leaveControl(view)].map(control)}</div>`;
}

const keyOf = ({ participant, screen }: Picture) => `${participant.id} ${screen}`;

function figure(picture: Picture, { texts }: View): TemplateResult {
  const { participant, screen } = picture;
  const name = participant.name || texts.guest;
  const label = screen ? texts.screenOf(name) : name;
  return html`<figure>${
    screen || participant.video
      ? html`<video class=${screen ? 'whole' : ''} autoplay playsinline .muted=${true} aria-hidden="true"
          .srcObject=${streamOf(picture)}></video>`
      : ''
  }<figcaption dir="auto">${label}</figcaption></figure>`;
}
