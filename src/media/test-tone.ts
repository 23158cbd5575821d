// Two soft notes, to hear which loudspeaker is which.

/** Frequencies in Hz (E5, A5) and when each begins, in seconds. */
const NOTES = [
  [659.26, 0],
  [880, 0.18],
] as const;
const NOTE_S = 0.7;
/** Until the last note has died away, with some time for the device to start. */
const TONE_MS = 1500;
/** Of the loudest that can be. */
const VOLUME = 0.25;

let stop = () => {};

/**
 * Plays the notes on the loudspeaker with this id, or on the system's own where it is empty or gone. Again while
 * they sound: begins anew. Silent where the browser plays no sound.
 */
export function playTestTone(speaker: string): void {
  stop();
  let context: AudioContext;
  try {
    context = new AudioContext();
  } catch {
    return; // Browsers give only so many.
  }
  // Not every browser sends a context to a chosen loudspeaker, but all that know `setSinkId` send an element.
  const output = new MediaStreamAudioDestinationNode(context);
  for (const [frequency, begin] of NOTES) play(output, frequency, context.currentTime + begin);
  const audio = new Audio();
  audio.srcObject = output.stream;
  const timer = setTimeout(() => stop(), TONE_MS);
  stop = () => {
    stop = () => {};
    clearTimeout(timer);
    audio.srcObject = null;
    context.close().catch(() => {});
  };
  void sound(context, audio, speaker);
}

async function sound(context: AudioContext, audio: HTMLAudioElement, speaker: string): Promise<void> {
  try {
    // Gone in the meantime: the system's own plays on.
    if (speaker) await audio.setSinkId?.(speaker).catch(() => {});
    await Promise.all([context.resume(), audio.play()]);
  } catch {
    // Begun anew, or not allowed.
  }
}

/** A note as of a struck bell: at once, and slowly away. */
function play(output: AudioNode, frequency: number, begin: number): void {
  const { context } = output;
  const tone = new OscillatorNode(context, { frequency });
  const envelope = new GainNode(context, { gain: 0 });
  envelope.gain.setTargetAtTime(VOLUME, begin, 0.008);
  envelope.gain.setTargetAtTime(0, begin + 0.04, NOTE_S / 5);
  tone.connect(envelope).connect(output);
  tone.start(begin);
  tone.stop(begin + NOTE_S);
}
