import { topicCatalogue } from '@bellhop/contracts';
import { InvalidConfiguration, type CommonConfig, type Logger } from '@bellhop/runtime';
import type { KafkaConfig } from './kafka-config.ts';

/**
 * How a program reaches Kafka, from its settings.
 * @param name the program's own; brokers show it unless KAFKA_CLIENT_ID says otherwise
 */
export function kafkaOf(
  { kafkaBrokers, kafkaPrefix, kafka = {} }: Pick<CommonConfig, 'kafkaBrokers' | 'kafkaPrefix' | 'kafka'>,
  name: string,
  log: Logger,
): KafkaConfig {
  const { clientId = name, rack, tls, sasl, topics } = kafka;
  checkNames('TOPIC_PARTITIONS', topics?.partitions);
  checkNames('TOPIC_RETENTION_HOURS', topics?.retentionHours);
  if (tls === undefined && (sasl?.mechanism === 'plain' || sasl?.mechanism === 'oauthbearer'))
    log.warn({ mechanism: sasl.mechanism }, 'the login at Kafka crosses the network unencrypted; set KAFKA_TLS=true');
  return { brokers: kafkaBrokers, clientId, prefix: kafkaPrefix, log, rack, tls, sasl, topics };
}

function checkNames(setting: string, byName: Readonly<Record<string, number>> = {}): void {
  const known = new Set(topicCatalogue().map(({ name }) => name));
  const unknown = Object.keys(byName).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new InvalidConfiguration([
    `${setting}: ${unknown.join(', ')} is no topic of ours; names are those of the catalogue, without KAFKA_PREFIX, e.g. im.message-accepted.v1`,
  ]);
}
