// The names of the topics below the site's prefix.

/**
 * Whether it can stand as the prefix of all topics: at most 200 letters, digits, `-` and `_`, with single `/` between.
 */
export function isTopicPrefix(prefix: unknown): boolean {
  return typeof prefix === 'string' && prefix.length <= 200 && /^[\w-]+(\/[\w-]+)*$/.test(prefix);
}

/** Where the members of a room say hello. `tag` is the room's, never its name. */
export function roomTopic(prefix: string, tag: string): string {
  return `${prefix}/room/${tag}`;
}

/** Where a peer is written to. */
export function inboxTopic(prefix: string, id: string): string {
  return `${prefix}/peer/${id}/inbox`;
}

/** Where the broker says that it lost a peer: the topic of the peer's will. */
export function goneTopic(prefix: string, id: string): string {
  return `${prefix}/peer/${id}/gone`;
}

/** Where visitors write to a desk. `tag` is the desk's. */
export function ticketsTopic(prefix: string, tag: string): string {
  return `${prefix}/desk/${tag}/tickets`;
}

/** Where the agents of a desk write to each other. */
export function agentsTopic(prefix: string, tag: string): string {
  return `${prefix}/desk/${tag}/agents`;
}

/** Where a message waits until agents have read it; `+` as its id: all of them. */
export function mailTopic(prefix: string, tag: string, id: string): string {
  return `${prefix}/desk/${tag}/mail/${id}`;
}

/** Where agents tell everybody whether the desk is open. */
export function statusTopic(prefix: string, tag: string): string {
  return `${prefix}/desk/${tag}/status`;
}
