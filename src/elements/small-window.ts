// What stands in the small window: the others' pictures, and the buttons that matter most. It is loaded when somebody
// opens such a window for the first time; whether one is open is for others to know. The sound is not from here.

import { html, nothing, render, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Texts } from '../i18n/en.ts';
import type { Participant } from '../session/call-state.ts';
import type { ReadableStore } from '../store.ts';
import { leaveControl, mediaControl, type Switches } from './call-controls.ts';
import type { View } from './call-view.ts';
import { control } from './control-button.ts';
import { smallWindowStyle } from './small-window-style.ts';

/** https://wicg.github.io/document-picture-in-picture/, as far as it is used here. */
export interface SmallWindows {
  requestWindow(options: { width: number; height: number }): Promise<Window & typeof globalThis>;
}

/** What of a call it shows. */
export type SmallView = Pick<View, 'status' | 'state' | 'language' | 'direction' | 'leave'> &
  Switches & {
    readonly texts: Pick<Texts, 'call' | 'waiting' | 'controls' | 'guest' | 'screenOf' | 'leave'>;
  };

/** What is drawn, in whose colours, and who hears that it was closed. */
export interface SmallPicture {
  readonly host: Element;
  readonly view: ReadableStore<SmallView | undefined>;
  closed(): void;
}

const WINDOW_PX = { width: 360, height: 300 };

/** A picture of somebody else. */
export interface Picture {
  readonly participant: Participant;
  readonly screen: boolean;
}

const MAX_PICTURES = 4;

/** The others' pictures that matter most: screens first, then who can be seen; of many, who speaks. */
export function picturesOf(participants: readonly Participant[]): readonly Picture[] {
  const others = participants.filter(({ self }) => !self);
  const screens = others.filter(({ screen }) => screen).map(participant => ({ participant, screen: true }));
  const many = others.length > MAX_PICTURES;
  const rank = ({ speaking, video }: Participant) => Number(video) + 2 * Number(many && speaking);
  const people = [...others]
    .sort((a, b) => rank(b) - rank(a))
    .map(participant => ({ participant, screen: false }));
  return [...screens, ...people].slice(0, MAX_PICTURES);
}

/** Opens a window and draws it anew with each view, until the call is over. Resolves with the way to close it. */
export async function openWindow(windows: SmallWindows, picture: SmallPicture): Promise<() => void> {
  const small = await windows.requestWindow(WINDOW_PX);
  const { document } = small;
  const sheet = new small.CSSStyleSheet();
  sheet.replaceSync(smallWindowStyle(picture.host));
  document.adoptedStyleSheets = [sheet];
  const draw = () => {
    const view = picture.view.value;
    if (!view?.state || !isInRoom(view)) {
      small.close();
      return;
    }
    document.documentElement.lang = view.language;
    document.documentElement.dir = view.direction;
    document.title = view.texts.call;
    render(smallWindow(view, view.state.participants), document.body, { creationScope: document });
  };
  const stop = picture.view.subscribe(draw);
  const closed = () => {
    stop();
    picture.closed();
  };
  small.addEventListener('pagehide', closed, { once: true });
  draw();
  return () => small.close();
}

/** The same with one picture, where a browser has windows for videos only. */
export async function openVideo(picture: SmallPicture): Promise<() => void> {
  const video = document.createElement('video');
  const close = () => void document.exitPictureInPicture().catch(() => {});
  const follow = () => {
    const view = picture.view.value;
    const [now] = picturesOf(view?.state?.participants ?? []);
    if (!view || !isInRoom(view)) close();
    else if (now && video.srcObject !== streamOf(now)) video.srcObject = streamOf(now);
  };
  video.muted = video.playsInline = true;
  follow();
  await video.play();
  await video.requestPictureInPicture();
  const stop = picture.view.subscribe(follow);
  const closed = () => {
    stop();
    picture.closed();
  };
  video.addEventListener('leavepictureinpicture', closed, { once: true });
  return close;
}

const streamOf = ({ participant, screen }: Picture) =>
  screen ? participant.screenStream : participant.stream;

const isInRoom = ({ status }: SmallView) =>
  status === 'waiting' || status === 'connected' || status === 'reconnecting';

function smallWindow(view: SmallView, participants: readonly Participant[]): TemplateResult {
  const { texts } = view;
  const pictures = picturesOf(participants);
  const devices = [mediaControl(view, 'audio'), mediaControl(view, 'video')].filter(
    each => each !== undefined,
  );
  return html`<div class="pictures">${
    pictures.length
      ? repeat(pictures, keyOf, picture => figure(picture, view))
      : html`<p>${texts.waiting}</p>`
  }</div>
  <div class="bar" role="group" aria-label=${texts.controls}>${[...devices, leaveControl(view)].map(control)}</div>`;
}

const keyOf = ({ participant, screen }: Picture) => `${participant.id} ${screen}`;

function figure(picture: Picture, { texts }: SmallView): TemplateResult {
  const { participant, screen } = picture;
  const name = participant.name || texts.guest;
  const label = screen ? texts.screenOf(name) : name;
  return html`<figure>${
    screen || participant.video
      ? html`<video class=${screen ? 'whole' : ''} autoplay playsinline .muted=${true} aria-hidden="true"
          .srcObject=${guard([streamOf(picture)], () => streamOf(picture))}></video>`
      : nothing
  }<figcaption><bdi>${label}</bdi></figcaption></figure>`;
}
