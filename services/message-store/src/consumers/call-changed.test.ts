import { ROOT_CONTEXT } from '@opentelemetry/api';
import { callChanged, callChangedTopic, type CallChanged } from '@bellhop/contracts';
import type { Consumed, OutgoingRecord } from '@bellhop/kafka';
import { expect, it, vi } from 'vitest';
import { userKey } from '../domain/ports.ts';
import { callChangedConsumer } from './call-changed.ts';

/** Bob is not rung any more, and his phone does not say that it has heard so. */
const SILENCED = callChanged.decode(
  callChanged.encode({
    app: 'demo',
    call: {
      callId: 'c1',
      callerUserId: 'alice',
      state: 'CALL_STATE_STARTED',
      users: [{ userId: 'bob', state: 'CALL_USER_STATE_CANCELLED', deadlineAtMs: 30_000 }],
    },
    changedUserIds: ['bob'],
    silenced: [{ userId: 'bob', cause: 'SILENCE_CAUSE_CANCELLED', confirmedDeviceIds: ['phone'] }],
    pushConfig: { title: 'Alice', content: 'calls' },
    atMs: 12_000,
  }),
);

const consumed: Consumed<CallChanged> = {
  ...{ value: SILENCED, key: '', headers: {}, topic: callChangedTopic.name, partition: 0, offset: 0n },
  ...{ timestampMs: 0, context: ROOT_CONTEXT, isOurs: () => true, isStillOurs: () => Promise.resolve(true) },
};

/** How many records are published after it was tried in vain to tell his phone; by then he may be rung again. */
async function publishedFor({ isRungAgain }: { isRungAgain: boolean }): Promise<number> {
  const publish = vi.fn((_records: readonly OutgoingRecord[]) => Promise.resolve());
  let hasTried = false;
  const consumer = callChangedConsumer({
    calls: { areRinging: (of) => Promise.resolve(of.map(() => hasTried && isRungAgain)) },
    desk: { carryOut: () => Promise.reject(new Error('not expected')) },
    presence: {
      of: (users) =>
        Promise.resolve(
          new Map(
            users.map((user) => [
              userKey(user),
              { kind: 'known', devices: [{ deviceId: 'phone', gatewayAddress: 'g:1' }] },
            ]),
          ),
        ),
    },
    delivery: {
      deliver: ({ devices }) => {
        hasTried = true;
        return Promise.resolve(devices);
      },
    },
    missed: { add: () => Promise.resolve() },
    ackTimeoutMs: () => 3_000,
    producer: { publish, bufferedBytes: () => 0, expectedWaitMs: () => 0, close: () => Promise.resolve() },
    events: { unacknowledged: () => undefined },
    clock: () => 12_000,
  });
  const [outcome] = await consumer.handle([consumed]);
  publish.mockClear(); // what was published at once
  await outcome;
  return publish.mock.calls.flatMap(([records]) => records).length;
}

it('pushes the end of ringing to devices that did not hear of it, unless their user is rung again by then', async () => {
  expect(await publishedFor({ isRungAgain: false })).toBe(1);
  expect(await publishedFor({ isRungAgain: true })).toBe(0);
});
