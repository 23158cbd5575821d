// How a recorder finds the call that it is to record, and asks there. The call may come from a file that was built
// apart: only what is written here is expected of it.

import { RtcError } from '../errors.ts';
import type { AskCall, RecordedCall } from '../recording/recorded-call.ts';

/** What says which call is meant. */
export interface CallSeeker extends HTMLElement {
  /** An id in the same document or shadow root; empty: the call around it. */
  readonly for: string;
  readonly call: HTMLElement | undefined;
}

/** A call, as far as it matters here. */
interface Askable extends HTMLElement {
  readonly extras?: { load(): Promise<{ readonly recording: { readonly open: AskCall } } | undefined> };
}

/** Asks or tells everybody in the call. Rejects with an error that has a `code`. */
export async function askCall(seeker: CallSeeker, signal: AbortSignal): Promise<RecordedCall> {
  const call = find(seeker);
  if (call?.localName.includes('-')) await customElements.whenDefined(call.localName);
  const extras = await call?.extras?.load();
  if (extras) return extras.recording.open(signal);
  console.error(`<${seeker.localName}>`, `for: “${seeker.for}”; expected the id of a call`);
  throw new RtcError('not-in-call', 'There is no call to record.');
}

function find(seeker: CallSeeker): Askable | null {
  if (seeker.call) return seeker.call;
  const root = seeker.getRootNode() as ParentNode;
  return seeker.for ? root.querySelector(`#${CSS.escape(seeker.for)}`) : seeker.closest('rtc-call');
}
