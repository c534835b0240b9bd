import { describe, expect, it } from 'vitest';
import { internalEnv, parseEnv } from './config.ts';
import { internalSettings } from './internal-settings.ts';

const key = 'a-key-of-16-chars-and-more';
const tls = { INTERNAL_TLS_CA_FILE: '/ca', INTERNAL_TLS_CERT_FILE: '/cert', INTERNAL_TLS_KEY_FILE: '/key' };
const read = (env: NodeJS.ProcessEnv, nodeEnv?: string) => internalSettings(parseEnv(internalEnv, env), nodeEnv);

describe('how services know each other', () => {
  it('is the shared key in development, and in production where that is said', () => {
    expect(read({ INTERNAL_KEY: key }).internalKey?.reveal()).toBe(key);
    expect(read({ INTERNAL_KEY: key, INTERNAL_AUTH: 'key' }, 'production').internalKey?.reveal()).toBe(key);
  });

  it('must be said in production: the sentence names both ways', () => {
    expect(() => read({ INTERNAL_KEY: key }, 'production')).toThrow(
      /INTERNAL_AUTH is not set.*INTERNAL_AUTH=mtls with INTERNAL_TLS_CA_FILE.*INTERNAL_AUTH=key with INTERNAL_KEY/,
    );
  });

  it('is by certificates with mtls, which needs all of its files and no key', () => {
    expect(read({ INTERNAL_AUTH: 'mtls', ...tls }, 'production')).toEqual({
      internalTls: { ca: '/ca', cert: '/cert', key: '/key' },
    });
    expect(() => read({ INTERNAL_AUTH: 'mtls', INTERNAL_TLS_CA_FILE: '/ca' })).toThrow(
      /INTERNAL_TLS_CERT_FILE is not set[^]*INTERNAL_TLS_KEY_FILE is not set/,
    );
    expect(() => read({ INTERNAL_KEY: key, ...tls })).toThrow('INTERNAL_AUTH=mtls turns on');
    expect(() => read({})).toThrow('INTERNAL_KEY is not set');
  });
});
