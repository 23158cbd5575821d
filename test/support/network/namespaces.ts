// Network namespaces of Linux: made by name, wired to each other, programs run in them. Whatever becomes of the
// process that made them, their programs end and they go. What the networks in them are like is for others.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Waits for the end of its input, then ends what runs in the namespaces of a prefix, by process id, and them, and
 * removes a folder.
 */
const GUARDIAN = `trap '' INT TERM HUP; cat >/dev/null
for each in $(ip netns list | cut -d' ' -f1); do case $each in "$1"*)
  for pid in $(ip netns pids "$each"); do kill -9 "$pid"; done
  ip netns delete "$each"; rm -rf "/etc/netns/$each";;
esac; done; rm -rf "$2"`;
const STARTED_LIMIT_MS = 15_000;

let made = 0;

/** A family of namespaces that go together. */
export class Namespaces {
  /** A folder for the files of their programs; it goes with them. */
  readonly folder = mkdtempSync(join(tmpdir(), 'rtc-network-'));
  readonly #prefix = `rtc-${process.pid}-${++made}-`;
  readonly #guardian: ChildProcess;

  constructor() {
    this.#guardian = spawn('sh', ['-c', GUARDIAN, 'sh', this.#prefix, this.folder], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#guardian.unref();
  }

  /** A new one, with its loopback up and without IPv6. Names are asked of the server at `resolver`. */
  make(name: string, resolver = '127.0.0.1'): Namespace {
    const full = this.#prefix + name;
    // `ip netns exec` puts it in the place of the system's own.
    mkdirSync(`/etc/netns/${full}`, { recursive: true });
    writeFileSync(`/etc/netns/${full}/resolv.conf`, `nameserver ${resolver}\n`);
    execFileSync('ip', ['netns', 'add', full]);
    const namespace = new Namespace(full);
    namespace.ip('link set lo up');
    namespace.set('net/ipv6/conf/all/disable_ipv6', '1');
    return namespace;
  }

  /** Ends every program in them, and them. */
  async close(): Promise<void> {
    const ended = once(this.#guardian, 'exit');
    this.#guardian.ref();
    this.#guardian.stdin?.end();
    await ended;
  }
}

/** One of them. */
export class Namespace {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** What stands before a command line that is to run in here. */
  get within(): readonly string[] {
    return ['/usr/bin/env', 'ip', 'netns', 'exec', this.#name];
  }

  /** Runs `ip` on this namespace with space-separated arguments. */
  ip(command: string): void {
    execFileSync('ip', ['-n', this.#name, ...command.split(' ')]);
  }

  /** Runs a program to its end, with `input` on its standard input. */
  run(command: readonly string[], input = ''): string {
    const [program = '', ...args] = [...this.within, ...command];
    return execFileSync(program, args, { input, encoding: 'utf8' });
  }

  /** Sets a value below /proc/sys that belongs to the network. */
  set(path: string, value: string): void {
    this.run(['tee', `/proc/sys/${path}`], value);
  }

  /** Lays a cable from `device` here to `otherDevice` in another one. */
  wire(device: string, other: Namespace, otherDevice: string): void {
    this.ip(`link add ${device} type veth peer name ${otherDevice} netns ${other.#name}`);
  }

  /** Exchanges all rules of the packet filter. */
  filter(rules: string): void {
    this.run(['nft', '-f', '-'], `flush ruleset\n${rules}`);
  }

  /**
   * Starts a program. Resolves once it has written what `ready` matches; rejects with all that it wrote where it
   * ends before.
   */
  async start(command: readonly string[], ready: RegExp): Promise<Program> {
    const [program = '', ...args] = [...this.within, ...command];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const running = new Program(child, command[0] ?? '');
    await running.says(ready, STARTED_LIMIT_MS);
    return running;
  }
}

/** A program that runs in a namespace. */
export class Program {
  readonly #child: ChildProcess;
  readonly #name: string;
  #text = '';

  constructor(child: ChildProcess, name: string) {
    this.#child = child;
    this.#name = name;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', chunk => {
        this.#text += chunk;
      });
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** All that it has written so far. */
  get output(): string {
    return this.#text;
  }

  /** Resolves when what it has written matches. */
  says(pattern: RegExp, limitMs: number): Promise<void> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        clearTimeout(timer);
        child.stdout?.off('data', heard);
        child.stderr?.off('data', heard);
        child.off('exit', ended);
        end();
      };
      const fail = (what: string) => settle(() => reject(new Error(`${this.#name} ${what}: ${this.#text}`)));
      const heard = () => pattern.test(this.#text) && settle(resolve);
      const ended = (code: number | null) => fail(`ended with ${code}`);
      const timer = setTimeout(() => fail(`has not said ${pattern}`), limitMs);
      child.stdout?.on('data', heard);
      child.stderr?.on('data', heard);
      child.once('exit', ended);
      child.once('error', error => fail(error.message));
      heard();
    });
  }

  /** Ends it at once, as a power cut would. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
