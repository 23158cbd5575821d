// When what is done about a silent peer, by table: the clock is moved, and what is decided is read.

import { expect } from '@open-wc/testing';
import {
  broken,
  decide,
  firstVitals,
  found,
  heard,
  hurry,
  late,
  linkOf,
  lost,
  outlived,
  tried,
  turned,
  type Vitals,
} from '../../../src/session/recovery.ts';

const TICK_MS = 500;
/** When the last packet came. */
const LAST = 10_000;

/** What was decided, in seconds after the last packet. */
type Story = [number, string][];

interface Course {
  /** What happens besides, by the milliseconds after the last packet. */
  readonly events?: Readonly<Record<number, (vitals: Vitals, now: number) => Vitals>>;
  /** Whether the broker can be reached, by the milliseconds after the last packet. */
  reachable?(after: number): boolean;
  readonly untilMs?: number;
}

/** Looks twice a second until somebody is gone, and tells of links and actions. */
function course(
  start: Vitals,
  { events = {}, reachable = () => true, untilMs = 80_000 }: Course = {},
): Story {
  const story: Story = [];
  let vitals = start;
  let link = linkOf(start, LAST);
  for (let after = 0; after <= untilMs; after += TICK_MS) {
    const now = LAST + after;
    vitals = events[after]?.(vitals, now) ?? vitals;
    const decision = decide(vitals, reachable(after), now);
    vitals = decision.vitals;
    const next = linkOf(vitals, now);
    if (next !== link) story.push([after / 1000, next]);
    link = next;
    for (const action of decision.actions) story.push([after / 1000, action]);
    if (decision.actions.some(action => action === 'gone' || action === 'left')) break;
  }
  return story;
}

const connected = heard(firstVitals(0), LAST);
const slow = heard(firstVitals(0), LAST, true);
const beat = (vitals: Vitals, now: number) => heard(vitals, now);
const never = () => false;

describe('recovery', () => {
  it('marks silence after 1 and 3 s, tries again and again, and gives up after 60 s', () => {
    expect(course(connected)).to.deep.equal([
      [1, 'unstable'],
      [1, 'renew'],
      [3, 'reconnecting'],
      [3, 'retry'],
      [6, 'retry'],
      [12, 'retry'],
      [24, 'retry'],
      [48, 'retry'],
      [60, 'gone'],
    ]);
  });

  it('gives a peer whose timers are slow 1.5 s more', () => {
    expect(course(slow, { untilMs: 5000 })).to.deep.equal([
      [2.5, 'unstable'],
      [2.5, 'renew'],
      [4.5, 'reconnecting'],
      [4.5, 'retry'],
    ]);
  });

  it('does nothing while packets come', () => {
    const events = Object.fromEntries(Array.from({ length: 100 }, (_, each) => [each * 500, beat]));
    expect(course(connected, { events, untilMs: 49_000 })).to.deep.equal([]);
  });

  it('begins anew when packets come again', () => {
    expect(course(connected, { events: { 4000: beat }, untilMs: 7500 })).to.deep.equal([
      ...[
        [1, 'unstable'],
        [1, 'renew'],
        [3, 'reconnecting'],
        [3, 'retry'],
      ],
      ...[
        [4, 'connected'],
        [5, 'unstable'],
        [5, 'renew'],
        [7, 'reconnecting'],
        [7, 'retry'],
      ],
    ]);
  });

  it('tries at once, and after 1 and 2 s, when the network changes in silence', () => {
    expect(course(connected, { events: { 500: hurry }, untilMs: 7000 })).to.deep.equal([
      [0.5, 'renew'],
      [0.5, 'connect'],
      [1, 'unstable'],
      [1.5, 'connect'],
      [2.5, 'connect'],
      [3, 'reconnecting'],
      [6.5, 'connect'],
    ]);
    expect(course(connected, { events: { 20000: hurry } }).filter(([at]) => at >= 20)).to.deep.equal([
      [20, 'renew'],
      [20, 'connect'],
      [21, 'connect'],
      [22, 'connect'],
      [26, 'connect'],
      [32, 'connect'],
      [44, 'connect'],
      [60, 'gone'],
    ]);
  });

  it('does not begin anew at every word of a changed network', () => {
    const events = { 500: hurry, 2000: hurry, 5000: hurry };
    expect(course(connected, { events, untilMs: 7000 })).to.deep.equal(
      course(connected, { events: { 500: hurry }, untilMs: 7000 }),
    );
  });

  it('makes nothing of a changed network while packets come', () => {
    const events = { 0: hurry, 500: beat, 1000: beat, 1500: beat };
    expect(course(connected, { events, untilMs: 2000 })).to.deep.equal([]);
  });

  it('is not put off by a packet that was on its way when the network changed', () => {
    const story = course(connected, { events: { 0: hurry, 500: beat }, untilMs: 1000 });
    expect(story).to.deep.equal([
      [1, 'renew'],
      [1, 'connect'],
    ]);
  });

  it('waits for the broker where that is away, too, and tries as soon as it is back', () => {
    expect(course(connected, { reachable: never, untilMs: 300_000 })).to.deep.equal([
      [1, 'unstable'],
      [3, 'reconnecting'],
    ]);
    const back = (after: number) => after >= 70_000;
    expect(course(connected, { reachable: back, untilMs: 140_000 }).slice(2)).to.deep.equal([
      [70, 'connect'],
      [71, 'connect'],
      [72, 'connect'],
      [76, 'connect'],
      [82, 'connect'],
      [94, 'connect'],
      [118, 'connect'],
      [130, 'gone'],
    ]);
  });

  it('tries a first connection again later than one that stood', () => {
    const met = firstVitals(LAST);
    expect(course(met)).to.deep.equal([
      [6, 'connect'],
      [12, 'connect'],
      [24, 'connect'],
      [48, 'connect'],
      [60, 'gone'],
    ]);
  });

  it('takes the word of the broker that somebody is lost after 3 s of silence, and lets go after 60', () => {
    const story = course(connected, { events: { 500: lost } });
    expect(story.slice(3)).to.deep.equal([
      [3, 'retry'],
      [3.5, 'lost'],
      [6, 'retry'],
      [12, 'retry'],
      [24, 'retry'],
      [48, 'retry'],
      [60, 'gone'],
    ]);
  });

  it('does not take it where a packet comes, however late', () => {
    for (const at of [1500, 3000]) {
      const story = course(connected, { events: { 500: lost, [at]: beat }, untilMs: 5000 });
      expect(story.flat(), `${at}`).not.to.contain('lost');
    }
  });

  it('does not take it where the broker brings word of who was lost', () => {
    const story = course(connected, { events: { 500: lost, 1500: found }, untilMs: 5000 });
    expect(story.flat()).not.to.contain('lost');
  });

  it('takes it in spite of packets that were on their way', () => {
    const story = course(connected, { events: { 500: lost, 1000: beat }, untilMs: 5000 });
    expect(story).to.deep.include([3.5, 'lost']);
  });

  it('waits 15 s for the next page of one who is changing it, will or not', () => {
    for (const events of [{ 500: turned }, { 0: turned, 500: lost }, { 0: lost, 500: turned }]) {
      const story = course(connected, { events });
      expect(story.map(([, what]) => what)).to.deep.equal(['changing-page', 'left']);
      const [first = 0, second = 0] = story.map(([at]) => at);
      expect(second - first).to.equal(15);
    }
  });

  it('counts nothing that its own late timers kept it from seeing', () => {
    const slept = late(connected, 40_000, LAST + 40_500);
    expect(linkOf(slept, LAST + 40_500)).to.equal('connected');
    expect(decide(slept, true, LAST + 40_500).actions).to.deep.equal([]);
    const awake = late(heard(connected, LAST + 40_400), 40_000, LAST + 40_500);
    expect(awake.heardAt).to.equal(LAST + 40_500);
  });

  it('mends at once what is broken, but not again and again', () => {
    const first = broken(connected, LAST);
    expect(first.actions).to.deep.equal(['connect']);
    const later = (after: number) => broken(heard(first.vitals, LAST + after), LAST + after).actions;
    expect(later(2900)).to.deep.equal([]);
    expect(later(3000)).to.deep.equal(['connect']);
  });

  it('takes a connection for outlived that brought nothing for 2 s', () => {
    expect(outlived(connected, heard(connected, LAST + 1900))).to.equal(false);
    expect(outlived(connected, heard(connected, LAST + 2000))).to.equal(true);
    expect(outlived(slow, heard(slow, LAST + 3400))).to.equal(false);
    expect(outlived(slow, heard(slow, LAST + 3500))).to.equal(true);
  });

  it('takes none for outlived that never stood', () => {
    const met = firstVitals(LAST);
    expect(outlived(met, heard(met, LAST + 5000))).to.equal(false);
  });

  it('mends nothing while another connection is being made', () => {
    expect(broken(tried(connected, LAST - 2900), LAST).actions).to.deep.equal([]);
    expect(broken(tried(connected, LAST - 3000), LAST).actions).to.deep.equal(['connect']);
  });

  it('leaves what is broken to the tries that are planned for silence', () => {
    expect(broken(connected, LAST + 1000).actions).to.deep.equal([]);
    expect(broken(turned(connected, LAST), LAST).actions).to.deep.equal([]);
  });
});
