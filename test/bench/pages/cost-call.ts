// The same mesh with an interface: `<rtc-call>` as a page has it.

import { type RtcCall, tags } from '../../../src/index.ts';
import { framesDecoded, reached, smallCameras, watchTasks } from './cost-contract.ts';

smallCameras();
const calls: RtcCall[] = [];

globalThis.cost = {
  async begin({ broker, room, secret, count }) {
    for (let index = 0; index < count; index++) {
      const call = new tags['rtc-call']();
      Object.assign(call, { broker, room, secret, autojoin: true, className: 'box' });
      calls.push(call);
      document.body.append(call);
      await reached(() => call.state === 'waiting' || call.state === 'connected');
    }
    await reached(() =>
      calls.every(call => call.participants.filter(each => each.link === 'connected').length >= count),
    );
    const videos = () => calls.flatMap(call => [...videosIn(call.renderRoot)]);
    await reached(() => videos().filter(each => each.videoWidth > 0).length >= count * count);
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

function* videosIn(root: ParentNode): Iterable<HTMLVideoElement> {
  for (const tile of root.querySelectorAll('rtc-tile')) yield* tile.renderRoot.querySelectorAll('video');
}
