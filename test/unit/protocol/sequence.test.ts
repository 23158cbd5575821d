import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { ReplayWindow, Sequence, WINDOW } from '../../../src/protocol/sequence.ts';

describe('the replay window', () => {
  it('admits a number once', () => {
    const window = new ReplayWindow();
    expect(window.admits(7)).to.equal(true);
    window.use(7);
    expect(window.admits(7)).to.equal(false);
    expect(window.admits(6)).to.equal(true);
    expect(window.admits(8)).to.equal(true);
  });

  it('never admits 0', () => {
    expect(new ReplayWindow().admits(0)).to.equal(false);
  });

  it('is not moved by asking, only by use', () => {
    const window = new ReplayWindow();
    window.admits(0xffff_ffff);
    expect(window.highest).to.equal(0);
    expect(window.admits(1)).to.equal(true);
  });

  it('reaches 64 back from the highest number used', () => {
    const window = new ReplayWindow();
    window.use(100);
    expect(window.admits(100 - WINDOW)).to.equal(false);
    expect(window.admits(100 - WINDOW + 1)).to.equal(true);
    window.use(0xffff_ffff);
    expect(window.admits(101)).to.equal(false);
  });

  it('admits no number twice, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 400 }), numbers => {
        const window = new ReplayWindow();
        const used = numbers.filter(number => {
          const admitted = window.admits(number);
          if (admitted) window.use(number);
          return admitted;
        });
        return new Set(used).size === used.length;
      }),
    );
  });
});

describe('the sequence', () => {
  it('hands over in order what comes in order', () => {
    const sequence = new Sequence<string>();
    expect(sequence.take(1, 'a')).to.deep.equal(['a']);
    expect(sequence.take(2, 'b')).to.deep.equal(['b']);
    expect(sequence.missing).to.equal(undefined);
  });

  it('holds back what has overtaken, and says what is missing', () => {
    const sequence = new Sequence<string>();
    expect(sequence.take(3, 'c')).to.deep.equal([]);
    expect(sequence.missing).to.equal(1);
    expect(sequence.take(1, 'a')).to.deep.equal(['a']);
    expect(sequence.missing).to.equal(2);
    expect(sequence.take(2, 'b')).to.deep.equal(['b', 'c']);
    expect(sequence.missing).to.equal(undefined);
  });

  it('hands over nothing a second time', () => {
    const sequence = new Sequence<string>();
    sequence.take(1, 'a');
    expect(sequence.take(1, 'a')).to.deep.equal([]);
  });

  it('misses a last one that was announced', () => {
    const sequence = new Sequence<string>();
    sequence.take(1, 'a');
    sequence.announce(2);
    expect(sequence.missing).to.equal(2);
    sequence.announce(1);
    expect(sequence.missing).to.equal(2);
    sequence.take(2, 'b');
    expect(sequence.missing).to.equal(undefined);
  });

  it('gives up what is missing when told to, and goes on behind it', () => {
    const sequence = new Sequence<string>();
    sequence.take(3, 'c');
    sequence.take(5, 'e');
    expect(sequence.skip()).to.deep.equal(['c']);
    expect(sequence.missing).to.equal(4);
    expect(sequence.take(1, 'a')).to.deep.equal([]);
    expect(sequence.skip()).to.deep.equal(['e']);
    sequence.announce(9);
    expect(sequence.skip()).to.deep.equal([]);
    expect(sequence.missing).to.equal(undefined);
    expect(sequence.take(10, 'j')).to.deep.equal(['j']);
  });

  it('gives up by itself before more waits than can still be asked for', () => {
    const sequence = new Sequence<number>();
    const handed = Array.from({ length: WINDOW + 1 }, (_, i) => sequence.take(i + 2, i + 2)).flat();
    expect(handed).to.deep.equal(Array.from({ length: WINDOW + 1 }, (_, i) => i + 2));
  });

  it('hands over all in order, each once, however they come within the window', () => {
    const shuffled = fc.shuffledSubarray(
      Array.from({ length: 40 }, (_, i) => i + 1),
      { minLength: 40 },
    );
    fc.assert(
      fc.property(shuffled, fc.array(fc.integer({ min: 0, max: 39 })), (order, again) => {
        const sequence = new Sequence<number>();
        const handed = [...order, ...again.map(i => order[i] ?? 1)].flatMap(n => sequence.take(n, n));
        expect(handed).to.deep.equal(Array.from({ length: 40 }, (_, i) => i + 1));
      }),
    );
  });
});
