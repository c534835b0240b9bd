import { ROOT_CONTEXT } from '@opentelemetry/api';
import { headers, pushOutcomes, pushTask, type PushTask } from '@bellhop/contracts';
import type { BatchConsumer, Consumed, OutgoingRecord } from '@bellhop/kafka';
import { Unavailable } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aCallTask, aTask } from '../../test/a-task.ts';
import { targetChecker } from '../clients/target-client.ts';
import type { CheckTasks } from '../domain/checked-task.ts';
import type { Notification } from '../domain/notification.ts';
import type { SendOutcome } from '../domain/send-outcome.ts';
import type { VendorAdapter } from '../domain/vendor-adapter.ts';
import { createConversationOrder } from '../sending/conversation-order.ts';
import { vendorLanes } from '../sending/lanes.ts';
import { createRecentTasks } from '../sending/recent-tasks.ts';
import {
  pushTasksConsumer,
  retriedTasksConsumer,
  retriedUrgentTasksConsumer,
  urgentTasksConsumer,
} from './push-tasks.ts';

const accepted: SendOutcome = { kind: 'accepted', vendorMessageId: 'v', code: '0' };

/** The two ways of one process to a vendor that answers as it is told; connections are numbered as they are opened. */
function aProcess(
  answer: (notification: Notification, connection: number) => SendOutcome | Promise<SendOutcome>,
  {
    checkTasks = allGood,
    credential = () => Promise.resolve({ json: '{}', version: 1 }),
    concurrency = 10,
  }: {
    checkTasks?: CheckTasks;
    credential?: () => Promise<{ json: string; version: number }>;
    concurrency?: number;
  } = {},
) {
  const published: OutgoingRecord[] = [];
  const tested: string[] = [];
  const counted: SendOutcome['kind'][] = [];
  let connections = 0;
  const adapter: VendorAdapter<unknown> = {
    maxTargets: 1,
    maxNotificationsPerCall: 1,
    concurrency,
    parseCredential: () => ({}),
    connect: () => {
      const connection = (connections += 1);
      return {
        send: (notifications) =>
          Promise.all(
            notifications.map(async (notification) => ({
              outcomes: [await answer(notification, connection)],
              shortened: [],
            })),
          ),
        checkCredential: () => expect.unreachable('no credential is tested'),
        close: () => Promise.resolve(),
      };
    },
  };
  const openWay = (ordersRetries: boolean) => {
    const lanes = vendorLanes({
      vendor: 'xiaomi',
      adapter,
      credentials: { of: credential, doubt: () => undefined },
      checkTasks,
      clock: Date.now,
      onCloseFailed: (error) => expect.unreachable(String(error)),
    });
    onTestFinished(() => lanes.close());
    return {
      vendor: 'xiaomi' as const,
      testCredential: (task: PushTask) => {
        tested.push(task.credentialTestId);
        return Promise.resolve({ testId: task.credentialTestId, verdict: 'CREDENTIAL_VERDICT_REFUSED' as const });
      },
      lanes,
      order: createConversationOrder({ maxWaitMs: 5_000, ordersRetries }),
      recent: createRecentTasks(),
      producer: {
        publish: (records: readonly OutgoingRecord[]) => Promise.resolve(void published.push(...records)),
        bufferedBytes: () => 0,
        expectedWaitMs: () => 0,
        close: () => Promise.resolve(),
      },
      events: {
        attempted: (_: unknown, { outcomes }: { outcomes: readonly SendOutcome[] }) =>
          void counted.push(...outcomes.map(({ kind }) => kind)),
        expired: () => undefined,
        publishFailed: () => undefined,
      },
      clock: Date.now,
      random: () => 0.5,
    };
  };
  const [ordinary, urgent] = [openWay(false), openWay(true)];
  const attempts = () =>
    published
      .filter(({ topic }) => topic === pushOutcomes.topic.name)
      .flatMap(({ value }) => pushOutcomes.decode(value ?? Buffer.alloc(0)).attempts);
  const verdicts = () =>
    published
      .filter(({ topic }) => topic === pushOutcomes.topic.name)
      .flatMap(({ value }) => pushOutcomes.decode(value ?? Buffer.alloc(0)).credentialTests);
  return {
    consumers: {
      ordinary: pushTasksConsumer(ordinary),
      retried: retriedTasksConsumer(ordinary),
      urgent: urgentTasksConsumer(urgent),
      retriedUrgent: retriedUrgentTasksConsumer(urgent),
    },
    /** All but the lines of the trace. */
    records: () => published.filter(({ topic }) => topic !== pushOutcomes.topic.name),
    attempts,
    verdicts,
    /** Ids of the tests of credentials that were asked for. */
    tested,
    /** What the metrics and the log were told of each target. */
    counted,
  };
}

const allGood: CheckTasks = (tasks) =>
  Promise.resolve(
    tasks.map(({ targets }) => ({ superseded: targets.map(() => undefined), isOvertaken: false, badge: 0 })),
  );

let offset = 0n;
function consumed(value: PushTask): Consumed<PushTask> {
  offset += 1n;
  return {
    value,
    key: 'k',
    headers: {},
    topic: 'from',
    partition: 0,
    offset,
    timestampMs: 0,
    isOurs: () => true,
    isStillOurs: () => Promise.resolve(true),
    context: ROOT_CONTEXT,
  };
}

const handle = async (consumer: BatchConsumer<PushTask>, ...tasks: PushTask[]) => {
  const outcomes = await consumer.handle(tasks.map(consumed));
  return Promise.all(outcomes.map(async (outcome) => outcome));
};

it('reads calls from topics of their own, in groups of their own', () => {
  const { consumers } = aProcess(() => accepted);
  const readBy = Object.values(consumers).map(({ group, topics }) => [group, topics.map(({ name }) => name)]);
  expect(readBy).toEqual([
    ['vendor-adapters.xiaomi', ['push.task.xiaomi.v1']],
    ['vendor-adapters.xiaomi.retry', ['5s', '30s', '2m', '10m'].map((delay) => `push.retry.xiaomi.${delay}.v1`)],
    ['vendor-adapters.xiaomi.urgent', ['push.task.xiaomi.urgent.v1']],
    ['vendor-adapters.xiaomi.urgent.retry', ['push.retry.xiaomi.urgent.v1']],
  ]);
});

it('asks the vendor about a credential instead of sending, and tells what it said, unless nobody waits for it', async () => {
  const { consumers, records, attempts, tested, verdicts } = aProcess(() => expect.unreachable('nothing is sent'));
  const test = (id: string, expiresAtMs: number) =>
    aTask({ credentialTestId: id, taskId: id, messageId: id, targets: [], expiresAtMs });
  const handled = await handle(consumers.urgent, test('in-time', Date.now() + 5_000), test('late', Date.now() - 1));
  expect(handled.map(({ kind }) => kind)).toEqual(['done', 'skip']);
  expect(tested).toEqual(['in-time']);
  expect(verdicts()).toMatchObject([{ testId: 'in-time', verdict: 'CREDENTIAL_VERDICT_REFUSED' }]);
  expect([...records(), ...attempts()]).toEqual([]);
});

it('Call pushes never wait behind ordinary ones: one rings while 10,000 messages wait for a vendor that does not answer', async () => {
  const hanging = Promise.withResolvers<SendOutcome>();
  let sentToVendor = 0;
  const { consumers, attempts } = aProcess((notification) => {
    if (notification.call !== undefined) return accepted;
    sentToVendor += 1;
    return hanging.promise;
  });
  const ordinary = Array.from({ length: 10_000 }, (_, index) => aTask({ taskId: `m${String(index)}` }));
  const messages = handle(consumers.ordinary, ...ordinary);
  await until(() => sentToVendor === 10);
  await handle(consumers.urgent, aCallTask('RING', { taskId: 'ring' }));
  expect(attempts()).toMatchObject([{ taskId: 'ring', result: 'PUSH_RESULT_ACCEPTED' }]);
  expect(sentToVendor).toBe(10);
  hanging.resolve(accepted);
  await messages;
});

describe('a task that comes twice, since its sender was killed before it could say so', () => {
  it('is sent once; its retries are tasks of their own', async () => {
    let sent = 0;
    const { consumers, records } = aProcess(() => {
      sent += 1;
      return sent === 1 ? { kind: 'unavailable', code: 'HTTP 503', reason: 'busy' } : accepted;
    });
    const outcomes = await handle(consumers.ordinary, aTask(), aTask());
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'skip']);
    expect(records()).toHaveLength(1);
    await handle(consumers.retried, aTask({ attempts: 1 }), aTask({ attempts: 1 }));
    expect(sent).toBe(2);
  });

  it('is sent again when it was dead-lettered: an operator sends it back to be sent', async () => {
    let sent = 0;
    const { consumers, records } = aProcess(() => {
      sent += 1;
      return sent === 1 ? { kind: 'rejected', code: '10017', reason: 'wrong' } : accepted;
    });
    await handle(consumers.ordinary, aTask(), aTask());
    expect([sent, records().length]).toEqual([1, 1]);
    await handle(consumers.ordinary, aTask());
    expect(sent).toBe(2);
  });

  it('is sent again also when it was dead-lettered after retries, which this process made', async () => {
    let sent = 0;
    const { consumers } = aProcess(() => {
      sent += 1;
      if (sent < 3) return { kind: 'unavailable', code: 'HTTP 503', reason: 'busy' };
      return sent === 3 ? { kind: 'rejected', code: '10017', reason: 'wrong' } : accepted;
    });
    await handle(consumers.ordinary, aTask());
    await handle(consumers.retried, aTask({ attempts: 1 }));
    await handle(consumers.retried, aTask({ attempts: 2 }));
    await handle(consumers.ordinary, aTask());
    expect(sent).toBe(4);
  });

  it('is sent by the second when the first, still under way, has become nobody’s: its record was read anew after a rebalance', async () => {
    let isChecked: () => void = () => undefined;
    const checked = new Promise<void>((resolve) => (isChecked = resolve));
    let sent = 0;
    const { consumers, attempts } = aProcess(
      () => {
        sent += 1;
        return accepted;
      },
      { checkTasks: (tasks) => checked.then(() => allGood(tasks)) },
    );
    const task = aTask({ attempts: 1 });
    let isOurs = true;
    const [first] = await consumers.retried.handle([{ ...consumed(task), isOurs: () => isOurs }]);
    isOurs = false;
    const [second] = await consumers.retried.handle([consumed(task)]);
    isChecked();
    await expect(first).rejects.toMatchObject({ code: 'LAPSED' });
    expect(await second).toMatchObject({ kind: 'done' });
    expect(sent).toBe(1);
    expect(attempts()).toHaveLength(1);
  });

  it('has its retry from the second when the first may not write it any more', async () => {
    const answer = Promise.withResolvers<SendOutcome>();
    let sent = 0;
    const { consumers, records } = aProcess(() => {
      sent += 1;
      return answer.promise;
    });
    const [first] = await consumers.ordinary.handle([
      { ...consumed(aTask()), isStillOurs: () => Promise.resolve(false) },
    ]);
    const [second] = await consumers.ordinary.handle([consumed(aTask())]);
    answer.resolve({ kind: 'unavailable', code: 'HTTP 503', reason: 'busy' });
    await expect(first).rejects.toMatchObject({ code: 'LAPSED' });
    expect(await second).toMatchObject({ kind: 'done' });
    expect(sent).toBe(2);
    expect(records()).toHaveLength(1);
  });

  it('is nobody’s that may have been given to another replica: it is not sent, and becomes nothing here', async () => {
    let sent = 0;
    const { consumers, records } = aProcess(() => {
      sent += 1;
      return accepted;
    });
    const [outcome] = await consumers.ordinary.handle([{ ...consumed(aTask()), isOurs: () => false }]);
    await expect(outcome).rejects.toThrow('another replica may have taken over');
    expect(sent).toBe(0);
    expect(records()).toEqual([]);
  });
});

describe('while the group of a consumer does not say whether a task is still its own, the vendor answers', () => {
  /** The group is silent from when the vendor is called, until it says this. */
  async function answered(outcome: SendOutcome, isStillOurs: boolean) {
    let isKnown = true;
    const { consumers, records, attempts } = aProcess(() => {
      isKnown = false;
      return outcome;
    });
    const [settled] = await consumers.ordinary.handle([
      { ...consumed(aTask()), isOurs: () => isKnown, isStillOurs: () => Promise.resolve(isStillOurs) },
    ]);
    return { settled: Promise.resolve(settled), records, attempts };
  }
  const failures: SendOutcome[] = [
    { kind: 'unavailable', code: 'HTTP 503', reason: 'busy' },
    { kind: 'rejected', code: '10017', reason: 'wrong' },
  ];

  it.each(failures)('its retry or dead letter is written when it still is: $kind', async (failure) => {
    const { settled, records, attempts } = await answered(failure, true);
    expect(await settled).toMatchObject({ kind: 'done' });
    expect(records()).toHaveLength(1);
    expect(attempts()).toHaveLength(1);
  });

  it.each(failures)('it is left to whoever has it when it is not, and never settled here: $kind', async (failure) => {
    const { settled, records, attempts } = await answered(failure, false);
    await expect(settled).rejects.toMatchObject({ code: 'LAPSED', retryable: true });
    expect(records()).toEqual([]);
    expect(attempts()).toHaveLength(1);
  });

  it('what was accepted needs no more', async () => {
    expect(await (await answered(accepted, false)).settled).toMatchObject({ kind: 'done' });
  });
});

it('rings while messages pause for the rate limit', async () => {
  const { consumers, attempts } = aProcess((notification) =>
    notification.call === undefined
      ? { kind: 'throttled', code: '429', reason: 'slow down', retryAfterMs: 20_000 }
      : accepted,
  );
  await handle(consumers.ordinary, aTask());
  await handle(consumers.urgent, aCallTask('RING', { taskId: 'ring' }));
  expect(attempts().map(({ taskId, result }) => [taskId, result])).toEqual([
    ['t', 'PUSH_RESULT_THROTTLED'],
    ['ring', 'PUSH_RESULT_ACCEPTED'],
  ]);
});

describe('a push of a call that failed', () => {
  const busy: SendOutcome = { kind: 'unavailable', code: 'HTTP 503', reason: 'busy' };
  const waitOf = ({ headers: given }: OutgoingRecord) => Number(given[headers.dueAt]) - Date.now();

  it('is tried again in a second or two, by the urgent way', async () => {
    const { consumers, records } = aProcess(() => busy);
    await handle(consumers.urgent, aCallTask('RING'));
    const [retry] = records();
    expect(retry).toMatchObject({ topic: 'push.retry.xiaomi.urgent.v1', key: 'demo/call/c1' });
    expect(retry && waitOf(retry)).toBeGreaterThan(1_000);
    expect(retry && waitOf(retry)).toBeLessThanOrEqual(1_500);
    const again = pushTask.decode(retry?.value ?? Buffer.alloc(0));
    expect(again).toMatchObject({ attempts: 1, call: { kind: 'CALL_PUSH_KIND_RING', callId: 'c1' } });
    await handle(consumers.retriedUrgent, again);
    expect(records()[1]).toMatchObject({ topic: 'push.retry.xiaomi.urgent.v1', headers: { [headers.attempt]: '2' } });
  });

  it('waits as long as the vendor says', async () => {
    const { consumers, records } = aProcess(() => ({ ...busy, retryAfterMs: 10_000 }));
    await handle(consumers.urgent, aCallTask('RING'));
    const [retry] = records();
    expect(retry && waitOf(retry)).toBeGreaterThan(9_900);
    expect(retry?.topic).toBe('push.retry.xiaomi.urgent.v1');
  });

  it('is given up when its life ends before', async () => {
    const { consumers, records, attempts } = aProcess(() => ({ ...busy, retryAfterMs: 61_000 }));
    await handle(consumers.urgent, aCallTask('RING'));
    expect(records()).toEqual([]);
    expect(attempts()).toMatchObject([{ result: 'PUSH_RESULT_EXPIRED' }]);
  });

  it('rings by the urgent way, which keeps it in order with its end, however long the vendor makes it wait: in steps', async () => {
    let sent = 0;
    const { consumers, records, attempts } = aProcess(() => {
      sent += 1;
      return { kind: 'throttled', code: '429', reason: 'later', retryAfterMs: 60_000 }; // as FCM's
    });
    await handle(consumers.urgent, aCallTask('RING', { expiresAtMs: Date.now() + 90_000 }));
    for (const step of [0, 1]) {
      const record = records()[step] as OutgoingRecord;
      expect(record).toMatchObject({ topic: 'push.retry.xiaomi.urgent.v1', headers: { [headers.attempt]: '1' } });
      expect(waitOf(record)).toBeLessThanOrEqual(30_000);
      expect(record.headers[headers.notBefore]).toBe(String(attempts()[0]?.retryAtMs));
      const again = consumed(pushTask.decode(record.value ?? Buffer.alloc(0)));
      const [outcome] = await consumers.retriedUrgent.handle([
        { ...again, topic: record.topic, headers: { ...record.headers } },
      ]);
      expect(await outcome).toMatchObject({ kind: 'done' });
    }
    expect(sent).toBe(1);
  });

  it('goes on as messages do when it ends a ringing and has failed for long', async () => {
    const { consumers, records } = aProcess(() => busy);
    const missed = aCallTask('MISSED', { expiresAtMs: Date.now() + 3_600_000 });
    await handle(consumers.retriedUrgent, { ...missed, attempts: 9 });
    for (const attempts of [10, 11, 12, 13]) await handle(consumers.retried, { ...missed, attempts });
    expect(records().map(({ topic }) => topic)).toEqual(
      ['5s', '30s', '2m', '10m', '10m'].map((delay) => `push.retry.xiaomi.${delay}.v1`),
    );
  });

  it('is dead-lettered under the name of its group, where messages are', async () => {
    const { consumers, records } = aProcess(() => ({ kind: 'rejected', code: '10017', reason: 'wrong' }));
    await handle(consumers.urgent, aCallTask('RING'));
    expect(records()).toMatchObject([
      {
        topic: 'push.dead-letter.xiaomi.v1',
        headers: { [headers.consumerGroup]: 'vendor-adapters.xiaomi.urgent', [headers.errorCode]: '10017' },
      },
    ]);
  });
});

describe('a ringing and its end', () => {
  it('leave one after the other, also when the ringing is tried again', async () => {
    const ringing = Promise.withResolvers<SendOutcome>();
    const sent: string[] = [];
    const { consumers } = aProcess((notification) => {
      sent.push(notification.call?.kind ?? '');
      return notification.call?.kind === 'ring' ? ringing.promise : accepted;
    });
    const ring = handle(consumers.retriedUrgent, aCallTask('RING', { attempts: 1 }));
    await until(() => sent.length === 1);
    const end = handle(consumers.urgent, aCallTask('MISSED'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toEqual(['ring']);
    ringing.resolve(accepted);
    await Promise.all([ring, end]);
    expect(sent).toEqual(['ring', 'missed']);
  });

  it('do not ring at all once the call is over', async () => {
    const sent: string[] = [];
    const { consumers, attempts } = aProcess(
      (notification) => {
        sent.push(notification.call?.kind ?? '');
        return accepted;
      },
      {
        checkTasks: (tasks) =>
          Promise.resolve(
            tasks.map(({ targets }) => ({
              superseded: targets.map(() => ({ kind: 'superseded', code: 'CALL_ENDED', reason: 'over' })),
              isOvertaken: false,
              badge: 0,
            })),
          ),
      },
    );
    await handle(consumers.urgent, aCallTask('RING'), aCallTask('ANSWERED', { taskId: 'end' }));
    expect(sent).toEqual(['answered']);
    expect(
      attempts()
        .map(({ taskId, result, vendorCode }) => [taskId, result, vendorCode])
        .sort(),
    ).toEqual([
      ['end', 'PUSH_RESULT_ACCEPTED', '0'],
      ['t', 'PUSH_RESULT_SUPERSEDED', 'CALL_ENDED'],
    ]);
  });
});

it('waits for hours in steps, so that those of one app keep out no others from a retry topic, and for as long as the vendor says', async () => {
  let sent = 0;
  const { consumers, records, attempts } = aProcess(() => {
    sent += 1;
    return sent === 1 ? { kind: 'throttled', code: '429', reason: 'later', retryAfterMs: 3 * 3_600_000 } : accepted;
  });
  await handle(consumers.ordinary, aTask({ expiresAtMs: Date.now() + 86_400_000 }));
  const [{ retryAtMs = 0 } = {}] = attempts();
  expect(retryAtMs).toBeGreaterThanOrEqual(Date.now() + 3 * 3_600_000 - 1_000);
  for (const step of [0, 1]) {
    const record = records()[step];
    expect(record).toMatchObject({ topic: 'push.retry.xiaomi.10m.v1', headers: { [headers.attempt]: '1' } });
    expect(Number(record?.headers[headers.dueAt])).toBeLessThanOrEqual(Date.now() + 600_000);
    expect(record?.headers[headers.notBefore]).toBe(String(retryAtMs));
    const again = consumed(pushTask.decode(record?.value ?? Buffer.alloc(0)));
    const [outcome] = await consumers.retried.handle([
      { ...again, topic: record?.topic ?? '', headers: { ...record?.headers } },
    ]);
    expect(await outcome).toMatchObject({ kind: 'done' });
  }
  expect(attempts()).toHaveLength(1);
  expect(sent).toBe(1);
  const later = aProcess(() => accepted);
  const due = { ...consumed(aTask({ attempts: 1 })), headers: { [headers.notBefore]: String(Date.now() - 1) } };
  for (const outcome of await later.consumers.retried.handle([due])) expect((await outcome).kind).toBe('done');
  expect(later.attempts()).toMatchObject([{ result: 'PUSH_RESULT_ACCEPTED' }]);
});

describe('while a service of ours is away', () => {
  const away = () => Promise.reject(new Unavailable('push-router does not answer'));

  it.each([
    ['what waited', aTask({ decidedAtMs: Date.now() - 2_000 })],
    ['a retry', aTask({ attempts: 1 })],
    ['a ringing that waited', aCallTask('RING', { decidedAtMs: Date.now() - 2_000 })],
    ['the end of a ringing that waited', aCallTask('MISSED', { decidedAtMs: Date.now() - 2_000 })],
  ])('%s is no attempt: it is looked at again as soon as it can be', async (_, task) => {
    let isAway = true;
    const { consumers, records, attempts } = aProcess(() => accepted, {
      checkTasks: targetChecker({
        vendor: 'xiaomi',
        client: {
          checkTargets: ({ targets = [] }) =>
            isAway
              ? away()
              : Promise.resolve({
                  targets: targets.map(() => ({ state: 'TARGET_STATE_GOOD', hasNewer: false, badge: 0 })),
                }),
        },
      }),
    });
    const consumer = task.call === null ? consumers.retried : consumers.retriedUrgent;
    await expect(handle(consumer, task)).rejects.toMatchObject({ code: 'CHECK_UNAVAILABLE', retryable: true });
    expect([...records(), ...attempts()]).toEqual([]);
    isAway = false;
    await handle(consumer, task);
    expect(attempts()).toMatchObject([{ attempt: task.attempts + 1, result: 'PUSH_RESULT_ACCEPTED' }]);
  });

  it('what has no credential yet is no attempt, either', async () => {
    let isAway = true;
    const { consumers, records, attempts } = aProcess(() => accepted, {
      credential: () => (isAway ? away() : Promise.resolve({ json: '{}', version: 1 })),
    });
    await expect(handle(consumers.ordinary, aTask())).rejects.toMatchObject({
      code: 'CREDENTIAL_UNAVAILABLE',
      retryable: true,
    });
    expect([...records(), ...attempts()]).toEqual([]);
    isAway = false;
    await handle(consumers.ordinary, aTask());
    expect(attempts()).toMatchObject([{ attempt: 1, result: 'PUSH_RESULT_ACCEPTED' }]);
  });
});

it('uses no credential any more that was deleted, though the one saved after it has the same version', async () => {
  let json = '{"key":"old"}';
  const usedBy: number[] = [];
  const { consumers } = aProcess(
    (_, connection) => {
      usedBy.push(connection);
      return accepted;
    },
    { credential: () => Promise.resolve({ json, version: 1 }) },
  );
  await handle(consumers.ordinary, aTask({ taskId: 'before' }));
  json = '{"key":"new"}';
  await handle(consumers.ordinary, aTask({ taskId: 'after' }), aTask({ taskId: 'after that' }));
  expect(usedBy).toEqual([1, 2, 2]);
});

it('tries messages again as before', async () => {
  const { consumers, records } = aProcess(() => ({ kind: 'unavailable', code: 'HTTP 503', reason: 'busy' }));
  await handle(consumers.ordinary, aTask({ expiresAtMs: Date.now() + 3_600_000 }));
  await handle(consumers.retried, aTask({ attempts: 1, expiresAtMs: Date.now() + 3_600_000 }));
  expect(records().map(({ topic }) => topic)).toEqual(['push.retry.xiaomi.5s.v1', 'push.retry.xiaomi.30s.v1']);
});

it('counts and logs the last of many tries as what it is: a refusal, which a person has to hear of', async () => {
  const { consumers, records, counted } = aProcess(() => ({ kind: 'invalid-token', code: '20301', reason: 'unknown' }));
  await handle(consumers.retried, aTask({ attempts: 2, expiresAtMs: Date.now() + 3_600_000 }));
  await handle(consumers.retried, aTask({ attempts: 3, expiresAtMs: Date.now() + 3_600_000 }));
  expect(counted).toEqual(['held', 'misconfigured']);
  expect(records().map(({ topic }) => topic)).toEqual(['push.retry.xiaomi.2m.v1', 'push.dead-letter.xiaomi.v1']);
});
