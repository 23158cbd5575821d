// Opening hours as a page writes them, `Mo-Fr 09:00-17:00 Europe/Berlin, Sa 10:00-14:00 Europe/Berlin`: read, and asked
// whether a moment is within them. What is said of it is left to others.

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const DAY_MINUTES = 24 * 60;
const SPAN = /^([A-Z][a-z])(?:-([A-Z][a-z]))? (\d\d):(\d\d)-(\d\d):(\d\d) ([\w+\-/]+)$/;

/** On these days of the week, Monday being 0, between these minutes of the day in this time zone. */
interface Span {
  readonly days: readonly number[];
  readonly from: number;
  /** Before `from`: on the day after. */
  readonly to: number;
  readonly clock: Intl.DateTimeFormat;
}

export interface Hours {
  isOpen(at: Date): boolean;
}

/** Reads them; `problem` is a sentence for who wrote them. */
export function parseHours(text: string): Hours | { readonly problem: string } {
  const spans: Span[] = [];
  for (const part of text.split(',').map(each => each.trim().replace(/\s+/g, ' '))) {
    const span = parseSpan(part);
    if (typeof span === 'string') return { problem: `hours: “${part}” ${span}` };
    spans.push(span);
  }
  return { isOpen: at => spans.some(span => includes(span, at)) };
}

function parseSpan(text: string): Span | string {
  const [, first, last = first, ...rest] = SPAN.exec(text) ?? [];
  if (first === undefined || last === undefined) return 'is not like “Mo-Fr 09:00-17:00 Europe/Berlin”';
  const zone = rest.pop() ?? '';
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = rest.map(Number);
  const [begin, end] = [DAYS.indexOf(first), DAYS.indexOf(last)];
  if (begin < 0 || end < 0) return `has a day that is none of ${DAYS.join(' ')}`;
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  if (fromMinute > 59 || toMinute > 59 || from >= DAY_MINUTES || to > DAY_MINUTES)
    return 'has a time that is not between 00:00 and 24:00';
  if (from === to) return 'begins when it ends';
  const days = DAYS.map((_, index) => (begin + index) % DAYS.length).slice(
    0,
    ((end - begin + DAYS.length) % DAYS.length) + 1,
  );
  try {
    return { days, from, to, clock: clockIn(zone) };
  } catch {
    return `has a time zone, ${zone}, that this browser does not know; one such as Europe/Berlin or UTC is needed`;
  }
}

/** Throws where there is no such zone. */
function clockIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', weekday: 'short', hour: '2-digit', minute: '2-digit' },
  });
}

function includes({ days, from, to, clock }: Span, at: Date): boolean {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = DAYS.indexOf(parts.weekday?.slice(0, 2) ?? '');
  const minute = Number(parts.hour) * 60 + Number(parts.minute);
  if (from < to) return days.includes(day) && minute >= from && minute < to;
  const dayBefore = (day + DAYS.length - 1) % DAYS.length;
  return (days.includes(day) && minute >= from) || (days.includes(dayBefore) && minute < to);
}
