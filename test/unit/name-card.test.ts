// What stands for a person without a picture.

import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { hueOf, initialOf, shownName } from '../../src/elements/name-card.ts';

describe('a name card', () => {
  for (const [name, shown] of [
    ['Ada', 'Ada'],
    ['  Ada  ', 'Ada'],
    ['', 'Guest'],
    ['   ', 'Guest'],
    ['\u200b\u200d\u202e', 'Guest'],
    ['\u0301', 'Guest'],
    ['🎉', '🎉'],
    ['مريم', 'مريم'],
  ] as const) {
    it(`shows ${JSON.stringify(name)} as ${shown}`, () => {
      expect(shownName(name, 'Guest')).to.equal(shown);
    });
  }

  it('has the first character as a person sees it', () => {
    expect(['ölga', ' 👩‍🚀 Ada', '🇩🇪', 'é', ''].map(initialOf)).to.deep.equal(['Ö', '👩‍🚀', '🇩🇪', 'É', '']);
    expect(initialOf('a'.repeat(10_000))).to.equal('A');
  });

  it('has a hue that is always the same for an id, and others for others', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), id => {
        expect(hueOf(id)).to.equal(hueOf(id));
        expect(hueOf(id)).to.be.within(0, 359);
      }),
    );
    expect(new Set(Array.from({ length: 50 }, (_, index) => hueOf(`peer-${index}`))).size).to.be.above(30);
  });

  it('has a colour on which white can be read, at every hue', () => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    for (let hue = 0; hue < 360; hue += 5) {
      if (!context) throw new Error('no canvas');
      context.fillStyle = `oklch(45% 0.09 ${hue})`;
      context.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map(value => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      const contrast = 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
      expect(contrast, `hue ${hue}`).to.be.above(4.5);
    }
  });
});
