// What a page load stands on where calls come and go beside each other: keys, a way to the broker, a will. They share
// it, and it stays when they end.

import { createIdentity, type Identity } from '../protocol/identity.ts';
import type { Bus } from '../transport/bus.ts';
import { type CredentialsOptions, CredentialsSource } from '../transport/credentials.ts';
import type { MqttBusOptions } from '../transport/mqtt-bus.ts';
import { OwnWill } from './own-will.ts';

export interface FootingOptions {
  readonly brokers: readonly string[];
  /** Prefix of every topic. */
  readonly topic: string;
  readonly credentials?: CredentialsOptions;
  readonly createBus: (options: MqttBusOptions) => Bus;
}

export class Footing {
  readonly identity: Identity;
  readonly will: OwnWill;
  readonly credentials: CredentialsSource;
  /** Not asked to connect yet. */
  readonly bus: Bus;
  /** Called with every new will, before the broker has it: to tell others its hash. They must not wait for the broker. */
  readonly willRenewed = new Set<() => Promise<void> | undefined>();

  constructor(identity: Identity, options: FootingOptions) {
    const { brokers, topic, credentials = {}, createBus } = options;
    this.identity = identity;
    this.will = new OwnWill(topic, identity.id);
    this.credentials = new CredentialsSource(credentials, identity.id);
    this.bus = createBus({
      brokers,
      credentials: this.credentials,
      will: async () => {
        const renewed = await this.will.renew();
        await Promise.all([...this.willRenewed].map(tell => tell()));
        return renewed;
      },
    });
  }

  /** With keys of its own. */
  static async create(options: FootingOptions): Promise<Footing> {
    return new Footing(await createIdentity(), options);
  }
}
