// The two notations of STUN and TURN servers: URLs in one line, or the JSON of RTCIceServer[]. Pure. What
// passes here is taken by `new RTCPeerConnection`, which throws at the first server that it does not like.

/** What is wrong; attribute-words.ts puts it into words. */
export type IceServerFault = 'json' | 'object' | 'urls' | 'user' | 'no-user' | 'scheme' | 'host' | 'query';

/** What is wrong with which server, counted from 0, and with which of its URLs, which may hold a password. */
export interface IceServerProblem {
  readonly index: number;
  readonly fault: IceServerFault;
  readonly url?: string;
}

/** The servers that were understood, and one problem for each that was not. */
export interface IceServersReading {
  readonly servers: RTCIceServer[];
  readonly problems: readonly IceServerProblem[];
}

/** To be thrown and put beside the others by `collect`. */
const wrong = (fault: IceServerFault, url?: string): Error => new Error(fault, { cause: url });

// A name, an IPv4 address or an IPv6 address in brackets, perhaps a port; RFC 7064 and RFC 7065.
const HOST = /^([a-z\d](?:[\w.-]*[a-z\d])?|\[[\da-f]*:[\da-f:.]+\])(?::(\d{1,5}))?$/i;

/** Reads an attribute's text, or what a script has set. Wrong servers are left out and named. */
export function readIceServers(value: unknown): IceServersReading {
  if (value === undefined || value === null) return { servers: [], problems: [] };
  if (typeof value !== 'string') return readList(value);
  const text = value.trim();
  if (!/^[[{]/.test(text)) return collect(text.split(/\s+/).filter(Boolean), readNotation);
  try {
    return readList(JSON.parse(text));
  } catch {
    return { servers: [], problems: [{ index: 0, fault: 'json' }] };
  }
}

function readList(value: unknown): IceServersReading {
  return collect(Array.isArray(value) ? value : [value], readServer);
}

function collect<T>(items: readonly T[], read: (item: T) => RTCIceServer): IceServersReading {
  const servers: RTCIceServer[] = [];
  const problems: IceServerProblem[] = [];
  items.forEach((item, index) => {
    try {
      servers.push(read(item));
    } catch (error) {
      const { message, cause } = error as { message: IceServerFault; cause?: string };
      problems.push({ index, fault: message, ...(cause && { url: cause }) });
    }
  });
  return { servers, problems };
}

/** `turn:user:password@host:port?transport=tcp`; user and password may be percent-encoded. */
function readNotation(text: string): RTCIceServer {
  const [, scheme = '', login, host = ''] = /^([a-z]+:)(?:(.*)@)?(.*)$/is.exec(text) ?? [];
  const urls = readUrl(scheme + host || text);
  if (login === undefined) return withLogin({ urls });
  const colon = login.indexOf(':');
  if (colon < 1 || urls.startsWith('stun')) throw wrong('user', urls);
  return withLogin({
    urls,
    username: decode(login.slice(0, colon)),
    credential: decode(login.slice(colon + 1)),
  });
}

function readServer(item: unknown): RTCIceServer {
  if (typeof item !== 'object' || item === null) throw wrong('object');
  const { urls: given, username, credential }: Partial<Record<string, unknown>> = { ...item };
  const list: unknown[] = Array.isArray(given) ? given : [given];
  if (!list.length) throw wrong('urls');
  const urls = list.map(url => readUrl(url));
  return withLogin({
    urls: urls.length === 1 && urls[0] !== undefined ? urls[0] : urls,
    ...(typeof username === 'string' && { username }),
    ...(typeof credential === 'string' && { credential }),
  });
}

/** A TURN server needs both (W3C WebRTC, 'set a configuration'): without, the constructor throws. */
function withLogin(server: RTCIceServer): RTCIceServer {
  const turn = [server.urls].flat().find(url => url.startsWith('turn'));
  if (turn && !(server.username && server.credential)) throw wrong('no-user', turn);
  return server;
}

function readUrl(value: unknown): string {
  if (typeof value !== 'string') throw wrong('urls');
  const [, scheme = '', host = '', query] = /^([a-z]+):([^?]*)(?:\?(.*))?$/i.exec(value) ?? [];
  const kind = scheme.toLowerCase();
  if (!/^(stun|turns?)$/.test(kind)) throw wrong('scheme', value);
  const [, name, port] = HOST.exec(host) ?? [];
  if (!name || !isHost(name) || (port !== undefined && !isPort(Number(port)))) {
    throw wrong('host', value);
  }
  if (query !== undefined && (kind === 'stun' || !/^transport=(udp|tcp)$/.test(query))) {
    throw wrong('query', value);
  }
  return kind + value.slice(scheme.length);
}

/** The URL standard's own host parser; what ends in a number there is an IPv4 address, and has to be a whole one. */
function isHost(name: string): boolean {
  try {
    const { hostname } = new URL(`http://${name}`);
    return !/(^|\.)\d+$/.test(name) || hostname === name;
  } catch {
    return false;
  }
}

function isPort(port: number): boolean {
  return port > 0 && port < 65536;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A password with a bare percent sign.
  }
}
