import { createRequire } from 'node:module';
import type { AuthenticationProviderArgs, Authenticator, Mechanism } from 'kafkajs';
import { messageOf, ServiceError, type KafkaSasl } from '@bellhop/runtime';
import { tokenProvider } from './oauth-token.ts';
import { currentSecret } from './secret-source.ts';

type Provider = (args: AuthenticationProviderArgs) => Authenticator;

/** What kafkajs itself does for a mechanism, given credentials. Its paths hold for the version that `kafkajs.ts` asserts. */
const builtIn = {
  plain: 'kafkajs/src/broker/saslAuthenticator/plain',
  'scram-sha-256': 'kafkajs/src/broker/saslAuthenticator/scram256',
  'scram-sha-512': 'kafkajs/src/broker/saslAuthenticator/scram512',
  oauthbearer: 'kafkajs/src/broker/saslAuthenticator/oauthBearer',
} as const;

/**
 * The login at Kafka. kafkajs takes credentials once and for all; this reads them for every login, so that those that were exchanged
 * work without a restart.
 * @param onFailed is told of logins that failed
 */
export function saslMechanism(sasl: KafkaSasl, onFailed: (error: Error) => void): Mechanism {
  const require = createRequire(import.meta.url);
  const providerOf = require(builtIn[sasl.mechanism]) as (credentials: object) => Provider;
  const credentials = credentialsOf(sasl);
  return {
    mechanism: sasl.mechanism,
    authenticationProvider: (args) => ({
      authenticate: async () => {
        try {
          await providerOf(await credentials())(args).authenticate();
        } catch (error) {
          const failure = told(error, `${args.host}:${args.port}`);
          onFailed(failure);
          throw failure;
        }
      },
    }),
  };
}

function credentialsOf(sasl: KafkaSasl): () => Promise<object> {
  if (sasl.mechanism === 'oauthbearer') {
    const provide = tokenProvider(sasl.token);
    return async () => {
      const value = await provide();
      return { mechanism: sasl.mechanism, oauthBearerProvider: () => Promise.resolve({ value }) };
    };
  }
  const { mechanism, username, password } = sasl;
  return async () => ({ mechanism, username, password: await currentSecret(password, 'KAFKA_SASL_PASSWORD') });
}

/** kafkajs looks at `retriable`, and its own errors do not say which broker it was. */
function told(error: unknown, broker: string): Error {
  const failure = error instanceof Error ? error : new Error(messageOf(error));
  return Object.assign(failure, { broker }, failure instanceof ServiceError ? { retriable: failure.retryable } : {});
}
