// What is a link in a message and what is not, by table.

import { expect } from '@open-wc/testing';
import { isEmoji, type LinkPart, partsOf } from '../../src/elements/chat-text.ts';

const links = (text: string) => partsOf(text).filter((part): part is LinkPart => typeof part !== 'string');

describe('links in a message', () => {
  for (const [text, ...found] of [
    ['See https://example.com/a?b=c#d now', 'https://example.com/a?b=c#d'],
    ['https://example.com.', 'https://example.com'],
    ['(https://example.com)', 'https://example.com'],
    ['https://example.com/a_(b)', 'https://example.com/a_(b)'],
    ['(see https://example.com/a_(b)), then', 'https://example.com/a_(b)'],
    ['"https://example.com/x"!', 'https://example.com/x'],
    ['<https://example.com>', 'https://example.com'],
    ['HTTP://EXAMPLE.COM/Path', 'HTTP://EXAMPLE.COM/Path'],
    ['http://a.example,https://b.example', 'http://a.example,https://b.example'],
    ['http://a.example https://b.example', 'http://a.example', 'https://b.example'],
    ['line\nhttps://a.example\nline', 'https://a.example'],
    ['mailto:ada@example.com?subject=x', 'mailto:ada@example.com?subject=x'],
    ['http://[::1]:8080/', 'http://[::1]:8080/'],
    ['https://example.com/<script>', 'https://example.com/'],
    ['view-source:https://a.example', 'https://a.example'],
  ] as const) {
    it(`${JSON.stringify(text)} has ${found.length}`, () => {
      expect(links(text).map(link => link.text)).to.deep.equal(found);
      const whole = partsOf(text).map(part => (typeof part === 'string' ? part : part.text));
      expect(whole.join('')).to.equal(text);
    });
  }

  for (const text of [
    '',
    ' ',
    'example.com and www.example.com',
    'javascript:alert(1)',
    'JaVaScRiPt://example.com/%0aalert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'blob:https//x',
    'ftp://example.com',
    'vbscript:x',
    'https:// example.com',
    'https://',
    'https://...',
    'http://%zz/',
    'http://a:99999/',
    'xhttps://example.com',
    'äöühttps://example.com',
    'https:example.com',
    'mailto:',
    'mailto:nobody',
    'mailto:a@b@c',
    'http\u200b://example.com',
    'ｈttps://example.com',
  ]) {
    it(`${JSON.stringify(text)} has none`, () => {
      expect(links(text)).to.be.empty;
      expect(partsOf(text).join('')).to.equal(text);
    });
  }

  for (const [text, host] of [
    ['https://example.com:8443/x', undefined],
    ['https://EXAMPLE.com', undefined],
    ['mailto:ada@example.com', undefined],
    ['https://\u0430pple.com/login', 'xn--pple-43d.com'],
    ['https://b\u00fccher.example', 'xn--bcher-kva.example'],
    ['https://bank.example@evil.example/', 'evil.example'],
    ['https://bank.example:pw@evil.example', 'evil.example'],
    ['https://evil.example\\@bank.example/', undefined],
    ['https:///evil.example', 'evil.example'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://2130706433', '127.0.0.1'],
    ['https://bank%2eexample', 'bank.example'],
    ['https://bank\uff0eexample', 'bank.example'],
    ['https://example\u3002com/', 'example.com'],
    ['mailto:ada@\u0430pple.com', 'xn--pple-43d.com'],
  ] as const) {
    it(`${JSON.stringify(text)} ${host ? `tells that it leads to ${host}` : 'leads where it says'}`, () => {
      expect(links(text)).to.have.length(1);
      expect(links(text)[0]?.host).to.equal(host);
      expect(links(text)[0]?.text).to.equal(text);
    });
  }

  it('end before characters that cannot be seen or turn the rest round', () => {
    for (const character of ['\u202e', '\u2066', '\u200b', '\u0000', '\ufeff', '\u00ad', '\u007f']) {
      const [link, rest] = partsOf(`https://a.example/x${character}gpj.exe`);
      expect(link).to.include({ text: 'https://a.example/x' });
      expect(rest).to.equal(`${character}gpj.exe`);
    }
  });

  it('only ever lead to http, https and mailto', () => {
    const bits = [
      'http',
      's',
      ':',
      '//',
      '/',
      '\\',
      '@',
      'mailto:',
      'javascript:',
      '.',
      'a',
      '\t',
      '%0a',
      '?',
      '#',
    ];
    let seed = 1;
    const next = () => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 5000; round++) {
      const text = Array.from({ length: next() % 12 }, () => bits[next() % bits.length]).join('');
      for (const { href } of links(text)) expect(href).to.match(/^(https?:\/\/[^/]|mailto:[^@]+@)/);
    }
  });

  it('are found in the longest messages at once', () => {
    for (const text of [')', '(', 'https://', 'https://a.', 'mailto:a@', '@', '\u0301', 'http://a)']) {
      const started = performance.now();
      partsOf(text.repeat(10_000 / text.length));
      expect(performance.now() - started, text).to.be.below(200);
    }
  });
});

describe('a message of emoji', () => {
  for (const text of ['👍', '👍🏽 🎉', '❤️', '👩‍❤️‍💋‍👨', '🏳️‍🌈', '🇩🇪🇫🇷', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '☝🏿', ' 🎈 ']) {
    it(`is one: ${text}`, () => expect(isEmoji(text)).to.be.true);
  }
  for (const text of ['', ' ', '1', '12#*', 'ok 👍', '👍!', 'a\u0301', '\u200d', '\ufe0f', '🎈'.repeat(9)]) {
    it(`is none: ${JSON.stringify(text)}`, () => expect(isEmoji(text)).to.be.false);
  }
  it('is judged at once, however it is made', () => {
    const started = performance.now();
    for (const text of ['🏽', '👍🏽', '\u200d👍', '🇩']) isEmoji(`${text.repeat(30)}x`);
    expect(performance.now() - started).to.be.below(50);
  });
});
