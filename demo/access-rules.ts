// Who may publish and read what, below one topic prefix; a user's name is the id of their peer. Wildcards are nobody's.

const ID = '[\\w-]{22}';

export class AccessRules {
  readonly #rooms: RegExp;
  readonly #inboxes: RegExp;
  readonly #wills: RegExp;
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
    this.#rooms = new RegExp(`^${prefix}/room/${ID}$`);
    this.#inboxes = new RegExp(`^${prefix}/peer/${ID}/inbox$`);
    this.#wills = new RegExp(`^${prefix}/peer/${ID}/gone$`);
  }

  /** Into rooms, into everybody's inbox, and that one is gone oneself. */
  mayPublish(user: string, topic: string): boolean {
    return (
      this.#rooms.test(topic) || this.#inboxes.test(topic) || topic === `${this.#prefix}/peer/${user}/gone`
    );
  }

  /** Rooms, one's own inbox, and that somebody is gone. */
  maySubscribe(user: string, filter: string): boolean {
    return (
      this.#rooms.test(filter) || this.#wills.test(filter) || filter === `${this.#prefix}/peer/${user}/inbox`
    );
  }
}
