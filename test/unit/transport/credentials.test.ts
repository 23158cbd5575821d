import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { RtcError } from '../../../src/errors.ts';
import { parseCredentials } from '../../../src/transport/asked-credentials.ts';
import { CredentialsSource } from '../../../src/transport/credentials.ts';

const NOW = 1_700_000_000_000;

const failure = (answer: unknown): RtcError => {
  try {
    parseCredentials(answer, NOW);
  } catch (error) {
    if (error instanceof RtcError) return error;
    throw error;
  }
  throw new Error('was taken');
};

describe('parseCredentials', () => {
  it('takes every field, and leaves out what is absent, null or unknown', () => {
    const iceServers = [{ urls: 'stun:a' }, { urls: ['turn:b', 'turns:c'], username: 'u', credential: 'c' }];
    const all = { username: 'me', password: 'word', iceServers, deskSecret: 'd' };
    expect(parseCredentials({ ...all, other: 1 }, NOW)).to.deep.equal(all);
    expect(parseCredentials({ username: null, ttl: null }, NOW)).to.deep.equal({});
    expect(parseCredentials({}, NOW)).to.deep.equal({});
  });

  it('counts ttl from now, expires from 1970, and believes ttl first', () => {
    expect(parseCredentials({ ttl: 60 }, NOW).expiresAt).to.equal(NOW + 60_000);
    expect(parseCredentials({ expires: NOW / 1000 + 5 }, NOW).expiresAt).to.equal(NOW + 5000);
    expect(parseCredentials({ ttl: 60, expires: 1 }, NOW).expiresAt).to.equal(NOW + 60_000);
  });

  for (const [answer, expected] of [
    [undefined, /not an object/],
    [null, /not an object/],
    ['token', /not an object/],
    [[], /not an object/],
    [{ username: 1 }, /username that is not a string/],
    [{ username: 'me', password: {} }, /password that is not a string/],
    [{ password: 'xyzzy' }, /password without a username/],
    [{ deskSecret: true }, /deskSecret that is not a string/],
    [{ iceServers: { urls: 'stun:a' } }, /iceServers that are not an array/],
    [{ iceServers: [{ urls: 'stun:a' }, { url: 'stun:b' }] }, /entry 1 has no urls/],
    [{ iceServers: [null] }, /entry 0 has no urls/],
    [{ iceServers: [{ urls: [] }] }, /entry 0 has no urls/],
    [{ iceServers: [{ urls: 'turn:a', credential: 1 }] }, /entry 0/],
    [{ ttl: '60' }, /ttl that is not a number/],
    [{ ttl: Number.POSITIVE_INFINITY }, /ttl that is not a number/],
    [{ ttl: 0 }, /ttl that is not above 0/],
    [{ expires: NOW / 1000 - 1 }, /expired by the clock of this device.*ttl/],
  ] as const) {
    it(`refuses ${JSON.stringify(answer)} with a sentence`, () => {
      const { code, message } = failure(answer);
      expect(code).to.equal('credentials-failed');
      expect(message).to.match(expected);
      expect(message).not.to.contain('xyzzy');
    });
  }

  it('throws nothing but RtcErrors', () => {
    const names = ['username', 'password', 'iceServers', 'ttl', 'expires', 'deskSecret'];
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...names), fc.anything())),
        answer => {
          try {
            parseCredentials(answer, NOW);
          } catch (error) {
            expect(error).to.be.instanceOf(RtcError);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('CredentialsSource', () => {
  it('has what stands in the page where there is nothing to ask', async () => {
    const source = new CredentialsSource({ username: 'me', password: 'word' }, 'id');
    expect(await source.get()).to.deep.equal({ username: 'me', password: 'word' });
    expect(source.renewAt).to.equal(undefined);
  });

  it('asks the function with the id, before any URL, and completes what it leaves out', async () => {
    const asked: unknown[] = [];
    const options = { username: 'me', password: 'word', url: 'http://127.0.0.1:1/' };
    const ask = async (peer: { id: string }) => {
      asked.push(peer);
      return { iceServers: [{ urls: 'stun:a' }] };
    };
    const source = new CredentialsSource({ ...options, ask }, 'peer-1');
    expect(await source.get()).to.deep.equal({
      username: 'me',
      password: 'word',
      iceServers: [{ urls: 'stun:a' }],
    });
    expect(asked).to.deep.equal([{ id: 'peer-1' }]);
    const other = new CredentialsSource({ ...options, ask: async () => ({ username: 'other' }) }, 'peer-1');
    expect(await other.get()).to.deep.equal({ username: 'other' });
  });

  it('keeps an answer for 80 % of its life and tells of each new one', async () => {
    let count = 0;
    const source = new CredentialsSource(
      { ask: async () => ({ username: `user ${++count}`, ttl: 0.2 }) },
      'id',
    );
    const told: (string | undefined)[] = [];
    source.latest.subscribe(credentials => told.push(credentials?.username));
    const begin = Date.now();
    await source.get();
    expect(source.renewAt).to.be.within(begin + 160, Date.now() + 160);
    expect((await source.get()).username).to.equal('user 1');
    await new Promise(resolve => setTimeout(resolve, 170));
    expect((await source.get()).username).to.equal('user 2');
    await Promise.resolve();
    expect(told).to.deep.equal(['user 1', 'user 2']);
  });

  it('keeps no failure', async () => {
    let count = 0;
    const ask = async () => {
      if (++count === 1) throw new Error('not yet');
      return { username: 'me' };
    };
    const source = new CredentialsSource({ ask }, 'id');
    const error: unknown = await source.get().catch(error => error);
    expect(error).to.be.instanceOf(RtcError).with.property('code', 'credentials-failed');
    expect((await source.get()).username).to.equal('me');
  });

  it('lets one who gave up go while another still waits', async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const source = new CredentialsSource({ ask: () => promise }, 'id');
    const gone = new AbortController();
    const first = source.get(gone.signal).catch((reason: unknown) => reason);
    const second = source.get();
    gone.abort('gone');
    expect(await first).to.equal('gone');
    resolve({ username: 'me' });
    expect((await second).username).to.equal('me');
  });

  it('says that a URL is none', async () => {
    const error: unknown = await new CredentialsSource({ url: 'http://[' }, 'id').get().catch(error => error);
    expect(error)
      .to.have.property('message')
      .that.matches(/not a URL/);
  });
});
