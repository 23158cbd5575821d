import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { cleanName, displayName } from '../../../src/protocol/display-name.ts';

describe('a name', () => {
  for (const [given, shown] of [
    ['Zoë', 'Zoë'],
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    ['two\nlines\tand\u2028more', 'two lines and more'],
    ['abc\u202egnp.exe', 'abcgnp.exe'],
    ['\u2066Ada\u2069 \u202bBob\u202c', 'Ada Bob'],
    ['A\u0000d\u0007a\u009f', 'Ada'],
    ['יוסי كريم', 'יוסי كريم'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
    ['', ''],
    ['   ', ''],
    ['\u200b\u2060\ufeff\u3164\u00ad', ''],
  ] as const) {
    it(`${JSON.stringify(given)} is shown as ${JSON.stringify(shown)}`, () => {
      expect(cleanName(given)).to.equal(shown);
    });
  }

  it('is cut after 60 letters, never within one', () => {
    expect(cleanName('x'.repeat(100))).to.equal('x'.repeat(60));
    expect(cleanName('é'.normalize('NFD').repeat(100))).to.equal('é'.normalize('NFD').repeat(60));
    const family = '👩‍👩‍👧‍👦';
    expect(cleanName(family.repeat(100))).to.equal(family.repeat(Math.floor(200 / family.length)));
  });

  it('of more than 200 units, or that is no text, is none', () => {
    expect(displayName('x'.repeat(200))).to.equal('x'.repeat(60));
    for (const wrong of ['x'.repeat(201), 1, null, undefined, ['x']]) {
      expect(displayName(wrong)).to.equal(undefined);
    }
  });

  it('is clean once it has been cleaned, and passes as a name, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), given => {
        const name = cleanName(given);
        expect(cleanName(name)).to.equal(name);
        expect(displayName(name)).to.equal(name);
        expect(name).not.to.match(/[\u202a-\u202e\u2066-\u2069]|\p{Cc}|^\s|\s$/u);
      }),
    );
  });
});
