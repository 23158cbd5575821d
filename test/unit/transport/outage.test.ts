import { expect } from '@open-wc/testing';
import { RtcError } from '../../../src/errors.ts';
import { Outage } from '../../../src/transport/outage.ts';

const unreachable = (message: string) => new RtcError('broker-unreachable', message);

describe('Outage', () => {
  const watch = (brokers: number) => {
    const told: string[] = [];
    const outage = new Outage(brokers, ({ code, message }) => told.push(`${code} ${message}`));
    return { told, outage };
  };

  it('tells when every broker was tried once, of all of them, and of each failure after that', () => {
    const { told, outage } = watch(2);
    outage.failed('a', unreachable('a is away.'), false);
    expect(told).to.deep.equal([]);
    outage.failed('b', unreachable('b is away.'), false);
    outage.failed('a', unreachable('a is still away.'), false);
    expect(told).to.deep.equal([
      'broker-unreachable a is away. b is away.',
      'broker-unreachable a is still away. b is away.',
    ]);
  });

  it('tells of a refusal rather than of what else failed', () => {
    const { told, outage } = watch(2);
    outage.failed('a', new RtcError('broker-refused', 'a refused.'), false);
    outage.failed('b', unreachable('b is away.'), false);
    expect(told).to.deep.equal(['broker-refused a refused.']);
  });

  it('tells of credentials at once, as no other broker helps', () => {
    const { told, outage } = watch(2);
    outage.failed('a', new RtcError('credentials-failed', 'none.'), false);
    expect(told).to.deep.equal(['credentials-failed none.']);
  });

  it('takes three hang-ups in a row for a refusal, over connections that did not last', () => {
    const { told, outage } = watch(1);
    const hangUp = () => outage.failed('a', unreachable('a hung up.'), true);
    hangUp();
    hangUp();
    outage.failed('a', unreachable('a is away.'), false);
    hangUp();
    hangUp();
    outage.end();
    hangUp();
    expect(told.map(line => line.split(' ')[0])).to.deep.equal([
      ...Array<string>(5).fill('broker-unreachable'),
      'broker-refused',
    ]);
    outage.served('a');
    hangUp();
    expect(told.at(-1)).to.equal('broker-unreachable a hung up.');
  });

  it('begins anew after a connection', () => {
    const { told, outage } = watch(2);
    outage.failed('a', unreachable('a is away.'), false);
    outage.end();
    outage.failed('b', unreachable('b is away.'), false);
    expect(told).to.deep.equal([]);
  });
});
