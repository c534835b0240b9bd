import { deadLetterTopic, gatewayBeat, gatewayBeatTopic } from '@bellhop/contracts';
import { silentLogger } from '@bellhop/runtime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchConsumer, Consumed } from './batch-consumer.ts';
import { batchHandler } from './batch-handler.ts';
import { createIntake } from './intake.ts';
import { done, Lapsed } from './outcome.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A consumer whose group answers as it is told, with one event that was handled and settles later. */
async function anEvent(settle: (event: Consumed<unknown>) => Promise<typeof done>) {
  const group = { isSilent: false, isStopping: false };
  const intake = createIntake({
    maxUnderWay: 10,
    pause: () => undefined,
    resume: () => undefined,
    onReady: () => undefined,
  });
  const consumer: BatchConsumer<unknown> = {
    group: 'group',
    topics: [gatewayBeatTopic],
    event: gatewayBeat,
    deadLetterTopic: deadLetterTopic('gateway'),
    handle: (batch) => Promise.resolve(batch.map(settle)),
  };
  const value = gatewayBeat.encode({ gatewayAddress: 'gw', gatewayEpoch: 'e', connections: 1 });
  intake.take({
    topic: 't',
    partition: 0,
    messages: [{ key: null, value, timestamp: '0', attributes: 0, offset: '7', headers: {} }],
  });
  let isLeft = false;
  const handle = batchHandler({
    consumer,
    intake,
    isMember: () => !group.isSilent,
    producer: {
      publish: () => Promise.resolve(),
      bufferedBytes: () => 0,
      expectedWaitMs: () => 0,
      close: () => Promise.resolve(),
    },
    topicOf: (topic) => topic,
    isStopping: () => group.isStopping,
    onLater: (settling) => void settling.then(() => (isLeft = true)),
    metrics: {
      handled: () => undefined,
      settled: () => undefined,
      retried: () => undefined,
      deadLettered: () => undefined,
      lag: () => undefined,
      joined: () => undefined,
      close: () => undefined,
    },
    log: silentLogger(),
    onFatal: (error) => expect.unreachable(String(error)),
  });
  await handle(intake.next(1));
  return { group, intake, isLeft: () => isLeft };
}

describe('whether a record is still ours', () => {
  const answers: boolean[] = [];
  beforeEach(() => void answers.splice(0));
  const askWhen = (answered: Promise<void>) => async (event: Consumed<unknown>) => {
    await answered;
    const isOurs = await event.isStillOurs();
    answers.push(isOurs);
    if (!isOurs) throw new Lapsed();
    return done;
  };

  it('is known when the group answers again', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { group, intake } = await anEvent(askWhen(promise));
    group.isSilent = true;
    resolve();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answers).toEqual([]);
    group.isSilent = false;
    await vi.advanceTimersByTimeAsync(200);
    expect(answers).toEqual([true]);
    expect(intake.takeCommittable()).toMatchObject([{ offset: '8' }]);
  });

  it.each<[string, (of: Awaited<ReturnType<typeof anEvent>>) => void]>([
    ['others have it after a rebalance', ({ intake }) => intake.reset()],
    ['we end before that', ({ group }) => (group.isStopping = true)],
  ])('is not when %s, and then it is not settled', async (_, happen) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const opened = await anEvent(askWhen(promise));
    opened.group.isSilent = true;
    resolve();
    await vi.advanceTimersByTimeAsync(1_000);
    happen(opened);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(answers).toEqual([false]);
    expect(opened.isLeft()).toBe(true);
    expect(opened.intake.takeCommittable()).toEqual([]);
  });
});
