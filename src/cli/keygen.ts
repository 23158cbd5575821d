// `rtc-elements keygen`: a new key pair for a desk, and what goes into which page.

import { generateDeskKeys } from '../protocol/desk-keys.ts';

/** What is printed; `json` is for scripts: `{ deskKey, deskSecret }`. */
export async function keygen(json: boolean): Promise<string> {
  const keys = await generateDeskKeys();
  return json ? JSON.stringify(keys) : explained(keys);
}

function explained({ deskKey, deskSecret }: { deskKey: string; deskSecret: string }): string {
  return `desk-key (public; visitors seal to it)
  ${deskKey}

desk-secret (keep it; whoever has it reads every request and can act as any agent)
  ${deskSecret}

In the visitors' pages:

  <rtc-support broker="wss://broker.example/mqtt" topic="shop" desk="Sales"
    desk-key="${deskKey}"></rtc-support>

In the agents' page, behind a login. The secret should come with the answer of credentials-url, as
{ "deskSecret": "…" }, so that it stands in no page; to try things out, desk-secret="…" takes it:

  <rtc-desk broker="wss://broker.example/mqtt" topic="shop" desk="Sales"
    credentials-url="/desk-credentials"></rtc-desk>`;
}
