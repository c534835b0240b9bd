import { deadLetterTopic, gatewayBeat, gatewayBeatTopic, headers as names } from '@bellhop/contracts';
import { ServiceError, silentLogger } from '@bellhop/runtime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchConsumer, Consumed } from './batch-consumer.ts';
import { batchHandler } from './batch-handler.ts';
import { createIntake } from './intake.ts';
import { deadLetter, done, Lapsed, type Outcome } from './outcome.ts';
import type { OutgoingRecord } from './outgoing-record.ts';
import type { Producer } from './producer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A consumer whose group answers as it is told, with one event that was handled and settles later. */
async function anEvent(
  settle: (event: Consumed<unknown>) => Promise<Outcome>,
  publish: Producer['publish'] = () => Promise.resolve(),
) {
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
      publish,
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

describe('a dead letter', () => {
  const failing = () => Promise.resolve(deadLetter('REFUSED', 'no'));
  /** A producer that refuses so what its judge says, and the values of what it was given. */
  const refusing = (code: string, refuses: (record: OutgoingRecord, attempt: number) => boolean) => {
    const given: (OutgoingRecord | undefined)[] = [];
    const publish: Producer['publish'] = ([record]) => {
      given.push(record);
      const isRefused = record !== undefined && refuses(record, given.length);
      return isRefused ? Promise.reject(new ServiceError(code, 'no', { retryable: false })) : Promise.resolve();
    };
    return { given, publish };
  };

  it('that is too large with what is said of it says where the record lies, and holds nothing up', async () => {
    const { given, publish } = refusing('RECORD_TOO_LARGE', ({ value }) => value !== null);
    const { intake } = await anEvent(failing, publish);
    await vi.advanceTimersByTimeAsync(0);
    expect(given).toHaveLength(2);
    expect(given[1]).toMatchObject({
      value: null,
      headers: { [names.originalTopic]: 't', [names.originalOffset]: '7', [names.errorCode]: 'REFUSED' },
    });
    expect(intake.takeCommittable()).toMatchObject([{ offset: '8' }]);
  });

  it('keeps its record when it is refused for another reason', async () => {
    const { given, publish } = refusing('KAFKA_NOT_ALLOWED', (_, attempt) => attempt === 1);
    const { intake } = await anEvent(failing, publish);
    await vi.advanceTimersByTimeAsync(200);
    expect(given).toHaveLength(2);
    expect(given[1]?.value).not.toBeNull();
    expect(intake.takeCommittable()).toMatchObject([{ offset: '8' }]);
  });
});
