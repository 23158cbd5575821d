// What a call is made with.

import { RtcError } from '../errors.ts';
import type { MediaMode } from '../media/local-media.ts';
import { isTopicPrefix } from '../protocol/topics.ts';
import { isBroker } from '../transport/brokers.ts';
import type { Bus } from '../transport/bus.ts';
import type { CredentialsOptions } from '../transport/credentials.ts';
import type { MqttBusOptions } from '../transport/mqtt-bus.ts';
import type { Appointment } from './appointment.ts';
import type { Footing } from './footing.ts';

export { isBroker, isTopicPrefix };

export interface CallOptions {
  /** WebSocket URLs of MQTT brokers, such as `isBroker` takes; the first that answers serves. */
  readonly brokers: readonly string[];
  /** Prefix of every topic; `isTopicPrefix` says what can be one. */
  readonly topic: string;
  readonly room: string;
  /** Shared by those who may take part: signalling is sealed with it. */
  readonly secret?: string;
  readonly displayName?: string;
  readonly audio?: MediaMode;
  readonly video?: MediaMode;
  readonly iceServers?: readonly RTCIceServer[];
  /** Only candidates of TURN servers are told to the others. */
  readonly relayOnly?: boolean;
  readonly lowData?: boolean;
  /** Oneself included. Default 9. */
  readonly maxParticipants?: number;
  readonly credentials?: CredentialsOptions;
  /** Makes the way to the broker, for brokers of another kind. Default: MQTT over WebSockets. */
  readonly createBus?: (options: MqttBusOptions) => Bus;
  /** Keys and a way to the broker that the call shares with others: they stay when it ends. */
  readonly footing?: Footing;
  readonly appointment?: Appointment;
}

/** With the defaults filled in that a stay in a room rests on. */
export type CompleteCallOptions = CallOptions & Required<Pick<CallOptions, 'createBus'>>;

/** Throws an RtcError where the topic can't be the prefix of any. */
export function checkTopic(topic: unknown): void {
  if (isTopicPrefix(topic)) return;
  throw new RtcError('attribute-invalid', 'The topic must be letters, digits, - and _, between /.');
}
