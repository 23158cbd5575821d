// The worker that writes recordings to disk and makes files of them: an archive behind messages.

import { DiskArchive, openDisks } from './archive.ts';
import { answerMessages } from './archive-link.ts';

answerMessages(globalThis as unknown as Worker, new DiskArchive(openDisks()));
