import { expect } from '@open-wc/testing';
import type { AgentSignal } from '../../../src/protocol/desk-signals.ts';
import { Colleagues } from '../../../src/support/colleagues.ts';

function colleagues() {
  const said: AgentSignal[] = [];
  const send = async (signals: readonly AgentSignal[]) => void said.push(...signals);
  return { said, own: new Colleagues({ name: 'A', status: 'open', will: () => 'hash', send }) };
}

const nonces = (said: readonly AgentSignal[]) =>
  said.flatMap(signal => (signal.kind === 'present' ? [signal.nonce] : []));

describe('what agents tell each other of themselves', () => {
  it('keeps its nonce however often it is told in a moment', async () => {
    const { said, own } = colleagues();
    await own.tell();
    const first = own.nonce;
    for (let time = 0; time < 9; time++) await own.tell('ask');
    expect(new Set(nonces(said))).to.have.length(1);
    expect(own.knows(first)).to.equal(true);
  });

  it('remembers the last three nonces of another, the same one told again counting once', () => {
    const { own } = colleagues();
    const present = (nonce: string) =>
      own.heard('b', { kind: 'present', name: 'B', status: 'open', nonce, will: 'hash' });
    for (const nonce of ['one', 'two', 'three', 'three', 'two']) present(nonce);
    expect(['one', 'two', 'three'].map(nonce => own.knows(nonce))).to.deep.equal([true, true, true]);
    present('four');
    expect(own.knows('one')).to.equal(false);
  });
});
