// What a page load stands on: its keys, its way to the broker, its will. A call has one of its own, or shares that of
// whoever began it.

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
  readonly hurried?: () => boolean;
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
    const { brokers, topic, credentials = {}, createBus, hurried } = options;
    this.identity = identity;
    this.will = new OwnWill(topic, identity.id);
    this.credentials = new CredentialsSource(credentials, identity.id);
    this.bus = createBus({
      brokers,
      credentials: this.credentials,
      ...(hurried && { hurried }),
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
