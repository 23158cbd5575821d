// What an agent's browser keeps of a day at a desk: who was taken, who left without anybody, how it was, and the notes.
// It stays in this browser, and is forgotten the day after.

import { keep, keptValue } from '../kept.ts';
import { flag, list, optional, record, text, whole } from '../protocol/shape.ts';
import type { DeskTicket } from './desk-tickets.ts';

const MAX_RECORDS = 1000;
export const LONGEST_NOTE = 4000;

const milliseconds = whole(0, Number.MAX_SAFE_INTEGER);

const kept = record({
  records: list(
    record({
      ticket: text(22),
      /** Untrusted text. */
      name: text(200),
      /** When it was taken, or given up, in milliseconds since 1970. */
      at: milliseconds,
      /** By this agent; else nobody had it. */
      taken: flag,
      waited: milliseconds,
      /** Of the call, where it is over. */
      length: optional(milliseconds),
      stars: optional(whole(1, 5)),
      comment: optional(text(2000)),
    }),
    MAX_RECORDS,
  ),
  notes: list(record({ ticket: text(22), at: milliseconds, text: text(LONGEST_NOTE) }), MAX_RECORDS),
});

type Kept = NonNullable<ReturnType<typeof kept>>;
/** A ticket that was taken, or that nobody took. */
export type DeskRecord = Kept['records'][number];

/** Of today. Means are in milliseconds, and absent where there is nothing to make them of. */
export interface DeskFigures {
  readonly taken: number;
  readonly missed: number;
  readonly wait?: number;
  readonly length?: number;
  /** From 1 to 5. */
  readonly rating?: number;
}

export class DeskLog {
  readonly #key: string;
  /** When the calls of this page began, by `performance.now()`. */
  readonly #begun = new Map<string, number>();

  /** `place`: another one for every desk and agent of a site. */
  constructor(place: string) {
    this.#key = `rtc-elements.desk.${place}`;
  }

  get records(): readonly DeskRecord[] {
    return this.#read().records;
  }

  /** This agent has a ticket. Taken again after it was lost, it counts once. */
  taken(ticket: DeskTicket): void {
    this.#begun.set(ticket.id, performance.now());
    const record = { ...about(ticket), taken: true, waited: waitedOf(ticket) };
    this.#write(({ records, notes }) => {
      const isOpen = records.some(
        each => each.ticket === ticket.id && each.taken && each.length === undefined,
      );
      return { records: isOpen ? records : [...records, record], notes };
    });
  }

  /** A ticket is gone that nobody took. Two tabs see it, and it counts once. */
  missed(ticket: DeskTicket): void {
    const record = { ...about(ticket), taken: false, waited: waitedOf(ticket) };
    this.#write(({ records, notes }) => {
      const others = records.filter(each => each.ticket !== ticket.id || each.taken);
      return { records: [...others, record], notes };
    });
  }

  /** Its call is over; `lost`: the ticket is not. Returns how long it was, in milliseconds. */
  ended(ticket: string, reason: 'done' | 'lost'): number {
    const now = performance.now();
    const length = Math.round(now - (this.#begun.get(ticket) ?? now));
    this.#begun.delete(ticket);
    if (reason === 'done') this.#change(ticket, known => ({ ...known, length }));
    return length;
  }

  /** The visitor has said how it was; of others' calls nothing is kept. */
  rated(ticket: string, stars: number, comment?: string): void {
    this.#change(ticket, known => ({ ...known, stars, ...(comment !== undefined && { comment }) }));
  }

  notesOf(ticket: string): string {
    return this.#read().notes.find(note => note.ticket === ticket)?.text ?? '';
  }

  setNotes(ticket: string, notes: string): void {
    this.#write(kept => {
      const others = kept.notes.filter(note => note.ticket !== ticket);
      const note = { ticket, at: Date.now(), text: notes.slice(0, LONGEST_NOTE) };
      return { records: kept.records, notes: notes ? [...others, note] : others };
    });
  }

  get figures(): DeskFigures {
    const { records } = this;
    const taken = records.filter(each => each.taken);
    const means = {
      wait: mean(taken.map(({ waited }) => waited)),
      length: mean(taken.flatMap(({ length }) => length ?? [])),
      rating: mean(taken.flatMap(({ stars }) => stars ?? [])),
    };
    const known = Object.fromEntries(Object.entries(means).filter(([, value]) => value !== undefined));
    return { taken: taken.length, missed: records.length - taken.length, ...known };
  }

  /** A line a ticket, for a spreadsheet. */
  csv(): string {
    const { records, notes } = this.#read();
    const lines = records.map(({ ticket, name, at, taken, waited, length, stars, comment }) => [
      ...[new Date(at).toISOString(), name, taken ? 'taken' : 'missed', seconds(waited), seconds(length)],
      ...[stars ?? '', comment ?? '', notes.find(note => note.ticket === ticket)?.text ?? ''],
    ]);
    const head = ['time', 'name', 'outcome', 'waited_s', 'length_s', 'stars', 'comment', 'notes'];
    return [head, ...lines].map(line => `${line.map(cell).join(',')}\r\n`).join('');
  }

  /** The last record of a ticket of this agent. */
  #change(ticket: string, change: (known: DeskRecord) => DeskRecord): void {
    this.#write(({ records, notes }) => {
      const known = records.findLast(each => each.ticket === ticket && each.taken);
      return { records: known ? records.with(records.indexOf(known), change(known)) : records, notes };
    });
  }

  /** Other tabs of this agent write it too. */
  #read(): Kept {
    const { records, notes } = kept(keptValue('localStorage', this.#key)) ?? { records: [], notes: [] };
    const today = new Date().setHours(0, 0, 0, 0);
    const isOfToday = ({ at }: { at: number }) => at >= today;
    return { records: records.filter(isOfToday), notes: notes.filter(isOfToday) };
  }

  #write(change: (kept: Kept) => Kept): void {
    const { records, notes } = change(this.#read());
    const last = { records: records.slice(-MAX_RECORDS), notes: notes.slice(-MAX_RECORDS) };
    keep('localStorage', this.#key, JSON.stringify(last));
  }
}

function about({ id, name }: DeskTicket): Pick<DeskRecord, 'ticket' | 'name' | 'at'> {
  return { ticket: id, name, at: Date.now() };
}

const waitedOf = ({ since }: DeskTicket): number => Math.max(0, Math.round(performance.now() - since));

function mean(values: readonly number[]): number | undefined {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
}

const seconds = (ms: number | undefined): number | string => (ms === undefined ? '' : Math.round(ms / 1000));

/** Strangers write into it: what begins like a formula is none. */
function cell(value: string | number): string {
  const text = String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
