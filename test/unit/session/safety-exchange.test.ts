// The exchange of two peers, and of two with somebody between them, over lines that the tests hold.

import { expect } from '@open-wc/testing';
import type { RtcError } from '../../../src/errors.ts';
import { type Bytes, random } from '../../../src/protocol/bytes.ts';
import { createIdentity, type Identity } from '../../../src/protocol/identity.ts';
import type { SafetySide } from '../../../src/protocol/safety-code.ts';
import type { SignalOf } from '../../../src/protocol/signals.ts';
import { SafetyExchange } from '../../../src/session/safety-exchange.ts';
import { Clock, eventually } from './signalling-members.ts';

type SafetySignal = SignalOf<'safety'>;

interface Person {
  readonly identity: Identity;
  readonly fingerprint: Bytes;
}

const person = async (): Promise<Person> => ({ identity: await createIdentity(), fingerprint: random(32) });
const sideOf = ({ identity, fingerprint }: Person): SafetySide => ({ ...identity, fingerprint });

/** One end of an exchange. What it sends waits in `sent`, or goes to `to`. */
class End {
  readonly sent: SafetySignal[] = [];
  readonly failures: RtcError[] = [];
  to: ((signal: SafetySignal) => void) | undefined;
  codes = 0;
  dropped = 0;
  connected = true;
  readonly exchange: SafetyExchange;

  constructor(own: Person, other: Person) {
    this.exchange = new SafetyExchange({
      sides: () => (this.connected ? { own: sideOf(own), other: sideOf(other) } : undefined),
      send: signal => {
        if (this.to) this.to(signal);
        else this.sent.push(signal);
      },
      changed: () => this.codes++,
      failed: error => this.failures.push(error),
      dropped: () => this.dropped++,
    });
  }

  async next(step: SafetySignal['step']): Promise<SafetySignal> {
    await eventually(() => this.sent.length > 0);
    const signal = this.sent.shift();
    expect(signal?.step).to.equal(step);
    return signal as SafetySignal;
  }
}

function join(a: End, b: End): void {
  a.to = signal => b.exchange.handle(signal);
  b.to = signal => a.exchange.handle(signal);
}

const codeOf = (promise: Promise<unknown>) => promise.catch((error: RtcError) => error.code);

describe('the exchange of a safety code', () => {
  let clock: Clock;
  let alice: Person;
  let bob: Person;
  let a: End;
  let b: End;

  /** Two ends; `a` has the smaller id. */
  beforeEach(async () => {
    clock = new Clock();
    const [one, other] = await Promise.all([person(), person()]);
    [alice, bob] = one.identity.id < other.identity.id ? [one, other] : [other, one];
    [a, b] = [new End(alice, bob), new End(bob, alice)];
  });

  afterEach(() => {
    clock.stop();
    for (const { exchange } of [a, b]) exchange.cancel();
  });

  for (const who of ['smaller', 'larger'] as const) {
    it(`gives both the same code, asked for by the ${who} id`, async () => {
      join(a, b);
      const [asking, answering] = who === 'smaller' ? [a, b] : [b, a];
      const code = await asking.exchange.request();
      await eventually(() => answering.codes === 1);
      expect(answering.exchange.code).to.deep.equal(code);
      expect(asking.exchange.code).to.deep.equal(code);
    });
  }

  it('gives both the same code when both ask at the same moment', async () => {
    join(a, b);
    const codes = await Promise.all([a.exchange.request(), b.exchange.request()]);
    expect(codes[0]).to.deep.equal(codes[1]);
    expect([a.codes, b.codes]).to.deep.equal([1, 1]);
  });

  it('lets the smaller id’s commitment stand where two meet on the way', async () => {
    const codes = Promise.all([a.exchange.request(), b.exchange.request()]);
    const [fromA, fromB] = [await a.next('commit'), await b.next('commit')];
    b.exchange.handle(fromA);
    a.exchange.handle(fromB);
    a.exchange.handle(await b.next('answer'));
    b.exchange.handle(await a.next('reveal'));
    const [ours, theirs] = await codes;
    expect(ours).to.deep.equal(theirs);
    expect([...a.sent, ...b.sent]).to.deep.equal([]);
  });

  it('asks once for all who ask, and not again for a code that is there', async () => {
    const both = [a.exchange.request(), a.exchange.request()];
    b.exchange.handle(await a.next('commit'));
    a.exchange.handle(await b.next('answer'));
    b.exchange.handle(await a.next('reveal'));
    const [first, second] = await Promise.all(both);
    expect(first).to.equal(second);
    await eventually(() => b.codes === 1);
    expect(await b.exchange.request()).to.deep.equal(first);
    expect([...a.sent, ...b.sent]).to.deep.equal([]);
  });

  it('shows the nonce only to who has answered the commitment', async () => {
    void codeOf(a.exchange.request());
    const commit = await a.next('commit');
    b.exchange.handle(commit);
    await b.next('answer');
    expect(a.sent).to.deep.equal([]);
    expect(b.exchange.code).to.equal(undefined);
  });

  it('gives no code, and says why, where the nonce is not the one committed to', async () => {
    void codeOf(a.exchange.request());
    b.exchange.handle(await a.next('commit'));
    a.exchange.handle(await b.next('answer'));
    const reveal = await a.next('reveal');
    const wrong = `${reveal.value[0] === 'A' ? 'B' : 'A'}${reveal.value.slice(1)}`;
    b.exchange.handle({ ...reveal, value: wrong });
    await eventually(() => b.failures.length === 1);
    expect(b.failures[0]?.code).to.equal('safety-code-failed');
    expect(b.exchange.code).to.equal(undefined);
  });

  it('drops what comes again or at a wrong time', async () => {
    join(a, b);
    const seen: SafetySignal[] = [];
    a.to = signal => {
      seen.push(signal);
      b.exchange.handle(signal);
    };
    const code = await a.exchange.request();
    await eventually(() => b.codes === 1);
    for (const signal of seen) b.exchange.handle(signal);
    a.exchange.handle({ kind: 'safety', step: 'answer', value: 'A'.repeat(43) });
    b.exchange.handle({ kind: 'safety', step: 'commit', value: 'too short' });
    await eventually(() => b.dropped === 3 && a.dropped === 1);
    expect(a.exchange.code).to.deep.equal(code);
    expect(b.exchange.code).to.deep.equal(code);
  });

  it('answers one request in two seconds, and ten in all', async () => {
    const commit = async () => {
      const before = b.sent.length + b.dropped;
      b.exchange.handle({ kind: 'safety', step: 'commit', value: 'A'.repeat(43) });
      await eventually(() => b.sent.length + b.dropped > before);
    };
    await commit();
    await commit();
    expect([b.sent.length, b.dropped]).to.deep.equal([1, 1]);
    for (let i = 0; i < 12; i++) {
      clock.forward(2001);
      await commit();
    }
    expect([b.sent.length, b.dropped]).to.deep.equal([10, 4]);
  });

  it('rejects where there is no connection, and where the other side has gone', async () => {
    a.connected = false;
    expect(await codeOf(a.exchange.request())).to.equal('safety-code-unanswered');
    a.connected = true;
    const asked = codeOf(a.exchange.request());
    await a.next('commit');
    a.exchange.cancel();
    expect(await asked).to.equal('safety-code-unanswered');
  });

  describe('with somebody between', () => {
    let toAlice: End;
    let toBob: End;

    beforeEach(async () => {
      const mallory = await person();
      [a, b] = [new End(alice, mallory), new End(bob, mallory)];
      [toAlice, toBob] = [new End(mallory, alice), new End(mallory, bob)];
      join(a, toAlice);
      join(toBob, b);
    });

    it('gives the two different codes', async () => {
      await a.exchange.request();
      await toBob.exchange.request();
      await eventually(() => b.codes === 1);
      expect(b.exchange.code?.digits).not.to.equal(a.exchange.code?.digits);
      expect(b.exchange.code?.emoji).not.to.deep.equal(a.exchange.code?.emoji);
    });

    it('fails where that one hands on what the two say', async () => {
      a.to = signal => b.exchange.handle(signal);
      b.to = signal => a.exchange.handle(signal);
      void codeOf(a.exchange.request());
      await eventually(() => b.failures.length === 1);
      expect(b.failures[0]?.code).to.equal('safety-code-failed');
    });
  });
});
