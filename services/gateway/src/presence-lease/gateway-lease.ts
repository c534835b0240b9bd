import { gatewayBeat, type GatewayBeatInput } from '@bellhop/contracts';
import { eventRecord, type Producer } from '@bellhop/kafka';
import type { HealthCheck, Logger } from '@bellhop/runtime';

/** This life of the gateway, as presence knows it. */
export interface GatewayIdentity {
  /** host:port under which message-store reaches it. */
  readonly gatewayAddress: string;
  /** Another one in every life, so that old sessions never revive. */
  readonly gatewayEpoch: string;
}

export interface GatewayLease {
  /** For /readyz: fails when presence may think this gateway dead. */
  readonly readiness: HealthCheck;
  /** Ends the lease: all sessions of this gateway are offline at once. */
  close(): Promise<void>;
}

const BEAT_MS = 3_000;
const LEASE_MS = 10_000;
const FIRST_BEAT_WITHIN_MS = 10_000;

/** Beats for all sessions together; presence forgets them 10 s after the last beat. Resolves after the first one. */
export async function startGatewayLease(deps: {
  producer: Pick<Producer, 'publish'>;
  identity: GatewayIdentity;
  connections: () => number;
  log: Logger;
  clock: () => number;
}): Promise<GatewayLease> {
  const { producer, identity, connections, log, clock } = deps;
  let lastBeatMs = clock();
  const beat = async (closing: boolean): Promise<void> => {
    const value: GatewayBeatInput = { ...identity, connections: connections(), closing };
    await producer.publish([eventRecord(gatewayBeat, value)]);
    lastBeatMs = clock();
  };
  await firstBeat(() => beat(false), clock() + FIRST_BEAT_WITHIN_MS, clock);
  let beating: Promise<void> | undefined;
  const timer = setInterval(() => {
    beating ??= beat(false)
      .catch((error: unknown) =>
        log.warn(
          { err: error },
          'gateway beat not published: is Kafka away? After 10 s our clients count as offline and are pushed',
        ),
      )
      .finally(() => (beating = undefined));
  }, BEAT_MS);
  return {
    readiness: () => (clock() - lastBeatMs < LEASE_MS ? undefined : 'no beat has reached Kafka for 10 s'),
    close: async () => {
      clearInterval(timer);
      await beating; // a beat that is still under way must not come after the last one
      await beat(true).catch((error: unknown) =>
        log.warn({ err: error }, 'end of the lease not published; presence notices after 10 s, nothing to do'),
      );
    },
  };
}

/** Brokers may need a while to lead a topic that has just been created. */
async function firstBeat(beat: () => Promise<void>, deadlineMs: number, clock: () => number): Promise<void> {
  for (;;) {
    try {
      return await beat();
    } catch (error) {
      if (clock() > deadlineMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
