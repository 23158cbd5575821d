// Pictures for the gallery that move nothing: canvases as cameras and screens, and devices of fixed names. They take
// the place of the browser's devices, so that a page shows the same everywhere.

const SIZE = { width: 480, height: 300 };

interface Still {
  readonly canvas: HTMLCanvasElement;
  draw(): void;
}

const stills: Still[] = [];

/** Draws all of them once more: a video that has come late needs another frame. */
export function redraw(): void {
  for (const { draw } of stills) draw();
}

function still(paint: (on: CanvasRenderingContext2D) => void): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), SIZE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser does not draw.');
  const draw = () => paint(context);
  draw();
  stills.push({ canvas, draw });
  return canvas.captureStream();
}

/** Somebody before a wall, in colours of their own. */
export function portrait(hue: number): MediaStream {
  return still(on => {
    const { width, height } = SIZE;
    const shape = (colour: string, draw: () => void) => {
      on.fillStyle = colour;
      on.beginPath();
      draw();
      on.fill();
    };
    on.fillStyle = `hsl(${hue} 35% 72%)`;
    on.fillRect(0, 0, width, height);
    on.fillStyle = `hsl(${hue} 30% 62%)`;
    on.fillRect(0, height * 0.7, width, height * 0.3);
    shape(`hsl(${hue + 150} 45% 38%)`, () => on.ellipse(width / 2, height * 1.05, 120, 110, 0, 0, 7));
    shape(`hsl(${hue + 40} 40% 22%)`, () => on.ellipse(width / 2, 112, 66, 68, 0, 0, 7));
    shape('hsl(25 45% 62%)', () => on.rect(width / 2 - 18, 170, 36, 40));
    shape('hsl(25 50% 68%)', () => on.ellipse(width / 2, 128, 50, 58, 0, 0, 7));
  });
}

/** Somebody's work: a window with lines of text and a chart. */
export function desktop(): MediaStream {
  return still(on => {
    const { width, height } = SIZE;
    on.fillStyle = '#2f6f8f';
    on.fillRect(0, 0, width, height);
    on.fillStyle = '#fff';
    on.fillRect(30, 24, width - 60, height - 48);
    on.fillStyle = '#dde3ea';
    on.fillRect(30, 24, width - 60, 22);
    on.fillStyle = '#8a94a3';
    for (let line = 0; line < 8; line++) on.fillRect(50, 66 + line * 24, 130 + ((line * 53) % 60), 8);
    on.fillStyle = '#1a5fd0';
    for (let bar = 0; bar < 6; bar++) on.fillRect(270 + bar * 26, 240 - bar * 24, 16, 20 + bar * 24);
  });
}

const DEVICES = [
  { kind: 'audioinput', deviceId: 'mic-1', label: 'Headset (USB)' },
  { kind: 'audioinput', deviceId: 'mic-2', label: 'Built-in microphone' },
  { kind: 'videoinput', deviceId: 'cam-1', label: 'Integrated camera of the notebook, 1080p (04f2:b6dd)' },
  { kind: 'videoinput', deviceId: 'cam-2', label: 'Camera on the desk' },
  { kind: 'audiooutput', deviceId: 'out-1', label: 'Loudspeakers' },
  { kind: 'audiooutput', deviceId: 'out-2', label: 'Headset (USB)' },
] as const;

/** What the devices do: give stills, or fail by the name of a DOMException. */
export interface FakeDevices {
  camera?: string;
  microphone?: string;
  /** The browser's question stays open. */
  silent?: boolean;
  /** What the browser says of the permissions; granted by default. */
  permission?: PermissionState;
}

/** Puts cameras, microphones and screens of canvas in the place of the browser's. */
export function fakeDevices(devices: FakeDevices = {}): void {
  const { camera, microphone, silent, permission = 'granted' } = devices;
  const { mediaDevices } = navigator;
  navigator.permissions.query = async () =>
    Object.assign(new EventTarget(), { name: '', state: permission, onchange: null });
  const track = (stream: MediaStream, deviceId: string) => {
    const [found] = stream.getTracks();
    if (!found) throw new Error('a stream without tracks');
    found.getSettings = () => ({ deviceId });
    found.applyConstraints = async () => {};
    return found;
  };
  mediaDevices.getUserMedia = async ({ audio, video } = {}) => {
    if (silent) return new Promise<MediaStream>(() => {});
    const failure = (video && camera) || (audio && microphone);
    if (failure) throw new DOMException('as the gallery wants it', failure);
    return new MediaStream([
      ...(audio ? [track(new AudioContext().createMediaStreamDestination().stream, 'mic-1')] : []),
      ...(video ? [track(portrait(210), 'cam-1')] : []),
    ]);
  };
  mediaDevices.getDisplayMedia = async () => desktop();
  mediaDevices.enumerateDevices = async () =>
    DEVICES.map(each => ({ ...each, groupId: each.deviceId, toJSON: () => each }));
}

/** Gives the page a storage of its own: what the others remember is not known in it. */
export function freshStorage(): void {
  const kept = new Map<string, string>();
  const storage: Partial<Storage> = {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
  };
  Object.defineProperty(globalThis, 'localStorage', { value: storage });
}
