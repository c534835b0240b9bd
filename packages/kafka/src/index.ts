export * from './admin.ts';
export * from './consumer.ts';
export * from './dead-letter.ts';
export * from './follower.ts';
export { kafkaJs, type KafkaConfig } from './kafkajs.ts';
export * from './outcome.ts';
export * from './producer.ts';
export * from './retry-tier.ts';
export * from './app-directory.ts';
