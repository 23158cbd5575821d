// The table tag → class. Importing this file defines every tag, and does nothing else; without a DOM not even that.

import { RtcCall } from './elements/rtc-call.ts';
import { RtcChat } from './elements/rtc-chat.ts';
import { RtcCheckup } from './elements/rtc-checkup.ts';
import { RtcControls } from './elements/rtc-controls.ts';
import { RtcDesk } from './elements/rtc-desk.ts';
import { RtcLobby } from './elements/rtc-lobby.ts';
import { RtcRecorder } from './elements/rtc-recorder.ts';
import { RtcStats } from './elements/rtc-stats.ts';
import { RtcSupport } from './elements/rtc-support.ts';
import { RtcTile } from './elements/rtc-tile.ts';

export { RtcError, type RtcErrorCode } from './errors.ts';
export { addLanguage, type OwnTexts } from './i18n/texts.ts';
export {
  RtcCall,
  RtcChat,
  RtcCheckup,
  RtcControls,
  RtcDesk,
  RtcLobby,
  RtcRecorder,
  RtcStats,
  RtcSupport,
  RtcTile,
};

/** Every tag of the package with its class. */
export const tags = {
  'rtc-call': RtcCall,
  'rtc-chat': RtcChat,
  'rtc-checkup': RtcCheckup,
  'rtc-controls': RtcControls,
  'rtc-desk': RtcDesk,
  'rtc-lobby': RtcLobby,
  'rtc-recorder': RtcRecorder,
  'rtc-stats': RtcStats,
  'rtc-support': RtcSupport,
  'rtc-tile': RtcTile,
} as const;

if (typeof customElements !== 'undefined') {
  for (const [tag, element] of Object.entries(tags)) {
    if (!customElements.get(tag)) customElements.define(tag, element);
  }
}
