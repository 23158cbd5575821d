import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Chat, MAX_TEXT_LENGTH } from '../../../src/session/chat.ts';

/** A way for frames that can be shut, and that keeps what it took. */
class Line {
  open = true;
  frames: string[] = [];
  readonly send = (frame: string): boolean => {
    if (this.open) this.frames.push(frame);
    return this.open;
  };
  taken(): string[] {
    return this.frames.splice(0);
  }
}

class End {
  readonly line = new Line();
  readonly heard: string[] = [];
  confirmations = 0;
  readonly chat = new Chat().bind(
    this.line.send,
    text => this.heard.push(text),
    () => this.confirmations++,
  );
}

/** Carries what waits in both lines until nothing does. */
function carry(a: End, b: End): void {
  for (;;) {
    const [fromA, fromB] = [a.line.taken(), b.line.taken()];
    if (fromA.length + fromB.length === 0) return;
    for (const frame of fromA) b.chat.receive(frame);
    for (const frame of fromB) a.chat.receive(frame);
  }
}

describe('chat', () => {
  let a: End;
  let b: End;

  beforeEach(() => {
    [a, b] = [new End(), new End()];
  });

  it('carries lines in order, as numbered text, and confirms the last one', () => {
    a.chat.say('one');
    a.chat.say('two');
    expect(a.line.frames).to.deep.equal(['{"number":1,"text":"one"}', '{"number":2,"text":"two"}']);
    for (const frame of a.line.taken()) b.chat.receive(frame);
    expect(b.heard).to.deep.equal(['one', 'two']);
    expect(b.line.frames.at(-1)).to.equal('{"had":2}');
  });

  it('keeps what is said before a channel is open', () => {
    a.line.open = false;
    a.chat.say('early');
    a.line.open = true;
    a.chat.opened();
    carry(a, b);
    expect(b.heard).to.deep.equal(['early']);
  });

  it('loses nothing and repeats nothing when the channel changes', () => {
    a.chat.say('one');
    carry(a, b);
    a.chat.say('two');
    a.chat.say('three');
    // 'two' arrives, its receipt and 'three' do not.
    b.chat.receive(a.line.taken()[0]);
    b.line.taken();
    a.chat.opened();
    carry(a, b);
    expect(b.heard).to.deep.equal(['one', 'two', 'three']);
  });

  it('sends again only what was not confirmed', () => {
    a.chat.say('one');
    carry(a, b);
    a.chat.opened();
    expect(a.line.frames).to.deep.equal([]);
  });

  it('lets no line overtake one that the channel did not take', () => {
    a.chat.say('one');
    a.line.open = false;
    a.chat.say('two');
    a.line.open = true;
    a.chat.say('three');
    carry(a, b);
    expect(b.heard).to.deep.equal(['one', 'two', 'three']);
  });

  it('goes on by itself when a full channel has room again', () => {
    a.chat.say('one');
    a.line.open = false;
    a.chat.say('two');
    a.line.open = true;
    carry(a, b);
    expect(b.heard).to.deep.equal(['one', 'two']);
  });

  it('keeps 200 lines for who does not confirm, the latest', () => {
    a.line.open = false;
    for (let i = 1; i <= 250; i++) a.chat.say(`${i}`);
    a.line.open = true;
    a.chat.opened();
    carry(a, b);
    expect(b.heard).to.have.length(200);
    expect(b.heard.at(0)).to.equal('51');
    expect(b.heard.at(-1)).to.equal('250');
  });

  it('knows what the other side has confirmed, and believes no more than it has sent', () => {
    const [one, two] = [a.chat.say('one'), a.chat.say('two')];
    expect(a.chat.hasConfirmed(one)).to.equal(false);
    b.chat.receive(a.line.taken()[0]);
    for (const frame of b.line.taken()) a.chat.receive(frame);
    expect([a.chat.hasConfirmed(one), a.chat.hasConfirmed(two)]).to.deep.equal([true, false]);
    a.chat.receive('{"had":1000}');
    expect(a.chat.hasConfirmed(two)).to.equal(false);
    expect(a.confirmations).to.equal(1);
  });

  it('does not take for confirmed what it could keep no longer', () => {
    a.line.open = false;
    for (let i = 1; i <= 250; i++) a.chat.say(`${i}`);
    a.line.open = true;
    a.chat.opened();
    carry(a, b);
    expect(a.chat.hasConfirmed(50)).to.equal(false);
    expect(a.chat.hasConfirmed(51)).to.equal(true);
  });

  it('carries a line of the greatest length, whatever is in it', () => {
    const longest = '\u0000'.repeat(MAX_TEXT_LENGTH);
    a.chat.say(longest);
    carry(a, b);
    expect(b.heard).to.deep.equal([longest]);
  });

  it('takes in nothing that is no frame, and answers nothing to it', () => {
    const long = JSON.stringify({ number: 1, text: 'x'.repeat(MAX_TEXT_LENGTH + 1) });
    const wrong: unknown[] = [
      ...[
        '',
        'hello',
        '{',
        '[]',
        'null',
        '1',
        '{}',
        '{"number":1}',
        '{"text":"x"}',
        long,
        ' '.repeat(100_000),
      ],
      ...['{"number":0,"text":"x"}', '{"number":1.5,"text":"x"}', '{"number":"1","text":"x"}', '{"had":0}'],
      ...['{"number":1,"text":["x"]}', '{"__proto__":{"number":1,"text":"x"}}', '{"had":-1}', '{"had":"1"}'],
      ...[undefined, null, 1, {}, { number: 1, text: 'x' }, new ArrayBuffer(8), new Blob(['x'])],
    ];
    for (const frame of wrong) expect(b.chat.receive(frame), String(frame)).to.equal(false);
    expect(b.heard).to.deep.equal([]);
    expect(b.line.frames).to.deep.equal([]);
  });

  it('hears each line once and in order, whatever comes again and when', () => {
    const script = fc.array(fc.oneof(fc.nat(30), fc.constant('changed' as const)), { maxLength: 60 });
    fc.assert(
      fc.property(script, steps => {
        const [from, to] = [new End(), new End()];
        for (let i = 1; i <= 20; i++) from.chat.say(`${i}`);
        for (const step of steps) {
          if (step === 'changed') from.chat.opened();
          else for (const frame of from.line.frames.splice(0, step)) to.chat.receive(frame);
          for (const frame of to.line.taken()) from.chat.receive(frame);
        }
        from.chat.opened();
        carry(from, to);
        expect(to.heard).to.deep.equal(Array.from({ length: 20 }, (_, i) => `${i + 1}`));
      }),
    );
  });
});
