import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { brokerAddress, parseBrokers } from '../../../src/transport/brokers.ts';

describe('parseBrokers', () => {
  it('takes several addresses, in order, once each, whatever white space stands between', () => {
    const { brokers, errors } = parseBrokers(
      '  wss://a.example/mqtt\n ws://b.example:8080  wss://a.example/mqtt ',
    );
    expect(brokers).to.deep.equal(['wss://a.example/mqtt', 'ws://b.example:8080']);
    expect(errors).to.deep.equal([]);
  });

  it('says nothing about an empty text', () => {
    expect(parseBrokers(' ')).to.deep.equal({ brokers: [], errors: [] });
  });

  for (const [text, expected] of [
    ['https://a.example/mqtt', /"https:\/\/a\.example\/mqtt".*begins with https:.*ws: or wss:/],
    ['mqtt://a.example', /begins with mqtt:/],
    ['a.example:8083', /"a\.example:8083".*begins with a\.example:/],
    ['broker', /"broker".*not a URL/],
    ['wss://', /"wss:\/\/".*not a URL/],
    ['wss://a.example,', /"wss:\/\/a\.example,".*without commas/],
    ['wss://a.example/#top', /"#top"/],
    ['wss://:word@a.example/', /password without a user name/],
  ] as const) {
    it(`names what is wrong with ${text} and keeps the rest`, () => {
      const { brokers, errors } = parseBrokers(`${text} wss://good.example/`);
      expect(brokers).to.deep.equal(['wss://good.example/']);
      expect(errors).to.have.length(1);
      expect(errors[0]).to.match(expected);
    });
  }

  it('never repeats a password or a query', () => {
    for (const text of [
      'http://me:secret@a/',
      'wss://me:secret@',
      'wss://:secret@a/',
      'wss://a/?t=secret#x',
      'x?secret',
    ]) {
      expect(parseBrokers(text).errors.join()).not.to.contain('secret');
    }
  });

  it('throws for no text, and what it lets pass is an address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ validSchemes: ['ws', 'wss', 'http'] })), text => {
        for (const broker of parseBrokers(text).brokers)
          expect(brokerAddress(broker).url).to.match(/^wss?:\/\//);
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
