// A small internet of namespaces: a public segment with a web server, Mosquitto behind nginx, and coturn, as
// docs/deploy.md sets them up, and two homes, each with a browser behind a router of its own. For Linux and root.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from './certificate.ts';
import { Home } from './network/home.ts';
import { type Namespace, Namespaces, type Program } from './network/namespaces.ts';
import type { PublicSiteOptions } from './network/public-site.ts';
import type { Pages } from './pages.ts';

const DEPLOY = fileURLToPath(new URL('../../docs/deploy.md', import.meta.url));
const SITE = fileURLToPath(new URL('./network/public-site.ts', import.meta.url));
/** Folders of docs/deploy.md; here they are in a folder of the run's own. */
const DEPLOYED = /\/(etc\/rtc|run\/mosquitto)(?=\/)/g;
const ADDRESSES = { 'site.test': '203.0.113.10', 'turn.test': '203.0.113.20', 'broker.test': '203.0.113.30' };
/**
 * Takes every packet in silence: addresses that there are not lead here. coturn ends a session when it is told that
 * one can't be reached.
 */
const NOWHERE = '203.0.113.254';

/** A server of the public segment that can fail. */
export interface Server {
  /** Starts it, with nothing remembered. */
  start(): Promise<void>;
  /** Ends it at once. */
  stop(): Promise<void>;
  /** What it has written since it was started. */
  readonly output: string;
}

export interface Network {
  readonly a: Home;
  readonly b: Home;
  /** Pages of the web server; what is set is there at once. */
  readonly pages: Pick<Pages, 'url' | 'set'>;
  readonly broker: Server;
  readonly turn: Server;
  /** Every way to the TURN server, by its name in `ice-servers`. */
  readonly turnUrls: readonly string[];
  /** What a call needs: broker, topic, and where logins for broker and TURN are asked for. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Ends every program, browsers too, and takes the networks down. */
  close(): Promise<void>;
}

/** What the machine lacks for such a network; empty where it can be built. */
export function missingForNetwork(): string[] {
  const programs = ['ip', 'nft', 'mosquitto', 'nginx', 'turnserver'];
  const missing = programs.filter(program => !isInPath(program));
  return process.platform === 'linux' && process.getuid?.() === 0 ? missing : [...missing, 'root on Linux'];
}

/** The blocks of docs/deploy.md of a file's name, with the paths of this run. */
function deployed(name: string, folder: string): string {
  const text = readFileSync(DEPLOY, 'utf8');
  const block = text.slice(text.indexOf(`\n\`${name}\``)).match(/```(?:ini|nginx)\n(.*?)```/s)?.[1];
  if (!block) throw new Error(`docs/deploy.md has no ${name}`);
  return block.replace(DEPLOYED, folder);
}

export async function startNetwork(): Promise<Network> {
  const namespaces = new Namespaces();
  const { folder } = namespaces;
  // Mosquitto runs as a user of its own, who reads certificate and passwords here and writes its process id.
  chmodSync(folder, 0o777);
  try {
    const certificate = makeCertificate(Object.keys(ADDRESSES));
    const segment = makeSegment(namespaces);
    const trust = [`--ignore-certificate-errors-spki-list=${certificate.fingerprint}`];
    const net = { namespaces, segment, resolver: ADDRESSES['site.test'], trust, ...numbering(segment) };
    const servers = await startServers(segment, folder, certificate);
    const pages = join(folder, 'pages');
    return {
      a: new Home('a', net),
      b: new Home('b', net),
      ...servers,
      pages: {
        url: 'https://site.test/',
        set: (name, text) => writeFileSync(join(pages, name), text),
      },
      attributes: { broker: 'wss://broker.test/', topic: 'rtc', 'credentials-url': '/credentials' },
      close: () => namespaces.close(),
    };
  } catch (error) {
    await namespaces.close();
    throw error;
  }
}

/** The bridge that routers and servers hang on. */
function makeSegment(namespaces: Namespaces): Namespace {
  const segment = namespaces.make('public', ADDRESSES['site.test']);
  // With an address of its own: else a bridge takes the lowest of its ports', and changes it when a router comes that has
  // a lower one. The others would go on sending to the one before, for half a minute.
  segment.ip('link add net address 02:00:00:00:00:03 type bridge');
  segment.ip('link set net up');
  for (const address of ['203.0.113.1', ...Object.values(ADDRESSES)])
    segment.ip(`addr add ${address}/24 dev net`);
  segment.ip(`neigh add ${NOWHERE} lladdr 02:00:00:00:00:01 dev net nud permanent`);
  segment.ip(`route add default via ${NOWHERE}`);
  segment.set('net/ipv4/ip_forward', '1');
  for (const device of ['all', 'net']) segment.set(`net/ipv4/conf/${device}/send_redirects`, '0');
  segment.set('net/ipv4/ip_unprivileged_port_start', '0');
  return segment;
}

/** Addresses for routers and for what is behind them: public ones, so that a router may also not translate. */
function numbering(segment: Namespace) {
  let routers = 0;
  return {
    nextRouter() {
      const number = routers++;
      return { address: `203.0.113.${100 + number}`, inside: `198.18.${number}` };
    },
    route(inside: string, via = NOWHERE) {
      segment.ip(`route replace ${inside}.0/26 via ${via}`);
    },
  };
}

async function startServers(
  segment: Namespace,
  folder: string,
  { cert, key }: { cert: string; key: string },
) {
  const passwords = join(folder, 'passwords');
  const pidFile = join(folder, 'mosquitto.pid');
  mkdirSync(join(folder, 'pages'));
  for (const name of ['turnserver.conf', 'mosquitto.conf', 'broker.conf', 'rules']) {
    writeFileSync(join(folder, name), deployed(name, folder));
  }
  const nginx = `daemon off; pid ${folder}/nginx.pid; error_log stderr notice;
events {}
http { access_log off; include ${folder}/broker.conf; }`;
  const files = { 'cert.pem': cert, 'key.pem': key, passwords: '', 'nginx.conf': nginx };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
  const turn = server(segment, /TLS\/TCP listener opened/, [
    ...['turnserver', '-v', '-c', join(folder, 'turnserver.conf')],
    ...['--log-file', 'stdout', '--userdb', join(folder, 'turndb'), '--pidfile', join(folder, 'turn.pid')],
  ]);
  const broker = server(segment, / running/, ['mosquitto', '-c', join(folder, 'mosquitto.conf')]);
  const front = server(segment, /start worker process/, [
    ...['nginx', '-e', 'stderr', '-c', join(folder, 'nginx.conf')],
  ]);
  const [, secret = ''] = /^static-auth-secret=(.*)$/m.exec(deployed('turnserver.conf', folder)) ?? [];
  const turnUrls = [
    'turn:turn.test:3478?transport=udp',
    'turn:turn.test:3478?transport=tcp',
    'turns:turn.test:443?transport=tcp',
  ];
  const options: PublicSiteOptions = {
    ...{ address: ADDRESSES['site.test'], names: ADDRESSES, cert, key, passwords, pidFile },
    pages: join(folder, 'pages'),
    turn: { urls: turnUrls, secret },
  };
  const site = server(segment, /listening/, [
    ...[process.execPath, '--import', 'tsx', SITE, JSON.stringify(options)],
  ]);
  await Promise.all([turn.start(), broker.start(), front.start(), site.start()]);
  return { turn, broker, turnUrls };
}

function server(segment: Namespace, ready: RegExp, command: readonly string[]): Server {
  let running: Program | undefined;
  return {
    get output() {
      return running?.output ?? '';
    },
    async start() {
      running = await segment.start(command, ready);
    },
    async stop() {
      await running?.stop();
    },
  };
}

function isInPath(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', program]);
    return true;
  } catch {
    return false;
  }
}
