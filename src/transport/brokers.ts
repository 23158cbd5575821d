// Broker addresses as a site's owner writes them: read, checked, and shown without their secrets.

/** A broker's address, taken apart. */
export interface BrokerAddress {
  /** What the socket is opened with: no user name and no password in it. */
  readonly url: string;
  /** What states and messages show: no query either, which may hold a token. */
  readonly name: string;
  readonly username?: string;
  readonly password?: string;
}

/** Without what stands between `//` and `@`. */
const redact = (text: string): string => text.replace(/\/\/[^/?#]*@/, '//…@').replace(/\?.*$/, '?…');

/**
 * Reads space-separated ws:// and wss:// addresses. What is usable is in `brokers`, in the order given and once
 * each; a sentence for everything else, naming the part that is wrong, in `errors`.
 */
export function parseBrokers(text: string): { brokers: string[]; errors: string[] } {
  const brokers = new Set<string>();
  const errors: string[] = [];
  for (const part of text.split(/\s+/).filter(part => part !== '')) {
    const wrong = fault(part);
    if (wrong === undefined) brokers.add(part);
    else errors.push(`"${redact(part)}": ${wrong}`);
  }
  return { brokers: [...brokers], errors };
}

function fault(part: string): string | undefined {
  if (/[,;]$/.test(part)) return 'brokers are separated by spaces, without commas';
  if (!URL.canParse(part)) return 'not a URL, expected ws://host/path or wss://host/path';
  const { protocol, hostname, username, password, hash } = new URL(part);
  if (protocol !== 'ws:' && protocol !== 'wss:') {
    return `begins with ${protocol}, expected ws: or wss: (MQTT over WebSockets)`;
  }
  if (hostname === '') return 'no host in it, expected ws://host/path or wss://host/path';
  if (hash !== '') return `"${hash}" cannot stand in the URL of a WebSocket`;
  if (username === '' && password !== '') return 'a password without a user name';
  return undefined;
}

/** Takes one address apart that `parseBrokers` found good. Throws a TypeError on what is no URL. */
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
