// Draws all sides of a call into one picture: a grid of tiles, or a shared screen with a strip of tiles beside it.
// Runs in a worker or in the page; where the pictures come from is for others.

/** One tile. */
export interface Tile {
  readonly name: string;
  readonly initial: string;
  readonly hue: number;
  /** A shared screen, of which nothing is cut away. */
  readonly screen: boolean;
}

/** What a tile shows at this moment; the name card where there is none. */
export interface Picture {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const WIDEST = 16 / 9;
const NARROWEST = 4 / 3;
/** More of a camera's picture is not cut away to fill a tile. */
const MOST_CUT = 0.4;
/** Of the whole width. */
const STRIP = 0.22;

/** Draws everything anew. */
export function paint(
  context: Context,
  size: { readonly width: number; readonly height: number },
  tiles: readonly Tile[],
  pictureOf: (tile: Tile) => Picture | undefined,
): void {
  context.fillStyle = '#15171c';
  context.fillRect(0, 0, size.width, size.height);
  const boxes = placeTiles(tiles, size);
  tiles.forEach((tile, index) => {
    const box = boxes[index];
    if (!box) return;
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    const picture = pictureOf(tile);
    if (picture) drawPicture(context, box, tile, picture);
    else drawCard(context, box, tile);
    drawName(context, box, tile.name);
    context.restore();
  });
}

/** Where each tile goes, in whole pixels. */
export function placeTiles(
  tiles: readonly Tile[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly Box[] {
  const gap = Math.round(width / 160);
  const all = { x: 0, y: 0, width, height };
  const large = tiles.findIndex(({ screen }) => screen);
  if (large < 0 || tiles.length === 1) return gridOf(tiles.length, all, gap);
  const strip = Math.round(width * STRIP);
  const beside = gridOf(tiles.length - 1, { ...all, x: width - strip, width: strip }, gap);
  const screen = { x: gap, y: gap, width: width - strip - gap, height: height - 2 * gap };
  return [...beside.slice(0, large), screen, ...beside.slice(large)];
}

/** The columns that make the tiles largest, of 16:9 to 4:3. */
function gridOf(count: number, area: Box, gap: number): readonly Box[] {
  let best = { columns: 1, rows: count, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const across = (area.width - gap * (columns + 1)) / columns;
    const down = (area.height - gap * (rows + 1)) / rows;
    const width = Math.min(across, down * WIDEST);
    const height = Math.min(down, across / NARROWEST);
    if (width * height > best.width * best.height) best = { columns, rows, width, height };
  }
  const { columns, rows, width, height } = best;
  const top = area.y + (area.height - rows * (height + gap) + gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const start = area.x + (area.width - inRow * (width + gap) + gap) / 2;
    return {
      x: Math.round(start + (index % columns) * (width + gap)),
      y: Math.round(top + row * (height + gap)),
      width: Math.round(width),
      height: Math.round(height),
    };
  });
}

/** Fills the tile where that cuts little away, else fits into it. */
function drawPicture(context: Context, box: Box, { screen }: Tile, { source, width, height }: Picture): void {
  const across = box.width / width;
  const down = box.height / height;
  const [least, most] = [Math.min(across, down), Math.max(across, down)];
  const scale = !screen && 1 - least / most <= MOST_CUT ? most : least;
  if (scale === least) {
    context.fillStyle = '#000';
    context.fillRect(box.x, box.y, box.width, box.height);
  }
  const [w, h] = [width * scale, height * scale];
  context.drawImage(source, box.x + (box.width - w) / 2, box.y + (box.height - h) / 2, w, h);
}

function drawCard(context: Context, { x, y, width, height }: Box, { initial, hue }: Tile): void {
  context.fillStyle = `oklch(45% 0.09 ${hue})`;
  context.fillRect(x, y, width, height);
  context.fillStyle = '#fff';
  context.font = `600 ${Math.round(Math.min(width, height) / 3)}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(initial, x + width / 2, y + height / 2);
}

/** In the lower corner; as much of it as there is room for. */
function drawName(context: Context, { x, y, width, height }: Box, name: string): void {
  if (!name) return;
  const size = Math.max(10, Math.round(Math.min(width / 16, height / 12, 28)));
  const padding = Math.round(size / 2);
  context.font = `500 ${size}px system-ui, sans-serif`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const shown = shortened(context, name, width - 4 * padding);
  const label = { width: context.measureText(shown).width + 2 * padding, height: size + padding };
  const top = y + height - label.height - padding;
  context.fillStyle = 'rgb(0 0 0 / 60%)';
  context.fillRect(x + padding, top, label.width, label.height);
  context.fillStyle = '#fff';
  context.fillText(shown, x + 2 * padding, top + label.height / 2);
}

function shortened(context: Context, name: string, width: number): string {
  if (context.measureText(name).width <= width) return name;
  const characters = [...name];
  while (characters.length && context.measureText(`${characters.join('')}…`).width > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
