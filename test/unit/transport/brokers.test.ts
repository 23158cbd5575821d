import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { brokerAddress, isBroker } from '../../../src/transport/brokers.ts';

describe('isBroker', () => {
  for (const text of [
    'wss://a.example/mqtt',
    'ws://b.example:8080',
    'wss://me:word@a.example/?token=t',
    'ws://[::1]',
  ]) {
    it(`takes ${text}`, () => expect(isBroker(text)).to.equal(true));
  }

  for (const text of [
    '',
    'https://a.example/mqtt',
    'mqtt://a.example',
    'a.example:8083',
    'broker',
    'wss://',
    'wss://a.example,',
    'wss://a.example/#top',
    'wss://:word@a.example/',
  ]) {
    it(`does not take “${text}”`, () => expect(isBroker(text)).to.equal(false));
  }

  it('throws for no text, and what it lets pass is an address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ validSchemes: ['ws', 'wss', 'http'] })), text => {
        if (isBroker(text)) expect(brokerAddress(text).url).to.match(/^wss?:\/\//);
      }),
    );
  });
});

describe('brokerAddress', () => {
  it('takes user name and password out of the URL, decoded', () => {
    expect(brokerAddress('wss://m%40e:p%3Aw@a.example:9001/mqtt?token=t')).to.deep.equal({
      url: 'wss://a.example:9001/mqtt?token=t',
      name: 'wss://a.example:9001/mqtt',
      username: 'm@e',
      password: 'p:w',
    });
  });

  it('has a user without a password, or none', () => {
    expect(brokerAddress('ws://me@a/')).to.deep.equal({ url: 'ws://a/', name: 'ws://a/', username: 'me' });
    expect(brokerAddress('ws://a')).to.deep.equal({ url: 'ws://a/', name: 'ws://a/' });
  });
});
