// The button of a support desk before anybody presses, and what it says of the opening hours.

import { expect, fixture, html } from '@open-wc/testing';
import { RtcSupport } from '../../src/elements/rtc-support.ts';

if (!customElements.get('rtc-support')) customElements.define('rtc-support', RtcSupport);

const ALWAYS = 'Mo-Su 00:00-24:00 UTC';
/** Three days from now, and so neither today nor around midnight. */
const ANOTHER_DAY = `${['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'][(new Date().getUTCDay() + 3) % 7]} 00:00-24:00 UTC`;

const launcher = (element: RtcSupport) => element.shadowRoot?.querySelector('#launcher')?.textContent;

describe('rtc-support', () => {
  let told: string[] = [];
  const { error } = console;
  beforeEach(() => {
    told = [];
    console.error = (...words: unknown[]) => void told.push(words.join(' '));
  });
  afterEach(() => {
    console.error = error;
  });

  it('says on its button that the desk is closed, outside its hours', async () => {
    const element = await fixture<RtcSupport>(html`<rtc-support lang="en" hours=${ALWAYS}></rtc-support>`);
    expect(launcher(element)).to.equal('Talk to us');
    element.setAttribute('hours', ANOTHER_DAY);
    expect(launcher(element)).to.equal('Talk to us Closed at the moment');
    expect(element.withinHours).to.equal(false);
    element.setAttribute('lang', 'de');
    expect(launcher(element)).to.equal('Sprechen Sie mit uns Zurzeit geschlossen');
    await expect(element).to.be.accessible();
    element.removeAttribute('hours');
    expect(launcher(element)).to.equal('Sprechen Sie mit uns');
    expect(told).to.deep.equal([]);
  });

  it('tells of hours that can’t be read, and is open then', async () => {
    const element = await fixture<RtcSupport>(html`<rtc-support lang="en" hours="9 to 5"></rtc-support>`);
    expect(told).to.deep.equal([
      '<rtc-support> hours: “9 to 5” is not like “Mo-Fr 09:00-17:00 Europe/Berlin”',
    ]);
    expect(launcher(element)).to.equal('Talk to us');
  });
});
