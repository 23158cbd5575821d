// The choice of a language, and that every language says everything.

import { expect } from '@open-wc/testing';
import { RtcError } from '../../src/errors.ts';
import { de } from '../../src/i18n/de.ts';
import { en } from '../../src/i18n/en.ts';
import { enCheckup } from '../../src/i18n/en-checkup.ts';
import { enErrors } from '../../src/i18n/en-errors.ts';
import { type AllTexts, enOpened, withOpened } from '../../src/i18n/en-opened.ts';
import { enRecorder } from '../../src/i18n/en-recorder.ts';
import { enRecording } from '../../src/i18n/en-recording.ts';
import { enStats } from '../../src/i18n/en-stats.ts';
import {
  addLanguage,
  chooseLanguage,
  directionOf,
  errorText,
  hasTexts,
  loadErrorText,
  loadTexts,
  textsOf,
} from '../../src/i18n/texts.ts';

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
    expect(await loadTexts('de')).to.deep.equal(de);
    expect(textsOf('de')).to.deep.equal(de);
  });

  it('says something for every text, and another thing than English', () => {
    const flat = (texts: AllTexts) => Object.entries({ ...texts, ...texts.errors });
    const english = new Map<string, unknown>(
      flat({
        ...enErrors,
        ...enOpened,
        ...enRecorder,
        ...enRecording,
        ...enStats,
        ...enCheckup,
        ...en,
        errors: { ...en.errors, ...enErrors.errors },
      }),
    );
    expect(flat(de).map(([key]) => key)).to.have.members([...english.keys()]);
    const same = flat(de).filter(([key, text]) => typeof text === 'string' && text === english.get(key));
    expect(same.map(([key]) => key)).to.deep.equal(['chat']);
  });

  it('has words for an error once they are loaded, at once where the network is away, and names the server', async () => {
    const error = new RtcError('relay-refused', 'For developers.', undefined, 'turn.test');
    const away = new RtcError('broker-unreachable', 'For developers.');
    expect(loadErrorText(away)).to.equal(undefined);
    addLanguage('tlh', { errors: { 'relay-refused': 'Qo’!' } });
    await loadErrorText(error);
    expect(errorText(textsOf('en'), error)).to.equal(`${enErrors.errors['relay-refused']} (turn.test)`);
    expect(errorText(textsOf('tlh'), error)).to.equal('Qo’! (turn.test)');
    expect(errorText(textsOf('en'), away)).to.equal(en.errors['broker-unreachable']);
  });

  it('completes the texts of a call by those of what is opened, always alike', () => {
    expect(withOpened(en)).to.include({ join: en.join, settings: enOpened.settings });
    expect(withOpened(de).settings).to.equal(de.settings);
    expect(withOpened(en)).to.equal(withOpened(en));
  });

  for (const [language, direction] of [
    ['en', 'ltr'],
    ['de', 'ltr'],
    ['ar', 'rtl'],
    ['he', 'rtl'],
    ['fa-AF', 'rtl'],
    ['ur', 'rtl'],
    ['ps', 'rtl'],
    ['yi', 'rtl'],
    ['dv', 'rtl'],
    ['ckb', 'rtl'],
    ['ug', 'rtl'],
    ['sd-Deva', 'ltr'],
    ['ku', 'ltr'],
    ['ja', 'ltr'],
    ['tlh', 'ltr'],
  ] as const) {
    it(`${language} is written ${direction}`, () => {
      expect(directionOf(language)).to.equal(direction);
    });
  }
});

describe('a language of the page', () => {
  it('is chosen like the others, and is English where it says nothing', () => {
    expect(chooseLanguage(['nl'])).to.equal('en');
    addLanguage('NL', { join: 'Deelnemen', errors: { 'room-full': 'Vol.' } });
    expect(chooseLanguage(['nl-BE'])).to.equal('nl');
    expect(textsOf('nl')).to.deep.include({ join: 'Deelnemen', leave: 'Leave' });
    expect(textsOf('nl').errors).to.include({
      'room-full': 'Vol.',
      'broker-unreachable': en.errors['broker-unreachable'],
    });
  });

  it('can be loaded when it is needed, and again where that failed', async () => {
    let asked = 0;
    addLanguage('pt-BR', async () => {
      if (++asked === 1) throw new TypeError('offline');
      return { join: 'Entrar' };
    });
    expect(chooseLanguage(['pt-PT', 'pt-BR'])).to.equal('pt-br');
    expect(hasTexts('pt-br')).to.be.false;
    expect((await loadTexts('pt-br')).join).to.equal('Join');
    const both = await Promise.all([loadTexts('pt-br'), loadTexts('pt-br')]);
    expect(both.map(({ join }) => join)).to.deep.equal(['Entrar', 'Entrar']);
    expect(asked).to.equal(2);
  });

  it('puts other words in the place of known ones', () => {
    addLanguage('eo', { join: 'Join' });
    addLanguage('eo', { join: 'JOIN' });
    expect(textsOf('eo').join).to.equal('JOIN');
  });

  it('has a proper tag', () => {
    for (const wrong of ['', 'not a tag', 'de_']) {
      expect(() => addLanguage(wrong, {}), wrong).to.throw(RangeError);
    }
  });
});
