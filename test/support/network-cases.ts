// What stands between two people, and which way a call has to find through it.

import type { Firewall, Translation } from './network/home.ts';

/** A router: how it translates, and what it lets through. */
export interface Router {
  readonly translation: Translation;
  readonly firewall: Firewall;
}

/** The way that is to be found: directly, or by a relay to which one side at least talks like this. */
export type Way = 'direct' | 'relay over udp' | 'relay over tcp' | 'relay over tls';

export interface NetworkCase {
  readonly name: string;
  readonly a: Router;
  readonly b: Router;
  readonly way: Way;
  /** The most that it may take from joining to the connection. */
  readonly withinMs?: number;
}

const router = (translation: Translation, firewall: Firewall = 'open'): Router => ({ translation, firewall });
const noUdp = router('cone', 'no-udp');
const only443 = router('cone', 'only-443');

export const NETWORK_CASES: readonly NetworkCase[] = [
  { name: 'none, none', a: router('none'), b: router('none'), way: 'direct' },
  { name: 'cone, cone', a: router('cone'), b: router('cone'), way: 'direct' },
  { name: 'full cone, symmetric', a: router('fullcone'), b: router('symmetric'), way: 'direct' },
  { name: 'cone, symmetric', a: router('cone'), b: router('symmetric'), way: 'relay over udp' },
  { name: 'symmetric, symmetric', a: router('symmetric'), b: router('symmetric'), way: 'relay over udp' },
  { name: 'no UDP, cone', a: noUdp, b: router('cone'), way: 'relay over tcp', withinMs: 5000 },
  { name: 'no UDP, no UDP', a: noUdp, b: noUdp, way: 'relay over tcp', withinMs: 5000 },
  { name: 'only TCP 443, cone', a: only443, b: router('cone'), way: 'relay over tls' },
  { name: 'only TCP 443, only TCP 443', a: only443, b: only443, way: 'relay over tls' },
];
