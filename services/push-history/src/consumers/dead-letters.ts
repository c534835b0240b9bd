import { deadLetterTopic, headers as names, serviceNames, type EventContract } from '@bellhop/contracts';
import { done, skip, type BatchConsumer } from '@bellhop/kafka';
import type { TraceStore } from '../db/trace-store.ts';
import { deadLetterRows } from '../domain/dead-letter-rows.ts';
import type { HistoryEvents } from '../events.ts';

/** Any record: what a dead letter holds may be unreadable. */
const anyRecord: EventContract<never, Uint8Array> = {
  type: 'any',
  encode: () => Buffer.alloc(0),
  decode: (bytes) => bytes,
};

const GROUP = 'push-history.dead-letters';

/**
 * Dead letters of all services → the traces of the messages that they belong to. What this group itself cannot handle is passed over
 * when it comes back: it would go round for ever.
 */
export function deadLettersConsumer({
  trace,
  events,
}: {
  trace: Pick<TraceStore, 'write'>;
  events: HistoryEvents;
}): BatchConsumer<Uint8Array> {
  return {
    group: GROUP,
    topics: serviceNames.map(deadLetterTopic),
    event: anyRecord,
    deadLetterTopic: deadLetterTopic('push-history'),
    maxBatch: 50,
    maxUnderWay: 500,
    async handle(batch) {
      const ours = batch.filter(({ headers }) => headers[names.consumerGroup] !== GROUP);
      const rows = ours.flatMap(deadLetterRows);
      await trace.write(rows);
      events.traced(rows.length);
      return batch.map(({ headers }) => (headers[names.consumerGroup] === GROUP ? skip('our own') : done));
    },
  };
}
