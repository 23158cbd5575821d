// What is done when a peer falls silent, and when: pure decisions. What is known and the time go in, a link and
// actions come out. Who listens, waits and acts is others' business. Times are in milliseconds.

import type { Link } from './call-state.ts';

/** What is known of a peer's life. */
export interface Vitals {
  /** When its last packet came. */
  readonly heardAt: number;
  /** Its timers run once a second. */
  readonly slow: boolean;
  /** Something has come over a connection. */
  readonly connected: boolean;
  /** From when the present tries are counted, and how many there were. */
  readonly since: number;
  readonly tries: number;
  /** Things have changed for the better: no time to lose. */
  readonly hurried: boolean;
  /** When a new connection was last made. */
  readonly triedAt: number;
  /** A second way to the broker was asked for in this silence. */
  readonly renewed: boolean;
  /** From when on the broker could be reached; infinite while it can't. */
  readonly reachableSince: number;
  /** When the broker told that it lost the peer. */
  readonly willAt?: number;
  /** When the peer's page went away. */
  readonly pageAt?: number;
}

/**
 * `connect`: make a connection beside what there is; `retry`: unless one is offered already. `renew`: open a second way
 * to the broker. `lost`: nobody seems to be there, but it may come back over the connections that there are.
 */
export type Action = 'connect' | 'retry' | 'renew' | 'lost' | 'left' | 'gone';

export interface Decision {
  readonly vitals: Vitals;
  readonly actions: readonly Action[];
}

const UNSTABLE_MS = 1000;
const RECONNECTING_MS = 3000;
/** How much longer somebody may be silent whose timers run once a second. */
const SLOW_MS = 1500;
/** When new connections are made, counted from the last packet; for one that never connected; when in a hurry. */
const LATER_MS = [6000, 12_000, 24_000, 48_000];
const TRIES_MS = [RECONNECTING_MS, ...LATER_MS];
const HURRIED_MS = [0, 1000, 2000, ...LATER_MS];
/** Browsers tell of a changed network also when only their guess of its speed has changed. */
const HURRY_AGAIN_MS = 10_000;
/**
 * Pictures sent before the end of such a silence come late: of old ones a peer sends again what it still has, and
 * Chromium then plays all that follow as late (measured: 3 s). A new connection shows them at once.
 */
const STALE_MS = 2000;
/** With less silence nothing is broken. */
const HURRY_MS = 500;
/** What is broken is mended at once, but not again and again. */
const BROKEN_MS = 3000;
const GONE_MS = 60_000;
/** How long somebody may be silent whom the broker lost: 3 s, looked at twice a second; how late its packets may be. */
const WILL_MS = 2750;
const LATE_PACKETS_MS = 500;
/** How long a page may take to become the next one. */
const PAGE_MS = 15_000;

/** A peer that was met at this moment. */
export function firstVitals(now: number): Vitals {
  return {
    heardAt: now,
    since: now,
    slow: false,
    connected: false,
    tries: 0,
    hurried: false,
    triedAt: Number.NEGATIVE_INFINITY,
    renewed: false,
    reachableSince: now,
  };
}

/** How the connection with it stands. */
export function linkOf(vitals: Vitals, now: number): Link {
  if (vitals.pageAt !== undefined) return 'changing-page';
  if (!vitals.connected) return 'connecting';
  const silence = now - vitals.heardAt - slack(vitals);
  if (silence < UNSTABLE_MS) return 'connected';
  return silence < RECONNECTING_MS ? 'unstable' : 'reconnecting';
}

/** A packet came over a connection, at a time that may be past. */
export function heard(vitals: Vitals, at: number, slow = vitals.slow): Vitals {
  const { willAt, ...rest } = vitals;
  const alive = willAt !== undefined && at <= willAt + LATE_PACKETS_MS ? vitals : rest;
  const heardAt = Math.max(at, vitals.heardAt);
  // What was on its way when the network changed says nothing of the new one.
  const stray = vitals.hurried ? HURRY_MS : 0;
  if (at <= vitals.since + stray) return { ...alive, heardAt, slow, connected: true };
  return {
    ...alive,
    ...{ heardAt, slow, connected: true },
    ...{ since: at, tries: 0, hurried: false, renewed: false },
  };
}

/** One's own timers were late by so much: what could not be observed counts for nothing. */
export function late(vitals: Vitals, milliseconds: number, now: number): Vitals {
  const { heardAt, since, willAt } = vitals;
  const later = (time: number) => Math.min(now, time + milliseconds);
  return {
    ...vitals,
    heardAt: later(heardAt),
    since: later(since),
    ...(willAt !== undefined && { willAt: later(willAt) }),
  };
}

/** The network or the broker is there again, or another one: backoffs begin anew. */
export function hurry(vitals: Vitals, now: number): Vitals {
  if (vitals.hurried && now - vitals.since < HURRY_AGAIN_MS) return vitals;
  return { ...beginAgain(vitals, now), renewed: false };
}

/** The broker tells that it lost the peer. */
export function lost(vitals: Vitals, now: number): Vitals {
  return { ...vitals, willAt: now };
}

/** It was heard over the broker: whomever that lost, it has found again. */
export function found({ willAt: _, ...vitals }: Vitals): Vitals {
  return vitals;
}

/** The peer tells that its page goes away. */
export function turned(vitals: Vitals, now: number): Vitals {
  return { ...vitals, pageAt: now };
}

/** A connection is being made. */
export function tried(vitals: Vitals, now: number): Vitals {
  return { ...vitals, triedAt: now };
}

/** A connection failed or a negotiation does not end, though packets come. In silence tries are planned already. */
export function broken(vitals: Vitals, now: number): Decision {
  const planned = vitals.connected && linkOf(vitals, now) !== 'connected';
  if (planned || now - vitals.triedAt < BROKEN_MS) return { vitals, actions: [] };
  return { vitals: tried(vitals, now), actions: ['connect'] };
}

/** Packets come again after so long a silence that the connection they come over is of little use. */
export function outlived(before: Vitals, after: Vitals): boolean {
  return before.connected && after.heardAt - before.heardAt >= STALE_MS + slack(before);
}

/** What is to be done now. `reachable`: the broker is. */
export function decide(before: Vitals, reachable: boolean, now: number): Decision {
  const vitals = reach(before, reachable, now);
  const { pageAt, willAt } = vitals;
  if (pageAt !== undefined) return { vitals, actions: now - pageAt < PAGE_MS ? [] : ['left'] };
  const silent = now - vitals.heardAt;
  const willed = willAt !== undefined && now - willAt >= WILL_MS;
  const longSilent = now - Math.max(vitals.heardAt, vitals.reachableSince) >= GONE_MS;
  if (longSilent) return { vitals, actions: ['gone'] };
  if (willed) return { vitals: found(vitals), actions: ['lost'] };
  const renew = vitals.connected && !vitals.renewed && reachable && silent >= renewAfter(vitals);
  const due = silent >= HURRY_MS && now - vitals.since >= nextTry(vitals);
  const connect = due && reachable;
  return {
    vitals: {
      ...vitals,
      renewed: vitals.renewed || renew,
      tries: vitals.tries + Number(connect),
    },
    actions: [
      ...(renew ? (['renew'] as const) : []),
      ...(connect ? ([vitals.hurried || !vitals.connected ? 'connect' : 'retry'] as const) : []),
    ],
  };
}

function reach(vitals: Vitals, reachable: boolean, now: number): Vitals {
  const was = vitals.reachableSince !== Number.POSITIVE_INFINITY;
  if (reachable === was) return vitals;
  return reachable
    ? { ...beginAgain(vitals, now), renewed: true, reachableSince: now }
    : { ...vitals, reachableSince: Number.POSITIVE_INFINITY };
}

function beginAgain(vitals: Vitals, now: number): Vitals {
  return { ...vitals, since: now, tries: 0, hurried: true };
}

function renewAfter(vitals: Vitals): number {
  return vitals.hurried ? HURRY_MS : UNSTABLE_MS + slack(vitals);
}

function nextTry(vitals: Vitals): number {
  if (vitals.hurried) return HURRIED_MS[vitals.tries] ?? Number.POSITIVE_INFINITY;
  const times = vitals.connected ? TRIES_MS : LATER_MS;
  return (times[vitals.tries] ?? Number.POSITIVE_INFINITY) + slack(vitals);
}

function slack({ slow }: Vitals): number {
  return slow ? SLOW_MS : 0;
}
