import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInput, messageOf, silentLogger } from '@bellhop/runtime';
import { deadLettersCommand } from './dead-letters/command.ts';

const brokers = brokersOf(process.env);
if (brokers === undefined) giveUp('Which Kafka? Set KAFKA_BROKERS (host:port,…), or start the demo with `npm start`.');
else {
  const kafka = { brokers, clientId: 'operator', prefix: process.env['KAFKA_PREFIX'] ?? '', log: silentLogger() };
  try {
    await deadLettersCommand(process.argv.slice(2), { kafka, print: (line) => console.log(line) });
  } catch (error) {
    giveUp(error instanceof InvalidInput ? error.message : `${messageOf(error)} (${brokers.join(', ')})`);
  }
}

/** The Kafka to look at; the demo writes down which one it has started. */
function brokersOf(env: NodeJS.ProcessEnv): string[] | undefined {
  const named = env['KAFKA_BROKERS'];
  if (named !== undefined && named !== '') return named.split(',').map((broker) => broker.trim());
  const state = join(env['BELLHOP_DATA'] ?? join(import.meta.dirname, '../../../.bellhop/demo'), 'state.json');
  try {
    return (JSON.parse(readFileSync(state, 'utf8')) as { kafkaBrokers?: string[] }).kafkaBrokers;
  } catch {
    return undefined;
  }
}

function giveUp(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
