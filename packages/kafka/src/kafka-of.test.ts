import { loadKafkaEnv, silentLogger } from '@bellhop/runtime';
import { describe, expect, it, vi } from 'vitest';
import { kafkaOf } from './kafka-of.ts';

const read = (env: NodeJS.ProcessEnv, log = silentLogger()) =>
  kafkaOf(loadKafkaEnv({ KAFKA_BROKERS: 'kafka:9092', ...env }), 'presence', log);

describe('how a program reaches Kafka', () => {
  it('under its own name, unless the settings name it', () => {
    expect(read({}).clientId).toBe('presence');
    expect(read({ KAFKA_CLIENT_ID: 'shop-presence', KAFKA_RACK: 'zone-a' })).toMatchObject({
      clientId: 'shop-presence',
      rack: 'zone-a',
    });
  });

  it.each(['TOPIC_PARTITIONS', 'TOPIC_RETENTION_HOURS'])('a misspelt topic in %s is refused', (setting) => {
    expect(() => read({ [setting]: 'push.outcomes.v1=3' })).toThrow(
      `${setting}: push.outcomes.v1 is no topic of ours; names are those of the catalogue`,
    );
  });

  it('warns of a password that crosses the network unencrypted', () => {
    const log = silentLogger();
    const warn = vi.spyOn(log, 'warn');
    const login = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' };
    read({ ...login, KAFKA_TLS: 'true' }, log);
    expect(warn).not.toHaveBeenCalled();
    read(login, log);
    expect(warn).toHaveBeenCalledOnce();
  });
});
