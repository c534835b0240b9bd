import type { ISocketFactory, Mechanism } from 'kafkajs';
import type { KafkaConfig } from '../kafka-config.ts';
import { hopelessSentence, kafkaFailure } from './failure.ts';
import { saslMechanism } from './login.ts';
import { socketFactory } from './socket-factory.ts';

/** How kafkajs opens connections and logs in; one per configuration, so that tokens and certificates are read once for all clients. */
interface Connector {
  readonly socketFactory: ISocketFactory;
  readonly sasl?: Mechanism;
}

type OnFailed = (error: Error) => void;

const connectors = new WeakMap<KafkaConfig, Connector>();
/** Who waits for a first connection, and tells what is wrong by failing. */
const waiting = new WeakMap<KafkaConfig, Set<OnFailed>>();
const TELL_AGAIN_AFTER_MS = 60_000;

/**
 * The connector of a configuration.
 * @throws ServiceError naming the setting, when a file of certificates cannot be read or does not fit
 */
export function connectorOf(config: KafkaConfig): Connector {
  const known = connectors.get(config);
  if (known !== undefined) return known;
  const onFailed = failureTeller(config);
  const connector = {
    socketFactory: socketFactory(config.tls, { log: config.log, onFailed }),
    ...(config.sasl === undefined ? {} : { sasl: saslMechanism(config.sasl, onFailed) }),
  };
  connectors.set(config, connector);
  return connector;
}

/** kafkajs retries and says little: what waiting does not mend is said once in a while, unless somebody fails of it anyway. */
function failureTeller(config: KafkaConfig): OnFailed {
  let told = { sentence: '', at: Number.NEGATIVE_INFINITY };
  return (error) => {
    const listeners = waiting.get(config);
    if (listeners !== undefined && listeners.size > 0) return listeners.forEach((listener) => listener(error));
    const sentence = hopelessSentence(config, error);
    const at = performance.now();
    if (sentence === undefined || (sentence === told.sentence && at - told.at < TELL_AGAIN_AFTER_MS)) return;
    told = { sentence, at };
    config.log.error({ err: error }, sentence);
  };
}

/**
 * Connects a client. Where no trying again can help (a certificate, a login), it fails as soon as as many connections have been refused as
 * there are brokers, and not after all the tries of kafkajs.
 */
export async function connectClient(
  config: KafkaConfig,
  client: { connect(): Promise<void>; disconnect(): Promise<void> },
): Promise<void> {
  const { promise: refused, reject } = Promise.withResolvers<never>();
  let refusals = 0;
  const listener: OnFailed = (error) => {
    if (hopelessSentence(config, error) === undefined) return;
    refusals += 1;
    if (refusals >= config.brokers.length) reject(error);
  };
  const listeners = waiting.get(config) ?? new Set();
  waiting.set(config, listeners.add(listener));
  try {
    await Promise.race([client.connect(), refused]);
  } catch (cause) {
    client.disconnect().catch(() => undefined); // kafkajs may be at its next try; nobody waits for its end
    throw kafkaFailure(config, undefined, cause);
  } finally {
    listeners.delete(listener);
  }
}
