// Where tiles go: pure geometry from a size and what to show to one rectangle a tile. Who is shown, and large, is
// decided in tile-plan.ts.

/** What to lay out. */
export interface Arrangement {
  /** `pair`: two people, side by side where that is wide enough, else the second in a corner of the first. */
  readonly mode: 'grid' | 'speaker' | 'pair';
  readonly count: number;
  /** The index of the large one in `speaker` and `pair`. */
  readonly large: number;
  /** The index of the one that lies small in a corner, over the others; -1: none. */
  readonly small: number;
}

/** Pixels; `x` from the side on which a line begins. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** `large` stays where it is while the strip is scrolled, `small` lies above. */
  readonly role: 'tile' | 'large' | 'small';
}

/** The places, in order, and which way the whole has to be scrolled. */
export interface Layout {
  readonly places: readonly Place[];
  readonly scroll: 'x' | 'y' | 'none';
}

const WIDEST = 16 / 9;
const NARROWEST = 4 / 3;
/** Smaller ones show nobody: from here on the grid is scrolled. */
const MIN_TILE_PX = 96;
/** Room for a scroll bar, where there is one. */
const SCROLL_BAR_PX = 12;
/** Two people have less in a narrower container by halves than one with the other in the corner. */
const PAIR_BESIDE_PX = 600;
/** More of a picture is not cut away to fill a tile. */
const MOST_CUT = 0.4;

/** Whether a picture would lose too much if it were to fill its tile; both are width / height. */
export function cutsTooMuch(picture: number, tile: number): boolean {
  return 1 - Math.min(picture / tile, tile / picture) > MOST_CUT;
}

/** Columns, rows and size of tiles of 4:3 to 16:9, as large as they can be. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

/** The grid that makes `count` tiles largest; one that has to be scrolled where they would be tiny. */
export function fitGrid(count: number, width: number, height: number, gap: number): Grid {
  let best: Grid = { columns: 1, rows: count, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    // Another number of columns has as many rows, and wider tiles.
    if (columns > 1 && Math.ceil(count / (columns - 1)) === rows) continue;
    const tile = shape((width - gap * (columns - 1)) / columns, (height - gap * (rows - 1)) / rows);
    if (tile.width * tile.height > best.width * best.height) best = { columns, rows, ...tile };
  }
  if (best.width >= MIN_TILE_PX || count <= 1) return best;
  const across = Math.max(0, width - SCROLL_BAR_PX);
  const columns = Math.max(1, Math.min(count, Math.floor((across + gap) / (MIN_TILE_PX + gap))));
  const each = Math.max(0, (across - gap * (columns - 1)) / columns);
  const tile = shape(each, each / NARROWEST);
  return { columns, rows: Math.ceil(count / columns), ...tile };
}

/** The largest tile in a cell that is neither wider nor narrower than tiles may be. */
function shape(width: number, height: number): { width: number; height: number } {
  return {
    width: Math.max(0, Math.min(width, height * WIDEST)),
    height: Math.max(0, Math.min(height, width / NARROWEST)),
  };
}

/** Where everything goes in a container of this size. */
export function layOut(arrangement: Arrangement, width: number, height: number, gap: number): Layout {
  const { mode, count, large } = arrangement;
  const corner = mode === 'pair' && arrangement.small < 0 && width < PAIR_BESIDE_PX ? 1 - large : -1;
  const small = corner < 0 ? arrangement.small : corner;
  const rest = Math.max(0, count - Number(small >= 0));
  const { places, scroll } =
    rest === 1
      ? { places: [{ x: 0, y: 0, width, height, role: 'large' as const }], scroll: 'none' as const }
      : mode === 'speaker'
        ? withStrip(rest, large - Number(small >= 0 && small < large), width, height, gap)
        : asGrid(rest, width, height, gap);
  if (small < 0) return { places, scroll };
  const own = inCorner(width, height, gap, corner >= 0);
  return { places: [...places.slice(0, small), own, ...places.slice(small)], scroll };
}

function asGrid(count: number, width: number, height: number, gap: number): Layout {
  const grid = fitGrid(count, width, height, gap);
  const used = grid.rows * (grid.height + gap) - gap;
  const scrolled = used > height + 0.5;
  const top = Math.max(0, (height - used) / 2);
  const across = scrolled ? width - SCROLL_BAR_PX : width;
  const places = Array.from({ length: count }, (_, index): Place => {
    const row = Math.floor(index / grid.columns);
    const inRow = Math.min(grid.columns, count - row * grid.columns);
    const start = (across - (inRow * (grid.width + gap) - gap)) / 2;
    const { width: tileWidth, height: tileHeight } = grid;
    return {
      x: start + (index % grid.columns) * (tileWidth + gap),
      y: top + row * (tileHeight + gap),
      width: tileWidth,
      height: tileHeight,
      role: 'tile',
    };
  });
  return { places, scroll: scrolled ? 'y' : 'none' };
}

/** One large, the others in a strip beside or below: whichever leaves more for a picture of 16:9. */
function withStrip(count: number, large: number, width: number, height: number, gap: number): Layout {
  const beside = Math.min(260, Math.max(MIN_TILE_PX, width * 0.22));
  const below = Math.min(150, Math.max(72, height * 0.2));
  const picture = (across: number, down: number) => Math.min(across, down * WIDEST);
  const isBeside = picture(width - beside - gap, height) >= picture(width, height - below - gap);
  const length = isBeside ? height : width;
  const breadth = isBeside ? beside : below;
  const each = isBeside ? beside / WIDEST : below * NARROWEST;
  const used = (count - 1) * (each + gap) - gap;
  const scrolled = used > length + 0.5;
  const bar = scrolled ? SCROLL_BAR_PX : 0;
  const across = isBeside ? width - breadth - gap - bar : width;
  const down = isBeside ? height : height - breadth - gap - bar;
  let along = Math.max(0, (length - used) / 2);
  const places = Array.from({ length: count }, (_, index): Place => {
    if (index === large)
      return { x: 0, y: 0, width: Math.max(0, across), height: Math.max(0, down), role: 'large' };
    const at = along;
    along += each + gap;
    return isBeside
      ? { x: across + gap, y: at, width: breadth, height: each, role: 'tile' }
      : { x: at, y: down + gap, width: each, height: breadth, role: 'tile' };
  });
  return { places, scroll: scrolled ? (isBeside ? 'y' : 'x') : 'none' };
}

/** A card in the lower corner; smaller where a person has put it away. */
function inCorner(width: number, height: number, gap: number, roomy: boolean): Place {
  const wanted = roomy ? Math.max(MIN_TILE_PX, width * 0.3) : MIN_TILE_PX;
  const own = Math.min(wanted, width / 2, (height / 2) * NARROWEST);
  const tall = own / NARROWEST;
  return { x: width - own - gap, y: height - tall - gap, width: own, height: tall, role: 'small' };
}
