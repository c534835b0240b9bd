import { deadLetterTopic, pushOutcomes, pushOutcomeTopic, type PushOutcomes } from '@bellhop/contracts';
import { done, type BatchConsumer } from '@bellhop/kafka';
import type { FullDeviceStore } from '../db/device-store.ts';
import type { TraceStore } from '../db/trace-store.ts';
import { rowOfAttempt, rowOfDecision } from '../domain/trace-row.ts';
import type { RouterEvents } from '../events.ts';

/** Decisions and attempts → trace and clean-up of dead tokens. A group of its own, so that it is never in the way of routing. */
export function pushOutcomesConsumer(deps: {
  trace: TraceStore;
  devices: Pick<FullDeviceStore, 'clearDead'>;
  events: RouterEvents;
}): BatchConsumer<PushOutcomes> {
  const { trace, devices, events } = deps;
  return {
    group: 'push-router.trace',
    topics: [pushOutcomeTopic],
    event: pushOutcomes,
    deadLetterTopic: deadLetterTopic('push-router'),
    fetchSpacingMs: 200,
    maxBatch: 50, // records of up to 200 lines each
    maxUnderWay: 500,
    async handle(batch) {
      const attempts = batch.flatMap(({ value }) => value.attempts);
      const dead = attempts
        .filter(({ invalidTokenSha256 }) => invalidTokenSha256 !== '')
        .map(({ pushId, invalidTokenSha256, invalidSinceMs }) => ({
          pushId,
          tokenSha256: invalidTokenSha256,
          invalidSinceMs,
        }));
      const rows = [...batch.flatMap(({ value }) => value.decisions.map(rowOfDecision)), ...attempts.map(rowOfAttempt)];
      const [cleared] = await Promise.all([devices.clearDead(dead), trace.write(rows)]);
      events.traced(rows.length, cleared);
      return batch.map(() => done);
    },
  };
}
