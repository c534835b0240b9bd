import { randomUUID } from 'node:crypto';
import type { KafkaConfig } from '@bellhop/kafka';
import { Secret, silentLogger, type CommonConfig, type ServiceContext } from '@bellhop/runtime';
import { testServers } from './servers/test-servers.ts';

/** The key our services share in tests. */
export const internalKey = new Secret('internal-key-of-the-tests');

/** Seals secrets in tests. */
export const testKeyring = new Secret(`k1:${Buffer.alloc(32, 7).toString('base64')}`);

/** Common settings of a service under test, with topics and groups of its own. */
export function testConfig(): CommonConfig {
  return {
    kafkaBrokers: testServers().kafkaBrokers,
    kafkaPrefix: `t${randomUUID().slice(0, 8)}.`,
    internalKey,
    listenHost: '127.0.0.1',
    managementPort: 0,
    logLevel: 'silent',
    otlpEndpoint: undefined,
    traceRatio: 1,
  };
}

/** Kafka as a test itself uses it, beside the service with these settings. */
export function testKafka({ kafkaBrokers, kafkaPrefix }: CommonConfig): KafkaConfig {
  return { brokers: kafkaBrokers, clientId: 'test', prefix: kafkaPrefix, log: silentLogger() };
}

/** A process's context whose fatal errors fail the test that looks at them. */
export function testContext(): ServiceContext & { readonly fatal: unknown[] } {
  const fatal: unknown[] = [];
  return { log: silentLogger(), onFatal: (error) => void fatal.push(error), fatal };
}
