// What becomes `rtc.all.js`, a classic script in one piece: it defines all tags and leaves no global behind.

import './index.ts';
