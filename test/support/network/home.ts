// Somebody's home: a computer with a browser, behind one router or another. Routers differ in how they translate
// addresses, let through what their owner allows, and can go.

import { type BrowserName, CHROMIUM_FLAGS, launch, type TestBrowser } from '../browsers.ts';
import type { Namespace, Namespaces } from './namespaces.ts';

/**
 * How a router translates (RFC 4787): not at all; to one port, for answers only; to one port, for everybody; or to
 * another port for every address that is written to.
 */
export type Translation = 'none' | 'cone' | 'fullcone' | 'symmetric';

/** What a router lets through; `silent`: nothing, without a word. */
export type Firewall = 'open' | 'no-udp' | 'only-443' | 'silent';

/** A way to the net: a cable, Wi-Fi, a mobile network. */
export interface Uplink {
  readonly router: Namespace;
  readonly device: string;
  translation: Translation;
  firewall: Firewall;
}

/** One that a home has, whether it is plugged in or not. */
interface Laid extends Uplink {
  readonly address: string;
  readonly inside: string;
  up: boolean;
}

/** Where a home is plugged in. */
export interface PublicNet {
  readonly namespaces: Namespaces;
  readonly segment: Namespace;
  /** Who knows the names of its servers. */
  readonly resolver: string;
  /** Flags for browsers that trust its servers. */
  readonly trust: readonly string[];
  /** An address for a router, and the network behind it. */
  nextRouter(): { address: string; inside: string };
  /** Makes the network behind a router known to everybody, or unknown. */
  route(inside: string, via: string | undefined): void;
}

export class Home {
  readonly #name: string;
  readonly #net: PublicNet;
  readonly #computer: Namespace;
  readonly #uplinks = new Map<string, Laid>();

  /** Begins with one uplink, `wifi`, that translates as most do. */
  constructor(name: string, net: PublicNet) {
    this.#name = name;
    this.#net = net;
    this.#computer = net.namespaces.make(name, net.resolver);
    this.plugIn('wifi');
  }

  /** Starts a browser on the computer, Chromium with `flags`. */
  launch(name: BrowserName = 'chromium', flags: readonly string[] = []): Promise<TestBrowser> {
    // Nobody calls himself here, and loopback addresses would only lengthen the list of candidates.
    const common = CHROMIUM_FLAGS.filter(flag => flag !== '--allow-loopback-in-peer-connection');
    return launch(name, [...common, ...this.#net.trust, ...flags], undefined, this.#computer.within);
  }

  /** Brings an uplink up: a new one, or one that was there. It becomes the way out if it is the only one, else when the others go. */
  plugIn(uplink: string, translation?: Translation): void {
    const found = this.#uplinks.get(uplink) ?? this.#lay(uplink);
    if (translation) found.translation = translation;
    if (!found.up) this.#raise(found, uplink);
    this.rule({}, uplink);
  }

  #raise(found: Laid, uplink: string): void {
    found.up = true;
    const metric = 100 + [...this.#uplinks.keys()].indexOf(uplink);
    this.#computer.ip(`link set ${found.device} up`);
    this.#computer.ip(`addr replace ${found.inside}.2/26 dev ${found.device}`);
    const way = `default via ${found.inside}.1 dev ${found.device}`;
    this.#computer.ip(`route replace ${way} metric ${metric}`);
    // What a program sends from an uplink's address leaves by that uplink.
    this.#computer.ip(`route replace ${way} table ${metric}`);
    this.#computer.ip(`rule add from ${found.inside}.2 table ${metric}`);
  }

  /** Takes an uplink away, if it is there, as when a cable is pulled: its address goes as well. */
  unplug(uplink = 'wifi'): void {
    const found = this.#uplinks.get(uplink);
    if (!found?.up) return;
    found.up = false;
    const { device, inside } = found;
    this.#computer.ip(`addr flush dev ${device}`);
    this.#computer.ip(`rule del from ${inside}.2`);
    this.#computer.ip(`link set ${device} down`);
  }

  /** Changes how a router works. What was translated before goes on to be, unless it is forbidden. */
  rule({ translation, firewall }: Partial<Pick<Uplink, 'translation' | 'firewall'>>, uplink = 'wifi'): void {
    const found = this.#found(uplink);
    if (translation) found.translation = translation;
    if (firewall) found.firewall = firewall;
    found.router.filter(rules(found.translation, found.firewall, `${found.inside}.2`));
    this.#net.route(found.inside, found.translation === 'none' ? found.address : undefined);
  }

  #found(uplink: string) {
    const found = this.#uplinks.get(uplink);
    if (!found) throw new Error(`${this.#name} has no uplink ${uplink}`);
    return found;
  }

  #lay(uplink: string) {
    const { namespaces, segment } = this.#net;
    const { address, inside } = this.#net.nextRouter();
    const router = namespaces.make(`${this.#name}-${uplink}`);
    router.set('net/ipv4/ip_forward', '1');
    const port = `${this.#name}-${uplink}`;
    router.wire('wan', segment, port);
    segment.ip(`link set ${port} master net up`);
    router.ip('link set wan up');
    router.ip(`addr add ${address}/24 dev wan`);
    router.ip('route add default via 203.0.113.1');
    this.#computer.wire(uplink, router, 'lan');
    router.ip('link set lan up');
    router.ip(`addr add ${inside}.1/26 dev lan`);
    const laid = {
      ...{ router, device: uplink, address, inside, up: false },
      ...{ translation: 'cone' as Translation, firewall: 'open' as Firewall },
    };
    this.#uplinks.set(uplink, laid);
    return laid;
  }
}

const ANSWERS = 'ct state established,related accept';

/** What comes in through a router, by how it translates. */
const INWARD: Readonly<Record<Translation, readonly string[]>> = {
  none: ['accept'],
  cone: [ANSWERS],
  symmetric: [ANSWERS],
  fullcone: [ANSWERS, 'ct status dnat accept'],
};

/** Names can be asked for wherever there is anything: routers do that themselves. */
const NAMES = ['udp dport 53 accept', 'udp sport 53 ct state established accept'];

/** What is dropped in both directions, answers too; and what of the rest goes out. */
const FIREWALLS: Readonly<Record<Firewall, readonly [forbidden: string, outward: string]>> = {
  open: ['', 'accept'],
  'no-udp': ['meta l4proto udp drop', 'accept'],
  'only-443': ['', 'tcp dport 443 accept'],
  silent: ['drop', 'drop'],
};

/** The packet filter of a router, for one computer behind it. */
function rules(translation: Translation, firewall: Firewall, computer: string): string {
  const [forbidden, outward] = FIREWALLS[firewall];
  const everybody = translation === 'fullcone' ? `iifname wan udp dport 1024-65535 dnat to ${computer}` : '';
  const masquerade = translation === 'symmetric' ? 'masquerade fully-random' : 'masquerade';
  const hidden = translation === 'none' ? '' : `oifname wan ${masquerade}`;
  const chain = (name: string, ...lines: readonly string[]) => `chain ${name} {\n${lines.join('\n')}\n}\n`;
  // Unsolicited packets are dropped, not refused: a refusal would leave an entry in the table of connections, the
  // same port could not be given to the computer any more, and a cone would look symmetric.
  return `table ip translation {
    ${chain('before', 'type nat hook prerouting priority -100;', everybody)}
    ${chain('after', 'type nat hook postrouting priority 100;', hidden)}
  }
  table ip firewall {
    ${chain('inward', ...INWARD[translation])}
    ${chain('input', 'type filter hook input priority 0; policy drop;', 'iifname lan accept')}
    ${chain('forward', 'type filter hook forward priority 0; policy drop;', ...(firewall === 'silent' ? [] : NAMES), forbidden, `iifname lan ${outward}`, 'iifname wan jump inward')}
  }`;
}
