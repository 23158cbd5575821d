// What the browser is asked for when a device or a screen is opened.

/** What the browser asks a permission for with getUserMedia. */
export type MediaDevice = 'audio' | 'video';

/** `systemAudio` and `surfaceSwitching` are Chromium's (Screen Capture, draft); others ignore them. */
export const DISPLAY_OPTIONS: DisplayMediaStreamOptions & Record<string, unknown> = {
  video: { frameRate: { ideal: 15 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  systemAudio: 'include',
  surfaceSwitching: 'include',
};

/** A small, slow picture, or the usual one. */
export function pictureConstraints(lowData: boolean): MediaTrackConstraints {
  const [width, height, frameRate] = lowData ? [320, 180, 15] : [1280, 720, 30];
  return { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate } };
}

/** These devices with one question: the ones that were chosen, else those that the browser prefers. */
export function deviceConstraints(
  devices: readonly MediaDevice[],
  ids: Readonly<Partial<Record<MediaDevice, ConstrainDOMString>>>,
  lowData: boolean,
): MediaStreamConstraints {
  const { audio: microphone, video: camera } = ids;
  const audio = {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(microphone && { deviceId: microphone }),
  };
  const video = { ...pictureConstraints(lowData), ...(camera && { deviceId: camera }) };
  return { ...(devices.includes('audio') && { audio }), ...(devices.includes('video') && { video }) };
}
