import type { KafkaSasl, KafkaTls, Logger, TopicSettings } from '@bellhop/runtime';

/** How to reach Kafka. One of these per process; every producer and consumer makes its own client from it. */
export interface KafkaConfig {
  readonly brokers: readonly string[];
  /** Name of the service; brokers show it. */
  readonly clientId: string;
  /** Put before every topic and group; empty in production, set by tests that share a broker. */
  readonly prefix: string;
  readonly log: Logger;
  /** Consumers read from a replica in this rack, where there is one. */
  readonly rack?: string | undefined;
  /** Undefined: connections are not encrypted. */
  readonly tls?: KafkaTls | undefined;
  /** Undefined: no login, or the client certificate is it. */
  readonly sasl?: KafkaSasl | undefined;
  /** What is done about topics at the start. Undefined: missing ones are made as the catalogue has them. */
  readonly topics?: TopicSettings | undefined;
}
