import { startNodeProcess } from '../../system/node-process.ts';

/** How fast this machine is right now, by a fixed mix of what Bellhop is made of. Nothing of Bellhop's own is in it. */
export interface Yardstick {
  /** One round alone, the median of many, ms: what times are measured by. */
  readonly roundMs: number;
  /** Rounds per second when many are under way: what rates are measured by. */
  readonly roundsPerSecond: number;
}

/**
 * The machine of an average hour, as measured with this yardstick where Bellhop is made (docs/benchmarks.md). Targets hold for it: figures are
 * brought to it before they are compared.
 */
export const averageHour: Yardstick = { roundMs: 1.15, roundsPerSecond: 2_000 };

/** Measures for about ten seconds, in a process of its own. */
export async function measureYardstick(
  servers: { readonly kafkaBrokers: readonly string[]; readonly databaseUrl: string },
  logDirectory: string,
): Promise<Yardstick> {
  const measuring = startNodeProcess({
    name: 'yardstick',
    script: 'tests/src/bench/yardstick/main.ts',
    env: { KAFKA_BROKERS: servers.kafkaBrokers.join(','), DATABASE_URL: servers.databaseUrl },
    nodeFlags: ['--disable-warning=TimeoutNegativeWarning'], // of kafkajs, as it comes
    logDirectory,
  });
  const found = JSON.parse(await measuring.firstLine) as Yardstick;
  await measuring.ended;
  return found;
}
