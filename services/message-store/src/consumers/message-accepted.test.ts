import { ROOT_CONTEXT } from '@opentelemetry/api';
import { messageAcceptedTopic, type MessageAccepted } from '@bellhop/contracts';
import type { Consumed, OutgoingRecord } from '@bellhop/kafka';
import { silentLogger } from '@bellhop/runtime';
import { expect, it, vi } from 'vitest';
import { aMessage } from '../../test/a-message.ts';
import { userKey } from '../domain/ports.ts';
import { storeEvents } from '../events.ts';
import { messageAcceptedConsumer } from './message-accepted.ts';

const consumed = (value: MessageAccepted, offset: number): Consumed<MessageAccepted> => ({
  ...{ value, key: '', headers: {}, topic: messageAcceptedTopic.name, partition: 0, offset: BigInt(offset) },
  ...{ timestampMs: 0, context: ROOT_CONTEXT, isOurs: () => true, isStillOurs: () => Promise.resolve(true) },
});

it('publishes who is to be pushed for all messages of a batch in one go: by themselves they would all wait at once', async () => {
  const publish = vi.fn((_records: readonly OutgoingRecord[]) => Promise.resolve());
  const unexpected = () => Promise.reject(new Error('not expected'));
  const log = silentLogger();
  const consumer = messageAcceptedConsumer({
    messages: {
      storeWithMembers: (batch) =>
        Promise.resolve({
          places: batch.map((_, index) => ({ seq: index + 1, kept: undefined, hasRevokedPush: false })),
          members: new Map(),
        }),
    },
    members: { pageWithSettings: unexpected, nameOf: unexpected },
    expansions: { of: unexpected, save: unexpected, forget: unexpected },
    presence: {
      of: (users) => Promise.resolve(new Map(users.map((user) => [userKey(user), { kind: 'known', devices: [] }]))),
    },
    delivery: { deliver: unexpected },
    missed: { add: unexpected },
    settings: { factsOf: () => Promise.resolve(() => ({ groupName: '', settings: new Map() })) },
    ackTimeoutMs: () => 3_000,
    pushesByDefault: () => true,
    pushesInsteadInBackground: () => false,
    onWritten: () => undefined,
    producer: { publish, bufferedBytes: () => 0, expectedWaitMs: () => 0, close: () => Promise.resolve() },
    events: storeEvents(log),
    log,
    clock: Date.now,
  });
  const batch = Array.from({ length: 500 }, (_, index) => consumed(aMessage(), index));
  expect(await consumer.handle(batch)).toHaveLength(500);
  expect(publish.mock.calls.map(([records]) => records.length)).toEqual([500]);
  consumer.close();
});
