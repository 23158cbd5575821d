// What has become of tickets between two states of a shift, one piece of news after the other. Who is told is the desk's.

import type { DeskTicket } from '../support/desk-tickets.ts';

export type DeskNews = { readonly ticket: DeskTicket } & (
  | { readonly type: 'arrived' | 'claimed' }
  /** Nobody else can take it; `missed`: nobody has. */
  | { readonly type: 'closed'; readonly missed: boolean }
  /** The call of this agent is over; `lost`: the ticket is back in the queue. */
  | { readonly type: 'ended'; readonly reason: 'done' | 'lost' }
);

export function newsOf(before: readonly DeskTicket[], after: readonly DeskTicket[]): DeskNews[] {
  const news: DeskNews[] = [];
  const states = (tickets: readonly DeskTicket[]) => new Map(tickets.map(({ id, state }) => [id, state]));
  const [earlier, later] = [states(before), states(after)];
  for (const ticket of after) {
    const was = earlier.get(ticket.id);
    if (was === undefined && ticket.state === 'waiting') news.push({ type: 'arrived', ticket });
    if (was !== 'mine' && ticket.state === 'mine') news.push({ type: 'claimed', ticket });
  }
  for (const ticket of before) {
    const { id, state } = ticket;
    const now = later.get(id);
    if (state === 'mine' && now !== 'mine')
      news.push({ type: 'ended', ticket, reason: now === 'waiting' ? 'lost' : 'done' });
    if (now === undefined || (now === 'taken' && state !== 'taken')) {
      const missed = now === undefined && (state === 'waiting' || state === 'claiming');
      news.push({ type: 'closed', ticket, missed });
    }
  }
  return news;
}
