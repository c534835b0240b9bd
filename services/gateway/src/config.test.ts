import { describe, expect, it } from 'vitest';
import { loadConfig } from './config.ts';

const env = {
  KAFKA_BROKERS: 'kafka:9092',
  INTERNAL_KEY: 'internal-key-of-16+',
  MESSAGE_STORE_ADDRESS: 'message-store:9000',
  PRESENCE_ADDRESS: 'dns:///presence:9000',
  PUSH_ROUTER_ADDRESS: 'push-router:9000',
  PUSH_HISTORY_ADDRESS: 'push-history:9000',
  OPERATOR_KEY: 'operator-key-of-16+',
  KEYRING: 'k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
};

describe('the configuration', () => {
  it('has defaults', () => {
    expect(loadConfig(env)).toMatchObject({
      httpPort: 8080,
      grpcPort: 9000,
      deliveryPort: 9001,
      advertisedAddress: undefined,
    });
  });
  it('tells all problems at once and shows no secret', () => {
    expect(() => loadConfig({ ...env, HTTP_PORT: 'x', PRESENCE_ADDRESS: 'nowhere', OPERATOR_KEY: 'short' })).toThrow(
      /HTTP_PORT[^]*PRESENCE_ADDRESS[^]*OPERATOR_KEY/,
    );
    expect(JSON.stringify(loadConfig(env))).not.toContain(env.OPERATOR_KEY);
  });
});
