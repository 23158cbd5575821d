// Which controls of a bar have room in it, and which go into its menu: pure.

/** Something in a bar. */
export interface BarItem {
  readonly name: string;
  /** In pixels; 0: there is nothing to be seen of it. */
  readonly width: number;
  /** Goes when there is no room, the one with the smallest first; absent: stays. */
  readonly rank?: number;
}

/** The names of those that go, so that the others fit into `width` with `gap` between two of them. */
export function without(items: readonly BarItem[], width: number, gap: number): ReadonlySet<string> {
  const gone = new Set<string>();
  const shown = items.filter(item => item.width > 0);
  let needed = shown.reduce((sum, item) => sum + item.width + gap, -gap);
  const leaving = shown.filter(({ rank }) => rank !== undefined);
  for (const item of leaving.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))) {
    if (needed <= width) break;
    gone.add(item.name);
    needed -= item.width + gap;
  }
  return gone;
}
