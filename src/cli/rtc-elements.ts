#!/usr/bin/env node
// The command of the package: `npx rtc-elements …`. What it can do is in the files beside it.

import { keygen } from './keygen.ts';

const USAGE = `Usage: rtc-elements keygen [--json]

  keygen   prints a new key pair for a support desk, and the tags for the visitors' and the agents' page;
           with --json only { "deskKey": "…", "deskSecret": "…" }`;

const [command, ...flags] = process.argv.slice(2);
const unknown = flags.filter(flag => flag !== '--json');

if (command === 'keygen' && unknown.length === 0) {
  console.log(await keygen(flags.includes('--json')));
} else {
  const asked = command === undefined || command === 'help' || command === '--help';
  (asked ? console.log : console.error)(USAGE);
  if (!asked) process.exitCode = 2;
}
