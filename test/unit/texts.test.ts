// The choice of a language, and that every language says everything.

import { expect } from '@open-wc/testing';
import { de } from '../../src/i18n/de.ts';
import { en, type Texts } from '../../src/i18n/en.ts';
import { chooseLanguage, hasTexts, loadTexts, textsOf } from '../../src/i18n/texts.ts';

describe('the language', () => {
  for (const [tags, language] of [
    [['de'], 'de'],
    [['de-AT-1996'], 'de'],
    [['DE_ch'], 'de'],
    [['fr', 'de-DE', 'en'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['fr', 'tlh'], 'en'],
    [['', 'de'], 'de'],
    [['constructor'], 'en'],
    [[], 'en'],
  ] as const) {
    it(`of ${JSON.stringify(tags)} is ${language}`, () => {
      expect(chooseLanguage(tags)).to.equal(language);
    });
  }

  it('is English until its texts are loaded', async () => {
    if (!hasTexts('de')) expect(textsOf('de')).to.equal(en);
    expect(await loadTexts('de')).to.equal(de);
    expect(textsOf('de')).to.equal(de);
  });

  it('says something for every text, and another thing than English', () => {
    const flat = (texts: Texts) => Object.entries({ ...texts, ...texts.errors });
    const english = new Map<string, unknown>(flat(en));
    expect(flat(de).map(([key]) => key)).to.have.members([...english.keys()]);
    const same = flat(de).filter(([key, text]) => typeof text === 'string' && text === english.get(key));
    expect(same.map(([key]) => key)).to.deep.equal(['chat']);
  });
});
