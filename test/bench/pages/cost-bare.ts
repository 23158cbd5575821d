// The mesh without an interface: the engine, and a plain `<video>` for each picture.

import { Call } from '../../../src/session/call.ts';
import { framesDecoded, reached, smallCameras, watchTasks } from './cost-contract.ts';

smallCameras();
const calls: Call[] = [];

globalThis.cost = {
  async begin({ broker, room, secret, count }) {
    for (let index = 0; index < count; index++) {
      const call = new Call({ brokers: [broker], topic: 'rtc', room, secret, iceServers: [] });
      calls.push(call);
      const box = document.createElement('div');
      box.className = 'box grid';
      document.body.append(box);
      call.state.subscribe(({ participants }) => draw(box, participants));
      await call.join();
    }
    await reached(() =>
      calls.every(
        call => call.state.value.participants.filter(each => each.link === 'connected').length >= count,
      ),
    );
    const videos = () => [...document.querySelectorAll('video')];
    await reached(() => videos().length >= count * count && videos().every(each => each.videoWidth > 0));
  },
  async frames() {
    const reports = await Promise.all(calls.map(call => call.getStats()));
    return framesDecoded(reports.flatMap(each => [...each.values()]));
  },
  longestTask: watchTasks(),
  async end() {
    await Promise.all(calls.map(call => call.leave()));
  },
};

function draw(box: Element, participants: readonly { self: boolean; stream: MediaStream }[]): void {
  for (const { self, stream } of participants) {
    if ([...box.querySelectorAll('video')].some(each => each.srcObject === stream)) continue;
    const video = document.createElement('video');
    Object.assign(video, { autoplay: true, playsInline: true, muted: self, srcObject: stream });
    box.append(video);
  }
}
