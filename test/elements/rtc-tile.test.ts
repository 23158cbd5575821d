// <rtc-tile>: what it shows of a participant.

import { expect, fixture, html } from '@open-wc/testing';
import type { RtcTile } from '../../src/elements/rtc-tile.ts';
import { person } from './fake-call.ts';

const show = (participant: ReturnType<typeof person>, screen = false) =>
  fixture<RtcTile>(html`<rtc-tile lang="en" .person=${participant} ?screen=${screen}></rtc-tile>`);

const text = (tile: RtcTile, part: string) =>
  tile.shadowRoot?.querySelector(`[part=${part}]`)?.textContent?.replace(/\s+/g, ' ').trim();
const video = (tile: RtcTile) => tile.shadowRoot?.querySelector('video');

/** What the video element does, in words: a failed comparison of the browser's objects ends the test run. */
function playing(tile: RtcTile) {
  const { srcObject, muted, className } = video(tile) ?? {};
  return { id: srcObject instanceof MediaStream ? srcObject.id : undefined, muted, className };
}

describe('<rtc-tile>', () => {
  it('plays the stream, mirrored and mute for oneself only', async () => {
    const other = person('ada', { video: true });
    const tile = await show(other);
    expect(playing(tile)).to.deep.equal({ id: other.stream.id, muted: false, className: '' });
    const self = await show(person('me', { self: true, video: true }));
    expect(playing(self)).to.include({ muted: true, className: 'mirrored' });
    expect(self.matches(':state(self):state(video)')).to.be.true;
  });

  it('shows the name and its first character while the camera is off', async () => {
    const tile = await show(person('ada', { name: 'ölga' }));
    expect(text(tile, 'name')).to.equal('ölga');
    expect(text(tile, 'card')).to.equal('Ö');
    tile.person = person('ada', { name: '👩‍🚀 Ada', video: true });
    await tile.updateComplete;
    expect(text(tile, 'card')).to.be.undefined;
    tile.person = person('ada', { name: '👩‍🚀 Ada' });
    await tile.updateComplete;
    expect(text(tile, 'card')).to.equal('👩‍🚀');
  });

  it('calls who has no name a guest, and oneself you', async () => {
    expect(text(await show(person('x', { name: '' })), 'name')).to.equal('Guest');
    expect(text(await show(person('x', { name: '', self: true })), 'name')).to.equal('You');
    expect(text(await show(person('x', { name: 'Ada', self: true })), 'name')).to.equal('Ada (You)');
  });

  it('says who is muted', async () => {
    const tile = await show(person('ada', { audio: false }));
    expect(text(tile, 'name')).to.equal('Microphone off ada');
    expect(tile.matches(':state(muted)')).to.be.true;
  });

  for (const [link, words] of [
    ['connecting', 'Connecting…'],
    ['connected', undefined],
    ['unstable', 'Unstable connection'],
    ['reconnecting', 'Reconnecting…'],
    ['changing-page', 'Changing page…'],
  ] as const) {
    it(`has words for a connection that is ${link}: ${words ?? 'none'}`, async () => {
      expect(text(await show(person('ada', { link })), 'link')).to.equal(words);
    });
  }

  it('shows a shared screen whole, with a name of its own', async () => {
    const other = person('ada', { name: 'Ada', screen: true });
    const tile = await show(other, true);
    expect(playing(tile)).to.include({ id: other.screenStream.id, className: 'whole' });
    expect(text(tile, 'name')).to.equal('Screen of Ada');
    expect(text(tile, 'card')).to.be.undefined;
  });

  it('shows a name as text, whatever stands in it', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const tile = await show(person('ada', { name }));
    expect(text(tile, 'name')).to.equal(name);
    expect(tile.shadowRoot?.querySelectorAll('img')).to.have.length(0);
  });

  it('plays mute where the browser wants a click first, and offers it', async () => {
    const { play } = HTMLMediaElement.prototype;
    let clicked = false;
    HTMLMediaElement.prototype.play = async function () {
      if (!clicked && !this.muted) throw new DOMException('test', 'NotAllowedError');
    };
    const tile = await show(person('ada', { video: true }));
    await Promise.resolve();
    await tile.updateComplete;
    const button = tile.shadowRoot?.querySelector('button');
    expect(button?.textContent).to.equal('Tap to hear');
    expect(video(tile)?.muted).to.be.true;
    clicked = true;
    button?.click();
    await tile.updateComplete;
    HTMLMediaElement.prototype.play = play;
    expect(video(tile)?.muted).to.be.false;
    expect(tile.shadowRoot?.querySelector('button') === null).to.be.true;
  });

  it('is accessible', async () => {
    await expect(await show(person('ada', { audio: false, link: 'unstable' }))).to.be.accessible();
  });
});
