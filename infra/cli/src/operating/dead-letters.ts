import { deadLettersCommand } from '@bellhop/operator';
import { InvalidInput, messageOf, silentLogger } from '@bellhop/runtime';
import { kafkaOfEnvironment } from '../kafka-of-environment.ts';
import { UsageError } from '../usage-error.ts';
import { demoSettings } from './demo-settings.ts';

/** Runs `bellhop dead-letters …`. */
export async function deadLetters(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const named = env['KAFKA_BROKERS'] ?? '';
  const brokers = named === '' ? demoSettings({ ...env, BELLHOP_URL: '' })['KAFKA_BROKERS'] : named;
  if (brokers === undefined)
    throw new UsageError('Which Kafka? Set KAFKA_BROKERS (host:port,…), or start the demo with `npm start`.');
  const kafka = kafkaOfEnvironment({ ...env, KAFKA_BROKERS: brokers }, silentLogger());
  try {
    await deadLettersCommand(args, { kafka, print: (line) => console.log(line) });
  } catch (error) {
    if (error instanceof InvalidInput) throw new UsageError(error.message, { cause: error });
    throw new Error(`${messageOf(error)} (${brokers})`, { cause: error });
  }
}
