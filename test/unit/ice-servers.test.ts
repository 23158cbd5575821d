// The two notations of ice-servers, and that what passes is taken by the browser.

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { iceServerText } from '../../src/elements/attribute-words.ts';
import { readIceServers } from '../../src/elements/ice-servers.ts';

describe('ice-servers', () => {
  const login = { username: 'user', credential: 'pass' };
  const readings: [string, RTCIceServer[]][] = [
    ['', []],
    ['stun:stun.example', [{ urls: 'stun:stun.example' }]],
    [
      '  stun:a.example:3478\n turn:user:pass@b.example:80?transport=tcp ',
      [{ urls: 'stun:a.example:3478' }, { urls: 'turn:b.example:80?transport=tcp', ...login }],
    ],
    [
      'turns:user:p%40ss%3Aword@b.example',
      [{ urls: 'turns:b.example', username: 'user', credential: 'p@ss:word' }],
    ],
    [
      'turn:1700000000%3Auser:a:b@b.example',
      [{ urls: 'turn:b.example', username: '1700000000:user', credential: 'a:b' }],
    ],
    ['turn:user:p@ss@b.example', [{ urls: 'turn:b.example', username: 'user', credential: 'p@ss' }]],
    ['turn:user:50%@b.example', [{ urls: 'turn:b.example', username: 'user', credential: '50%' }]],
    ['stun:[2001:db8::1]:3478', [{ urls: 'stun:[2001:db8::1]:3478' }]],
    [
      '[{"urls":["turn:a.example","turns:a.example"],"username":"user","credential":"pass"}]',
      [{ urls: ['turn:a.example', 'turns:a.example'], ...login }],
    ],
    ['{"urls":"stun:a.example"}', [{ urls: 'stun:a.example' }]],
  ];
  for (const [text, servers] of readings) {
    it(`are understood: ${text || 'nothing'}`, () => {
      expect(readIceServers(text)).to.deep.equal({ servers, problems: [] });
    });
  }

  const faults: [unknown, RegExp][] = [
    ['stun:a.example http://b.example', /^server 2 \(http:\/\/b\.example\) is no stun:/],
    ['turn:a.example', /^server 1 \(turn:a\.example\) has no user name and password/],
    ['turn:user@a.example', /^server 1 \(turn:a\.example\) has a wrong user name or password/],
    ['stun:a.example:99999', /wrong host or port/],
    ['stun:a.example?transport=tcp', /after the question mark/],
    ['turn:u:p@a.example?transport=tls', /after the question mark/],
    ['[{"urls":', /^not valid JSON/],
    ['[{"url":"stun:a.example"}]', /^server 1 has no urls/],
    ['[{"urls":"turn:a.example","username":"user"}]', /has no user name and password/],
    [42, /^server 1 is not an object/],
    [[null], /^server 1 is not an object/],
    [[{ urls: [] }], /^server 1 has no urls/],
  ];
  for (const [value, problem] of faults) {
    it(`are named where wrong: ${JSON.stringify(value)}`, () => {
      const problems = readIceServers(value).problems.map(iceServerText);
      expect(problems).to.have.length(1);
      expect(problems[0]).to.match(problem).and.to.contain('expected');
    });
  }

  it('that are right stay where others are wrong', () => {
    expect(readIceServers('nonsense stun:a.example').servers).to.deep.equal([{ urls: 'stun:a.example' }]);
  });

  it('never show a password in what is wrong', () => {
    for (const text of [
      'turn:user:hunter2@bad host',
      'turn:user:hunter2@b.example:0',
      'user:hunter2@b.example',
    ]) {
      expect(readIceServers(text).problems.map(iceServerText).join()).not.to.contain('hunter2');
    }
  });

  it('that pass are taken by RTCPeerConnection', function () {
    this.timeout(60_000);
    const mostly = (good: readonly string[], bad: readonly string[]) =>
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...good) },
        { weight: 1, arbitrary: fc.constantFrom(...bad) },
      );
    const host = mostly(
      ['a.example', 'A-1', 'a_b', '[::1]', '127.0.0.1', 'x'],
      ['_x', '.', '-', '[1:2]', '999.1.1.1', '127.1', '1', 'ü', ' ', '/', '#', '%zz', ''],
    );
    const text = fc
      .tuple(
        mostly(
          ['stun:', 'turn:u:p@', 'turns:u:p@', 'STUN:'],
          ['turn:', 'stun:u:p@', 'turns:u@', 'turn::@', 'http:', ''],
        ),
        fc.array(host, { minLength: 1, maxLength: 2 }).map(parts => parts.join('')),
        mostly(['', ':80'], [':0', ':', ':65536', ':1:2']),
        mostly(['', '?transport=udp', '?transport=tcp'], ['?transport=', '?', '?x=y']),
      )
      .map(parts => parts.join(''));
    let passed = 0;
    fc.assert(
      fc.property(text, attribute => {
        const { servers } = readIceServers(attribute);
        if (!servers.length) return;
        passed++;
        new RTCPeerConnection({ iceServers: servers }).close();
      }),
      // Chromium counts 500 in all pages of a site, closed ones too until their memory is taken back.
      { numRuns: 400 },
    );
    expect(passed).to.be.greaterThan(50);
  });
});
