// `npm run pictures`: photographs the gallery, keeps the pictures in test/pictures, and says which of them are not what
// was kept before. The whole pictures, to be looked at, are in test/pictures/whole.

import { tsImport } from 'tsx/esm/api';
import { setUp } from './setup.mjs';

const { FONTS } = await tsImport('../test/support/fonts.ts', import.meta.url);
const { comparePictures, storePictures, takePictures } = await tsImport(
  '../test/support/picture-sheets.ts',
  import.meta.url,
);

const absent = setUp(['chromium', ...Object.keys(FONTS)]);
if (absent.length > 0) {
  console.error(`The pictures need ${absent.join(', ')}, which could not be installed here.`);
  process.exit(1);
}

const pictures = await takePictures();
for (const line of comparePictures(pictures)) console.log(line);
storePictures(pictures);
console.log(`${pictures.scenes.size} scenes; look at test/pictures/whole before this is committed.`);
