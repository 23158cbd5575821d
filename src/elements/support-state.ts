// What <rtc-support> and its panel have in common: what stands in the attribute `state`, and the element itself.

/** `ready`: the panel is closed and nothing is going on, but there is a connection. `offline`: nobody is there, and a message can be left. */
export type SupportState =
  | 'closed'
  | 'ready'
  | 'form'
  | 'queued'
  | 'ringing'
  | 'in-call'
  | 'rating'
  | 'offline'
  | 'failed';

/** The element, as its panel knows it. */
export interface SupportHost extends HTMLElement {
  /** Whether the desk is open by its `hours`. */
  readonly withinHours: boolean;
  readonly credentials: ((request: { id: string }) => Promise<unknown>) | undefined;
  /** What a page leaves for the next one of its tab. */
  note: string | undefined;
  /** Says something on the button, until it is told otherwise. */
  tell(news: string): void;
}
