import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Throttle } from '../../../src/session/throttle.ts';

describe('a throttle of 20 a second', () => {
  it('lets 20 pass at once and no more', () => {
    const throttle = new Throttle(20);
    const passed = Array.from({ length: 30 }, () => throttle.take(1000)).filter(Boolean);
    expect(passed).to.have.length(20);
  });

  it('lets one more pass every 50 ms', () => {
    const throttle = new Throttle(20);
    for (let i = 0; i < 20; i++) throttle.take(1000);
    expect(throttle.take(1049)).to.equal(false);
    expect(throttle.take(1051)).to.equal(true);
    expect(throttle.take(1051)).to.equal(false);
  });

  it('saves up no more than a second', () => {
    const throttle = new Throttle(20);
    const passed = Array.from({ length: 50 }, () => throttle.take(3_600_000)).filter(Boolean);
    expect(passed).to.have.length(20);
  });

  it('says how long the excess has to wait, each behind the one before', () => {
    const throttle = new Throttle(20);
    const delays = Array.from({ length: 23 }, () => throttle.delay(1000));
    expect(delays.slice(0, 20).every(delay => delay === 0)).to.equal(true);
    expect(delays.slice(20)).to.deep.equal([50, 100, 150]);
    expect(throttle.delay(1150)).to.be.closeTo(50, 0.001);
  });

  it('takes several at once for what is worth several', () => {
    const throttle = new Throttle(20);
    expect(throttle.delay(1000, 20)).to.equal(0);
    expect(throttle.delay(1000, 10)).to.equal(500);
  });

  it('gains nothing from a clock that goes back', () => {
    const throttle = new Throttle(20);
    for (let i = 0; i < 20; i++) throttle.take(1000);
    expect(throttle.take(0)).to.equal(false);
  });

  it('never lets more pass than its rate and one second of it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 300 }), steps => {
        const throttle = new Throttle(20);
        let now = 1000;
        const passed = steps.filter(step => {
          now += step;
          return throttle.take(now);
        });
        return passed.length <= 20 + ((now - 1000) / 1000) * 20 + 0.001;
      }),
    );
  });
});
