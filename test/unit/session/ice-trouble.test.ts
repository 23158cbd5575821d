// What is said of STUN and TURN servers that fail, and when.

import { expect } from '@open-wc/testing';
import {
  failureText,
  type IceSituation,
  iceTrouble,
  type ServerFailure,
} from '../../../src/session/ice-trouble.ts';

const UDP = 'turn:turn.test:3478?transport=udp';
const TLS = 'turns:turn.test:443?transport=tcp';
const STUN = 'stun:stun.test';

const failure = (url: string, errorCode = 701, errorText = ''): ServerFailure => ({
  url,
  errorCode,
  errorText,
});

const CALM: IceSituation = {
  relayOnly: false,
  urls: [STUN, UDP, TLS],
  failures: [],
  relayed: false,
  gathered: false,
  ageMs: 60_000,
  apartMs: 0,
};

describe('a server that fails', () => {
  for (const [each, text] of [
    [
      failure(UDP, 401, 'Unauthorized'),
      'The relay turn.test:3478 refused the credentials (401 Unauthorized).',
    ],
    [failure(UDP), 'The relay turn.test:3478 cannot be reached over UDP.'],
    [failure('turn:turn.test'), 'The relay turn.test cannot be reached over UDP.'],
    [failure('turn:turn.test?transport=tcp'), 'The relay turn.test cannot be reached over TCP.'],
    [
      failure(TLS, 701, 'TURN server connection timed out.'),
      'The relay turn.test:443 cannot be reached over TLS (701 TURN server connection timed out).',
    ],
    [
      failure(STUN, 701, 'STUN host lookup received error.'),
      'The STUN server stun.test cannot be found: nobody knows its name (701 STUN host lookup received error).',
    ],
    [
      failure(UDP, 486, 'Allocation Quota Reached'),
      'The relay turn.test:3478 refused to serve over UDP (486 Allocation Quota Reached).',
    ],
  ] as const) {
    it(`is told of: ${text}`, () => {
      expect(failureText(each)).to.equal(text);
    });
  }
});

describe('the trouble with servers', () => {
  const trouble = (given: Partial<IceSituation>) => {
    const error = iceTrouble({ ...CALM, ...given });
    return error && [error.code, error.server];
  };
  const refused = [failure(UDP), failure(TLS, 401)];

  it('is none of a person’s while everybody is connected', () => {
    expect(trouble({ failures: refused })).to.equal(undefined);
    expect(trouble({ failures: refused, apartMs: 5999 })).to.equal(undefined);
  });

  it('is told where two people don’t find each other, a refusal first', () => {
    expect(trouble({ failures: refused, apartMs: 6000 })).to.deep.equal([
      'relay-refused',
      'turn.test:443, TLS',
    ]);
    expect(trouble({ failures: [failure(STUN), failure(UDP)], apartMs: 6000 })).to.deep.equal([
      'relay-unreachable',
      'turn.test:3478, UDP',
    ]);
    expect(trouble({ failures: [failure(STUN)], apartMs: 6000 })).to.deep.equal([
      'stun-unreachable',
      'stun.test, UDP',
    ]);
    expect(trouble({ apartMs: 6000 })).to.equal(undefined);
  });

  it('is none where a relay serves', () => {
    expect(trouble({ failures: refused, apartMs: 6000, relayed: true })).to.equal(undefined);
    expect(trouble({ failures: refused, relayOnly: true, gathered: true, relayed: true })).to.equal(
      undefined,
    );
  });

  it('with relays alone is told as soon as all of them have failed, connected or not', () => {
    const given = { relayOnly: true, failures: refused, ageMs: 100 };
    expect(trouble({ ...given, gathered: true })).to.deep.equal(['relay-refused', 'turn.test:443, TLS']);
    expect(trouble(given)).to.equal(undefined);
  });

  it('with relays alone is told after 7 s where they say nothing', () => {
    expect(trouble({ relayOnly: true, ageMs: 6999 })).to.equal(undefined);
    expect(trouble({ relayOnly: true, ageMs: 7000 })).to.deep.equal([
      'relay-unreachable',
      'turn.test:3478, UDP',
    ]);
  });

  it('with relays alone is that there are none, once credentials had the time to bring some', () => {
    expect(trouble({ relayOnly: true, urls: [STUN], ageMs: 6999 })).to.equal(undefined);
    expect(trouble({ relayOnly: true, urls: [STUN], ageMs: 7000 })?.[0]).to.equal('relay-missing');
  });
});
