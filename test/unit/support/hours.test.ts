// Opening hours: which moments are within them, and what is said of those that can't be read.

import { expect } from '@open-wc/testing';
import { parseHours } from '../../../src/support/hours.ts';

function open(text: string, at: string): boolean {
  const hours = parseHours(text);
  if ('problem' in hours) throw new Error(hours.problem);
  return hours.isOpen(new Date(at));
}

function problem(text: string): string {
  const hours = parseHours(text);
  return 'problem' in hours ? hours.problem : '';
}

describe('opening hours', () => {
  it('begin at their first minute and end before their last, by the clock of their time zone', () => {
    const hours = 'Mo-Fr 09:00-17:00 Europe/Berlin';
    // A Wednesday in winter, when Berlin is one hour ahead.
    expect(open(hours, '2026-01-14T07:59:59Z')).to.equal(false);
    expect(open(hours, '2026-01-14T08:00:00Z')).to.equal(true);
    expect(open(hours, '2026-01-14T15:59:59Z')).to.equal(true);
    expect(open(hours, '2026-01-14T16:00:00Z')).to.equal(false);
    // And in summer, when it is two.
    expect(open(hours, '2026-07-15T07:00:00Z')).to.equal(true);
    expect(open(hours, '2026-07-15T15:00:00Z')).to.equal(false);
  });

  it('know the day of the week where they are, not where the visitor is', () => {
    // Sunday 23:30 in London is Monday 08:30 in Tokyo.
    expect(open('Mo 08:00-09:00 Asia/Tokyo', '2026-01-11T23:30:00Z')).to.equal(true);
    expect(open('Su 08:00-09:00 Asia/Tokyo', '2026-01-11T23:30:00Z')).to.equal(false);
  });

  it('can be several, over the weekend, over midnight and up to it', () => {
    const several = 'Mo-Th 09:00-12:00 UTC,  Sa 10:00-14:00 UTC';
    expect(open(several, '2026-01-17T13:00:00Z')).to.equal(true);
    expect(open(several, '2026-01-16T10:00:00Z')).to.equal(false);
    const weekend = 'Sa-Mo 10:00-11:00 UTC';
    expect(['17', '18', '19', '20'].map(day => open(weekend, `2026-01-${day}T10:30:00Z`))).to.deep.equal([
      ...[true, true, true, false],
    ]);
    const night = 'Fr 22:00-02:00 UTC';
    expect(open(night, '2026-01-16T23:00:00Z')).to.equal(true);
    expect(open(night, '2026-01-17T01:59:00Z')).to.equal(true);
    expect(open(night, '2026-01-16T01:00:00Z')).to.equal(false);
    expect(open('Mo-Su 00:00-24:00 UTC', '2026-01-16T23:59:59Z')).to.equal(true);
  });

  it('that can’t be read are told in a sentence that names the part', () => {
    expect(problem('nine to five')).to.equal(
      'hours: “nine to five” is not like “Mo-Fr 09:00-17:00 Europe/Berlin”',
    );
    expect(problem('Mo-Fr 09:00-17:00 UTC, Xx 10:00-12:00 UTC')).to.contain('“Xx 10:00-12:00 UTC” has a day');
    expect(problem('Mo 25:00-26:00 UTC')).to.contain('between 00:00 and 24:00');
    expect(problem('Mo 09:60-10:00 UTC')).to.contain('between 00:00 and 24:00');
    expect(problem('Mo 09:00-09:00 UTC')).to.contain('begins when it ends');
    expect(problem('Mo 09:00-17:00 Europe/Atlantis')).to.contain('Europe/Atlantis');
    expect(problem('Mo 09:00-17:00')).to.contain('is not like');
    expect(problem('')).to.contain('is not like');
  });
});
