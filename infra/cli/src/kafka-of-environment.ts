import { kafkaOf, type KafkaConfig } from '@bellhop/kafka';
import { loadKafkaEnv, type Logger } from '@bellhop/runtime';

/** The Kafka that the environment names, read as the services read it. */
export function kafkaOfEnvironment(env: NodeJS.ProcessEnv, log: Logger): KafkaConfig {
  return kafkaOf(loadKafkaEnv(env), 'bellhop', log);
}
