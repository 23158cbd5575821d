// Answers questions for IPv4 addresses from a table (RFC 1035): the names that it has, and for others that there are
// none. For the test network, whose browsers ask nobody else.

import { createSocket } from 'node:dgram';

const HEADER_BYTES = 12;
/** A response, to a query that wanted recursion, which was available. */
const FLAGS = 0x8180;
const NO_SUCH_NAME = 3;
const ADDRESS = 1;
const INTERNET = 1;

/** Listens on UDP port 53 of `address`. */
export function serveNames(address: string, names: Readonly<Record<string, string>>): void {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    if (query.length > HEADER_BYTES) socket.send(response(query, names), from.port, from.address);
  });
  socket.bind(53, address);
}

function response(query: Buffer, names: Readonly<Record<string, string>>): Buffer {
  const { name, end } = readName(query);
  const question = query.subarray(HEADER_BYTES, end + 4);
  const found = names[name];
  const known = found !== undefined;
  const answers = known && query.readUInt16BE(end) === ADDRESS ? [addressRecord(found)] : [];
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(known ? FLAGS : FLAGS | NO_SUCH_NAME, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers.length, 6);
  return Buffer.concat([header, question, ...answers]);
}

/** The name in the first question, and where it ends. */
function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function addressRecord(address: string): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt16BE(0xc000 | HEADER_BYTES, 0); // The name of the question.
  record.writeUInt16BE(ADDRESS, 2);
  record.writeUInt16BE(INTERNET, 4);
  record.writeUInt32BE(60, 6);
  record.writeUInt16BE(4, 10);
  Buffer.from(address.split('.').map(Number)).copy(record, 12);
  return record;
}
