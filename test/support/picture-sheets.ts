// The pictures of the gallery as they are kept, a sheet a scene, and what differs from them. The whole pictures, and
// those that differ, lie in folders beside them that are not kept.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contactSheet, differing, mark, shrunk } from './contact-sheet.ts';
import { GalleryCamera, LANGUAGES, type Place, THEMES, WIDTHS } from './gallery-camera.ts';
import { cropped, type Picture, readPng, writePng } from './png.ts';

const STORED = 'test/pictures';
const WHOLE = join(STORED, 'whole');
const DIFFERING = join(STORED, 'differing');
const MADE_BY = join(STORED, 'made-by.json');
/** So many blocks of a picture may differ. */
const MOST_BLOCKS = 4;
/** The part of them, by a browser of another version than those that are kept: it draws letters otherwise. */
const MOST_OF_OTHERS = 0.01;

/** Where more differ than somebody will look at, these are enough. */
const MOST_WRITTEN = 20;

/** One scene in one language, scheme and width. */
interface Shot {
  readonly name: string;
  readonly small: Picture;
  /** The whole page, and where the scene is on it: all of them at once would be too many. */
  readonly file: string;
  readonly place: Place;
}

/** The pictures of all scenes, as they are now. */
export interface Pictures {
  /** The shots of each scene, in rows as they stand on its sheet. */
  readonly scenes: ReadonlyMap<string, readonly (readonly Shot[])[]>;
  readonly madeBy: string;
}

/** Makes all pictures. */
export async function takePictures(): Promise<Pictures> {
  for (const folder of [WHOLE, DIFFERING]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const shots = new Map<string, Map<string, Shot>>();
  const camera = await GalleryCamera.open();
  try {
    await camera.photograph(({ lang, theme, width, part, png, places }) => {
      const file = join(WHOLE, `${width}-${theme}-${lang}-${part}.png`);
      writeFileSync(file, png);
      const page = readPng(png);
      for (const place of places) {
        const key = `${lang}-${theme}-${width}`;
        const known = shots.get(place.name) ?? new Map<string, Shot>();
        const small = shrunk(cropped(page, place));
        shots.set(place.name, known.set(key, { name: `${place.name}-${key}`, small, file, place }));
      }
    });
    const rows = LANGUAGES.flatMap(lang => THEMES.map(theme => `${lang}-${theme}`));
    const arranged = [...shots].map(([scene, known]) => {
      const row = (key: string) => WIDTHS.flatMap(width => known.get(`${key}-${width}`) ?? []);
      return [scene, rows.map(row)] as const;
    });
    return { scenes: new Map(arranged), madeBy: await camera.version() };
  } finally {
    await camera.close();
  }
}

/** Keeps them, and nothing else. */
export function storePictures({ scenes, madeBy }: Pictures): void {
  for (const file of storedSheets()) rmSync(join(STORED, file));
  for (const [scene, rows] of scenes)
    writeFileSync(join(STORED, `${scene}.png`), writePng(sheetOf(rows).sheet));
  writeFileSync(MADE_BY, `${JSON.stringify({ browser: madeBy }, null, 2)}\n`);
}

/** What differs from what is kept, in words; the pictures are in a folder of their own. */
export function comparePictures({ scenes, madeBy }: Pictures): string[] {
  const gone = storedSheets().filter(file => !scenes.has(file.replace('.png', '')));
  const kept: unknown = existsSync(MADE_BY) ? JSON.parse(readFileSync(MADE_BY, 'utf8')) : {};
  const same = (kept as { browser?: string }).browser === madeBy;
  return [
    ...gone.map(file => `${file} is of no scene`),
    ...[...scenes].flatMap(([scene, rows]) => compareScene(scene, rows, same ? 0 : MOST_OF_OTHERS)),
  ];
}

function compareScene(scene: string, rows: readonly (readonly Shot[])[], part: number): string[] {
  const file = join(STORED, `${scene}.png`);
  if (!existsSync(file)) return [`${scene} has never been kept`];
  const stored = readPng(readFileSync(file));
  const { sheet, cells } = sheetOf(rows);
  if (stored.width !== sheet.width || stored.height !== sheet.height) return [`${scene} is of another size`];
  return rows.flat().flatMap(({ name, file: page, place }, index) => {
    const cell = cells.flat()[index];
    const blocks = cell ? differing(stored, sheet, cell) : [];
    if (!cell || blocks.length <= Math.max(MOST_BLOCKS, part * cell.width * cell.height)) return [];
    const told = `${name}: ${blocks.length} of ${cell.width * cell.height} blocks differ`;
    if (readdirSync(DIFFERING).length >= 2 * MOST_WRITTEN) return [told];
    const whole = cropped(readPng(readFileSync(page)), place);
    writeFileSync(join(DIFFERING, `${name}-new.png`), writePng(whole));
    mark(whole, blocks);
    writeFileSync(join(DIFFERING, `${name}-marked.png`), writePng(whole));
    return [told];
  });
}

const sheetOf = (rows: readonly (readonly Shot[])[]) =>
  contactSheet(rows.map(row => row.map(({ small }) => small)));

const storedSheets = (): string[] =>
  (existsSync(STORED) ? readdirSync(STORED) : []).filter(file => file.endsWith('.png'));
