// How everything looks: each scene of the gallery in three widths, three languages, light and dark, beside what was
// kept when somebody last looked at it. What differs lies in test/pictures/differing.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { findBrowser } from '../support/browsers.ts';
import { hasFonts } from '../support/fonts.ts';
import { comparePictures, takePictures } from '../support/picture-sheets.ts';

if (findBrowser('chromium') && hasFonts())
  it('looks as it did; else see test/pictures/differing, then npm run pictures', async () => {
    assert.deepEqual(comparePictures(await takePictures()), []);
  });
