// <rtc-call> with nine people whose pictures move, over a call without a network.

import { lastCall, person } from '../../elements/fake-call.ts';

declare global {
  var nine: {
    /** Shows a call with so many; resolves when all pictures run. */
    begin(count: number): Promise<void>;
    /** The longest that anything since the last time took from a click to its picture, in milliseconds. */
    slowest(): number;
  };
}

const PICTURES_PER_SECOND = 10;
const people = [person('me', { self: true })];
const events: number[] = [];

new PerformanceObserver(list => events.push(...list.getEntries().map(each => each.duration))).observe({
  type: 'event',
  // The least that browsers tell of (Event Timing, 3.3).
  durationThreshold: 16,
} as PerformanceObserverInit);
globalThis.nine = {
  async begin(count) {
    const call = document.createElement('rtc-call');
    call.setAttribute('broker', 'wss://broker.example');
    Object.assign(call, { room: 'nine', audio: 'on', video: 'off', className: 'whole' });
    document.body.append(call);
    await call.updateComplete;
    await call.join();
    while (people.length < count) people.push(moving());
    lastCall().change({ status: 'connected', participants: [...people] });
    await frames(20);
  },
  slowest: () => Math.max(0, ...events.splice(0)),
};

function moving() {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext('2d');
  let hue = 0;
  const draw = () => {
    hue += 7;
    if (!context) return;
    context.fillStyle = `hsl(${hue} 60% 50%)`;
    context.fillRect(0, 0, 640, 360);
  };
  draw();
  setInterval(draw, 1000 / PICTURES_PER_SECOND);
  const stream = canvas.captureStream(PICTURES_PER_SECOND);
  return person(`person-${people.length}`, { name: `Person ${people.length}`, video: true, stream });
}

async function frames(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await new Promise(resolve => requestAnimationFrame(resolve));
  }
}
