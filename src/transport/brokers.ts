// Broker addresses as a site's owner writes them: checked, and shown without their secrets.

/** A broker's address, taken apart. */
export interface BrokerAddress {
  /** What the socket is opened with: no user name and no password in it. */
  readonly url: string;
  /** What states and messages show: no query either, which may hold a token. */
  readonly name: string;
  readonly username?: string;
  readonly password?: string;
}

/** Whether a text is the address of a broker: a ws:// or wss:// URL, perhaps with a login. */
export function isBroker(text: string): boolean {
  // A comma or semicolon is meant to part two of them.
  if (/[,;]$/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  return /^wss?:$/.test(protocol) && hostname !== '' && hash === '' && (username !== '' || password === '');
}

/** Takes one apart. Throws a TypeError on what is no URL. */
export function brokerAddress(broker: string): BrokerAddress {
  const url = new URL(broker);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  const name = `${url.protocol}//${url.host}${url.pathname}`;
  if (username === '') return { url: url.href, name };
  const user = { url: url.href, name, username: decode(username) };
  return password === '' ? user : { ...user, password: decode(password) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone % is meant as one.
  }
}
