// The fonts that the pictures are written with, by the names of their Debian packages.

import { existsSync } from 'node:fs';

const FILES = '/usr/share/fonts/truetype';

export const FONTS: Readonly<Record<string, string>> = {
  'fonts-dejavu-core': `${FILES}/dejavu/DejaVuSans.ttf`,
  'fonts-noto-color-emoji': `${FILES}/noto/NotoColorEmoji.ttf`,
};

/** Without them every picture would be another one. */
export const hasFonts = (): boolean => Object.values(FONTS).every(file => existsSync(file));
