import { deadLetterTopic, pushOutcomes, pushOutcomeTopic, type PushOutcomes } from '@bellhop/contracts';
import { done, type BatchConsumer } from '@bellhop/kafka';
import type { TraceStore } from '../db/trace-store.ts';
import { rowOfAttempt, rowOfDecision, rowOfReport } from '../domain/trace-row.ts';
import type { HistoryEvents } from '../events.ts';

/** Decisions and attempts → the trace. Lines carry their own time and are written once, so batches may overtake each other. */
export function pushOutcomesConsumer({
  trace,
  events,
}: {
  trace: Pick<TraceStore, 'write'>;
  events: HistoryEvents;
}): BatchConsumer<PushOutcomes> {
  return {
    group: 'push-history',
    topics: [pushOutcomeTopic],
    event: pushOutcomes,
    deadLetterTopic: deadLetterTopic('push-history'),
    fetchSpacingMs: 200, // nobody waits for a line
    maxBatch: 100, // records of up to 200 lines each
    maxUnderWay: 2_000,
    concurrency: 2, // one is decoded while the other one is written
    async handle(batch) {
      const rows = batch.flatMap(({ value }) => [
        ...value.decisions.map(rowOfDecision),
        ...value.attempts.map(rowOfAttempt),
        ...value.reports.map(rowOfReport),
      ]);
      await trace.write(rows);
      events.traced(rows.length);
      return batch.map(() => done);
    },
  };
}
