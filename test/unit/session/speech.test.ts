// Speech told from noise.

import { expect } from '@open-wc/testing';
import { SpeechGate } from '../../../src/session/speech.ts';

/** Readings every 200 ms, and when somebody spoke. */
function heard(levels: readonly number[], pauseMs?: number): boolean[] {
  const gate = new SpeechGate(pauseMs);
  return levels.map((level, index) => gate.hear(level, index * 200));
}

describe('the speech gate', () => {
  it('is silent in silence and in the noise of a room', () => {
    expect(heard([0, 0, 0.2, 0.25, 0.1])).to.deep.equal([false, false, false, false, false]);
  });

  it('takes one loud reading for a key that was struck, and two for a voice', () => {
    expect(heard([0, 0.9, 0, 0.9, 0])).to.deep.equal([false, false, false, false, false]);
    expect(heard([0, 0.9, 0.9])).to.deep.equal([false, false, true]);
  });

  it('bridges the pause between words, and closes after half a second of silence', () => {
    expect(heard([0.6, 0.6, 0, 0, 0.6, 0.6, 0, 0, 0, 0])).to.deep.equal([
      false,
      true,
      true,
      true,
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('stays open for as long as it is told to', () => {
    expect(heard([0.6, 0.6, 0, 0, 0, 0, 0, 0], 1000)).to.deep.equal([
      false,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
