// What an agent's browser keeps of a day, and the quick answers: counted, kept, forgotten, and safe in a spreadsheet.

import { expect } from '@open-wc/testing';
import { cannedAnswers, expanded, keepAnswer } from '../../../src/support/canned-answers.ts';
import { DeskLog, LONGEST_NOTE } from '../../../src/support/desk-log.ts';
import type { DeskTicket } from '../../../src/support/desk-tickets.ts';

/** A ticket of somebody who asked so many milliseconds ago. */
const ticket = (id: string, waited: number, name = id): DeskTicket => ({
  ...{ id, name, page: '', language: 'en', form: [], state: 'waiting', place: 1, ready: true },
  since: performance.now() - waited,
});

describe("an agent's day", () => {
  let log: DeskLog;
  const KEY = 'rtc-elements.desk.test';

  beforeEach(() => {
    localStorage.removeItem(KEY);
    log = new DeskLog('test');
  });
  after(() => localStorage.removeItem(KEY));

  it('has figures of those that were taken and those that nobody took', () => {
    expect(log.figures).to.deep.equal({ taken: 0, missed: 0 });
    log.taken(ticket('a', 10_000));
    log.taken(ticket('b', 20_000));
    log.missed(ticket('c', 60_000));
    log.ended('a', 'done');
    log.rated('a', 4, 'Good');
    log.rated('somebody else’s', 1);
    const { wait, length, ...counts } = log.figures;
    expect(counts).to.deep.equal({ taken: 2, missed: 1, rating: 4 });
    expect(wait).to.be.within(15_000, 16_000);
    expect(length).to.be.within(0, 1000);
    expect(new DeskLog('test').figures.taken).to.equal(2);
    expect(new DeskLog('another desk').figures.taken).to.equal(0);
  });

  it('counts a ticket once that was lost and taken again, and one twice whose visitor came twice', () => {
    log.taken(ticket('a', 1000));
    log.ended('a', 'lost');
    log.taken(ticket('a', 3000));
    expect(log.figures.taken).to.equal(1);
    expect(log.figures.wait).to.be.within(1000, 1500);
    log.ended('a', 'done');
    log.taken(ticket('a', 5000));
    expect(log.figures.taken).to.equal(2);
  });

  it('is forgotten the day after', () => {
    log.taken(ticket('a', 0));
    log.setNotes('a', 'blue');
    const text = localStorage.getItem(KEY) ?? '';
    localStorage.setItem(KEY, text.replace(/"at":\d+/g, `"at":${Date.now() - 86_400_000}`));
    expect(log.records).to.deep.equal([]);
    expect(log.notesOf('a')).to.equal('');
  });

  it('keeps notes until they are empty, no longer than another agent would take them', () => {
    log.setNotes('a', 'x'.repeat(LONGEST_NOTE + 5));
    expect(new DeskLog('test').notesOf('a')).to.have.length(LONGEST_NOTE);
    log.setNotes('a', '');
    expect(log.notesOf('a')).to.equal('');
    expect(localStorage.getItem(KEY)).to.not.include('xx');
  });

  it('is a table in which nothing that a visitor wrote is a formula', () => {
    log.taken(ticket('a', 12_000, '=HYPERLINK("http://x")'));
    log.setNotes('a', 'wants "blue",\nnot red');
    const [head, line, ...rest] = log.csv().split('\r\n');
    expect(head).to.match(/^"time","name","outcome"/);
    expect(line).to.match(
      /^"\d{4}-[^"]+","'=HYPERLINK\(""http:\/\/x""\)","taken","12","","","","wants ""blue"",\nnot red"$/,
    );
    expect(rest).to.deep.equal(['']);
  });

  it('begins anew where what is kept is no such thing', () => {
    for (const junk of ['', '{', '[]', '{"records":[{"ticket":1}],"notes":[]}']) {
      localStorage.setItem(KEY, junk);
      expect(log.figures).to.deep.equal({ taken: 0, missed: 0 });
      log.taken(ticket('a', 0));
      expect(log.figures.taken).to.equal(1);
    }
  });
});

describe('quick answers', () => {
  const KEY = 'rtc-elements.answers';
  beforeEach(() => localStorage.removeItem(KEY));
  after(() => localStorage.removeItem(KEY));

  it('stand in their order under one key each, until they are emptied', () => {
    keepAnswer(' /Opening hours', 'Nine to five.');
    keepAnswer('bye', 'Good bye!');
    keepAnswer('bye', 'See you!');
    expect(cannedAnswers()).to.deep.equal([
      { key: 'bye', text: 'See you!' },
      { key: 'opening-hours', text: 'Nine to five.' },
    ]);
    keepAnswer('bye', ' ');
    expect(cannedAnswers().map(({ key }) => key)).to.deep.equal(['opening-hours']);
    keepAnswer('/', 'nothing');
    expect(cannedAnswers()).to.have.length(1);
  });

  it('take the place of their key at the end of what is written, and of nothing else', () => {
    keepAnswer('hours', 'Nine to five.');
    for (const [draft, written] of [
      ['/hours', 'Nine to five.'],
      ['/HOURS ', 'Nine to five.'],
      ['Hello!\nWe are open:\n/hours', 'Hello!\nWe are open:\nNine to five.'],
      ['Hello, /hours ', 'Hello, Nine to five.'],
      ['and/hours', 'and/hours'],
      ['/hours today', '/hours today'],
      ['https://shop.example/hours', 'https://shop.example/hours'],
      ['/unknown', '/unknown'],
      ['/', '/'],
    ] as const)
      expect(expanded(draft)).to.equal(written);
  });
});
