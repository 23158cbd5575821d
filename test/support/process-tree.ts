// The processes that a process has started, from Linux's /proc.

import { readdirSync, readFileSync } from 'node:fs';

/** A process as /proc tells of it. */
export interface ProcessEntry {
  readonly id: number;
  /** Behind the name in brackets: state, parent, … (proc(5)). */
  readonly fields: readonly string[];
}

/** `pid` and its living descendants. */
export function processTree(pid: number): ProcessEntry[] {
  const entries = new Map<number, ProcessEntry>();
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : undefined;
    if (!stat) continue;
    const id = Number(name);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const parent = Number(fields[1]);
    entries.set(id, { id, fields });
    children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const tree = (id: number): ProcessEntry[] => {
    const entry = entries.get(id);
    return [...(entry ? [entry] : []), ...(children.get(id) ?? []).flatMap(tree)];
  };
  return tree(pid);
}

/** Stops a process with all that it has started, as sleep does; what it returns wakes them. */
export function putToSleep(pid: number): () => void {
  const ids = processTree(pid).map(({ id }) => id);
  const signal = (name: NodeJS.Signals) => {
    for (const id of ids) {
      try {
        process.kill(id, name);
      } catch {
        // Gone meanwhile.
      }
    }
  };
  signal('SIGSTOP');
  return () => signal('SIGCONT');
}

function statOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined; // Gone meanwhile.
  }
}
