// Who may publish and read what, below one topic prefix; a user's name is the id of their peer. There is one
// wildcard, for the messages that are left at a desk: they are sealed to it.

const ID = '[\\w-]{22}';

export class AccessRules {
  readonly #rooms: RegExp;
  readonly #inboxes: RegExp;
  readonly #wills: RegExp;
  readonly #desks: RegExp;
  readonly #mail: RegExp;
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
    this.#rooms = new RegExp(`^${prefix}/room/${ID}$`);
    this.#inboxes = new RegExp(`^${prefix}/peer/${ID}/inbox$`);
    this.#wills = new RegExp(`^${prefix}/peer/${ID}/gone$`);
    this.#desks = new RegExp(`^${prefix}/desk/${ID}/(tickets|agents|status|mail/${ID})$`);
    this.#mail = new RegExp(`^${prefix}/desk/${ID}/mail/\\+$`);
  }

  /** Into rooms, into everybody's inbox, and that one is gone oneself; at desks what only their keys open. */
  mayPublish(user: string, topic: string): boolean {
    const anyones = [this.#rooms, this.#inboxes, this.#desks].some(topics => topics.test(topic));
    return anyones || topic === `${this.#prefix}/peer/${user}/gone`;
  }

  /** Rooms, desks, one's own inbox, and that somebody is gone. */
  maySubscribe(user: string, filter: string): boolean {
    const anyones = [this.#rooms, this.#wills, this.#desks, this.#mail].some(topics => topics.test(filter));
    return anyones || filter === `${this.#prefix}/peer/${user}/inbox`;
  }
}
