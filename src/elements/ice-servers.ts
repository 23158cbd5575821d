// The two notations of STUN and TURN servers: URLs in one line, or the JSON of RTCIceServer[]. Pure. What
// passes here is taken by `new RTCPeerConnection`, which throws at the first server that it does not like.

/** The servers that were understood, and one sentence for each that was not. */
export interface IceServersReading {
  readonly servers: RTCIceServer[];
  readonly problems: readonly string[];
}

const EXPECTED =
  'stun:host:port, turn:user:password@host:port?transport=udp|tcp, turns:…, or the JSON of RTCIceServer[]';
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
    return { servers: [], problems: [`not valid JSON; expected ${EXPECTED}`] };
  }
}

function readList(value: unknown): IceServersReading {
  return collect(Array.isArray(value) ? value : [value], readServer);
}

function collect<T>(items: readonly T[], read: (item: T) => RTCIceServer): IceServersReading {
  const servers: RTCIceServer[] = [];
  const problems: string[] = [];
  items.forEach((item, index) => {
    try {
      servers.push(read(item));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems.push(`server ${index + 1}${error.message}; expected ${EXPECTED}`);
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
  if (colon < 1 || urls.startsWith('stun'))
    throw new SyntaxError(` (${urls}) has a wrong user name or password`);
  return withLogin({
    urls,
    username: decode(login.slice(0, colon)),
    credential: decode(login.slice(colon + 1)),
  });
}

function readServer(item: unknown): RTCIceServer {
  if (typeof item !== 'object' || item === null) throw new SyntaxError(' is not an object');
  const { urls: given, username, credential }: Partial<Record<string, unknown>> = { ...item };
  const list: unknown[] = Array.isArray(given) ? given : [given];
  if (!list.length) throw new SyntaxError(' has no urls');
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
  if (turn && !(server.username && server.credential)) {
    throw new SyntaxError(` (${turn}) has no user name and password`);
  }
  return server;
}

function readUrl(value: unknown): string {
  if (typeof value !== 'string') throw new SyntaxError(' has no urls');
  // A login in front of the host is a secret: it stays out of the message.
  const shown = value.replace(/[^:]*:[^@]*@/, '…@').slice(0, 80);
  const [, scheme = '', host = '', query] = /^([a-z]+):([^?]*)(?:\?(.*))?$/i.exec(value) ?? [];
  const kind = scheme.toLowerCase();
  if (!/^(stun|turns?)$/.test(kind)) throw new SyntaxError(` (${shown}) is no stun:, turn: or turns: URL`);
  const [, name, port] = HOST.exec(host) ?? [];
  if (!name || !isHost(name) || (port !== undefined && !isPort(Number(port)))) {
    throw new SyntaxError(` (${shown}) has a wrong host or port`);
  }
  if (query !== undefined && (kind === 'stun' || !/^transport=(udp|tcp)$/.test(query))) {
    throw new SyntaxError(` (${shown}) has a wrong part after the question mark`);
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
