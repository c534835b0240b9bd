import { context, SpanKind, trace } from '@opentelemetry/api';
import type { PushTask } from '@bellhop/contracts';
import { openSpan, startTelemetry, withSpan } from '@bellhop/runtime';
import { recordSpans, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckTasks } from '../domain/checked-task.ts';
import { defaultSettings, type Notification } from '../domain/notification.ts';
import type { SendOutcome } from '../domain/send-outcome.ts';
import type { SendResult, VendorConnection } from '../domain/vendor-adapter.ts';
import { aCallTask } from '../../test/a-task.ts';
import { createLane } from './lane.ts';
import { inPushSpan } from './push-span.ts';

const recorded = recordSpans();
let telemetry: Awaited<ReturnType<typeof startTelemetry>>;
beforeAll(async () => (telemetry = await startTelemetry({ service: 'test', spanProcessor: recorded.processor })));
afterAll(() => telemetry.close());

const task = (messageId: string): PushTask => ({
  taskId: messageId,
  app: 'demo',
  messageId,
  vendor: 'VENDOR_XIAOMI',
  appType: 1,
  credentialTestId: '',
  title: 't',
  content: 'c',
  payload: '',
  settings: null,
  threadId: '',
  badgeIncrement: 0,
  badge: 0,
  takesBack: false,
  ignoresUserRules: false,
  onlyOffline: false,
  notifyId: 1,
  expiresAtMs: Date.now() + 60_000,
  createdAtMs: 0,
  acceptedAtMs: 0,
  targets: [{ pushId: 'p', token: 'secret-token', userId: 'u', deviceId: 'd', inBackground: false }],
  attempts: 0,
  doubtfulAttempts: 0,
  packageName: 'com.example',
  templateId: '',
  titleParameters: {},
  contentParameters: {},
  conversationId: '',
  seq: 1,
  toGroupId: '',
  platform: 'android',
  environment: 'production',
  call: null,
  decidedAtMs: Date.now() + 3_600_000, // fresh for as long as a test lasts
});
const allGood: CheckTasks = (tasks) =>
  Promise.resolve(
    tasks.map(({ targets }) => ({ superseded: targets.map(() => undefined), isOvertaken: false, badge: 0 })),
  );
const ours = (): boolean => true;
const accepted: SendResult = {
  outcomes: [{ kind: 'accepted', vendorMessageId: 'v', code: '0' }],
  shortened: [],
};

it('makes a call that carries two messages in the trace of the first, and links the second to it', async () => {
  const first = Promise.withResolvers<void>();
  const calls: { traceId: string | undefined; notifications: number }[] = [];
  const lane = createLane({
    connection: {
      send: async (notifications) => {
        calls.push({
          traceId: trace.getSpanContext(context.active())?.traceId,
          notifications: notifications.length,
        });
        if (calls.length === 1) await first.promise;
        return notifications.map(() => accepted);
      },
      close: () => Promise.resolve(),
    },
    concurrency: 1,
    maxNotificationsPerCall: 10,
    checkTasks: allGood,
    clock: Date.now,
  });
  const sendInItsTrace = (messageId: string) => {
    const root = openSpan(`root ${messageId}`, SpanKind.CONSUMER, {});
    const from = withSpan(root, context.active());
    const sent = inPushSpan({ vendor: 'xiaomi', task: task(messageId), from }, () => lane.send(task(messageId), ours));
    return { traceId: root?.spanContext().traceId, sent };
  };
  const busy = sendInItsTrace('m0');
  const [leading, linked] = [sendInItsTrace('m1'), sendInItsTrace('m2')];
  first.resolve();
  await Promise.all([busy.sent, leading.sent, linked.sent]);
  expect(calls).toEqual([
    { traceId: busy.traceId, notifications: 1 },
    { traceId: leading.traceId, notifications: 2 },
  ]);
  const pushOf = (messageId: string) =>
    recorded.spans.find(({ attributes }) => attributes['bellhop.message_id'] === messageId);
  expect(pushOf('m1')?.links).toEqual([]);
  expect(pushOf('m2')?.spanContext().traceId).toBe(linked.traceId);
  expect(pushOf('m2')?.links.map((link) => link.context.spanId)).toEqual([pushOf('m1')?.spanContext().spanId]);
  await lane.close();
});

/** A lane whose calls are answered by hand and whose clock is set by hand. */
function aLane({ concurrency = 1 } = {}) {
  const calls: ((outcome?: SendOutcome) => void)[] = [];
  const clock = { nowMs: Date.now() };
  let isClosed = false;
  let isFast = false;
  const connection: Pick<VendorConnection, 'send' | 'close'> = {
    send: (notifications) =>
      new Promise((resolve) => {
        const results = (outcome?: SendOutcome): SendResult =>
          outcome === undefined ? accepted : { outcomes: [outcome], shortened: [] };
        const answerWith = (outcome?: SendOutcome) => resolve(notifications.map(() => results(outcome)));
        calls.push(answerWith);
        if (isFast) answerWith();
      }),
    close: () => {
      isClosed = true;
      return Promise.resolve();
    },
  };
  const lane = createLane({
    connection,
    concurrency,
    maxNotificationsPerCall: 1,
    checkTasks: allGood,
    clock: () => clock.nowMs,
  });
  /** Answers a call as soon as it is made. */
  const answer = async (call: number, outcome?: SendOutcome) => {
    (await until(() => calls[call]))(outcome);
  };
  /** From now on every call is answered at once. */
  const answerAll = () => {
    isFast = true;
    for (const answerWith of calls) answerWith();
  };
  return { lane, calls, answer, answerAll, clock, isClosed: () => isClosed };
}

describe('a lane', () => {
  it('does not send what expired while it waited', async () => {
    const { lane, calls, answer, clock } = aLane();
    void lane.send(task('m0'), ours);
    const late = lane.send({ ...task('m1'), expiresAtMs: clock.nowMs + 1_000 }, ours);
    clock.nowMs += 1_000;
    await answer(0);
    expect((await late).outcomes).toMatchObject([{ kind: 'unavailable', code: 'LIFE_ENDED' }]);
    expect(calls).toHaveLength(1);
  });

  it('that is replaced finishes its calls and hands over what waits', async () => {
    const [old, next] = [aLane(), aLane()];
    const sent = [old.lane.send(task('m0'), ours), old.lane.send(task('m1'), ours)];
    const retired = old.lane.retire(next.lane);
    sent.push(old.lane.send(task('m2'), ours));
    expect(old.isClosed()).toBe(false);
    await old.answer(0);
    await retired;
    expect(old.isClosed()).toBe(true);
    await next.answer(0);
    await next.answer(1);
    expect((await Promise.all(sent)).map(({ outcomes }) => outcomes[0]?.kind)).toEqual(Array(3).fill('accepted'));
    expect(old.calls).toHaveLength(1);
  });

  it('that closes leaves what it cuts off to whoever is next: no retry of it rings beside that', async () => {
    const lane = createLane({
      connection: {
        send: (notifications, signal) =>
          new Promise((resolve) =>
            signal.addEventListener('abort', () =>
              resolve(
                notifications.map(() => ({
                  outcomes: [{ kind: 'unavailable', code: 'aborted', reason: 'cut off' }],
                  shortened: [],
                })),
              ),
            ),
          ),
        close: () => Promise.resolve(),
      },
      ...{ concurrency: 1, maxNotificationsPerCall: 1, checkTasks: allGood, clock: Date.now },
    });
    const sent = lane.send(task('m'), ours);
    await lane.close();
    await expect(sent).rejects.toMatchObject({ code: 'LAPSED' });
  });

  it('puts off what gets no call in five seconds', async () => {
    const { lane, answer, clock } = aLane({ concurrency: 2 });
    void lane.send(task('m0'), ours);
    void lane.send(task('m1'), ours);
    const waiting = lane.send(task('m2'), ours);
    clock.nowMs += 5_000;
    await answer(0);
    expect((await waiting).outcomes).toMatchObject([{ kind: 'unavailable', code: 'LANE_BUSY' }]);
  });

  it('takes only a few tasks while its vendor is slow, so that other lanes get theirs', async () => {
    const { lane, answerAll, clock } = aLane();
    void lane.send(task('m'), ours);
    const waiting = lane.send(task('m'), ours);
    clock.nowMs += 5_000;
    const more = Array.from({ length: 150 }, () => lane.send(task('m'), ours));
    await waiting;
    const busy = await Promise.all(more.slice(99));
    expect(new Set(busy.flatMap(({ outcomes }) => outcomes.map(({ code }) => code)))).toEqual(new Set(['LANE_BUSY']));
    answerAll();
    await Promise.all(more);
    const taken = Array.from({ length: 150 }, () => lane.send(task('m'), ours)); // it is fast again
    for (const { outcomes } of await Promise.all(taken)) expect(outcomes).toMatchObject([{ kind: 'accepted' }]);
  });

  it('calls no more for a quota that is used up until it opens, and goes on with other channels', async () => {
    const { lane, calls, answer, clock } = aLane();
    const untilMs = clock.nowMs + 3_600_000;
    const send = async (channelId: string) => {
      const { outcomes } = await lane.send(
        {
          ...task('m'),
          settings: { ...defaultSettings, channelId },
          expiresAtMs: untilMs + 1_000,
        },
        ours,
      );
      return outcomes;
    };
    const exhausted: SendOutcome = { kind: 'quota-exhausted', code: '200001', reason: 'used up', untilMs };
    void answer(0, exhausted);
    expect(await send('news')).toEqual([exhausted]);
    expect(await send('news')).toEqual([exhausted]);
    expect(calls).toHaveLength(1);
    void answer(1);
    expect(await send('chat')).toMatchObject([{ kind: 'accepted' }]);
    clock.nowMs = untilMs;
    void answer(2);
    expect(await send('news')).toMatchObject([{ kind: 'accepted' }]);
  });

  it('pauses for the rate limit of the account, not for that of one device', async () => {
    const { lane, calls, answer, clock } = aLane();
    const throttled = { kind: 'throttled', code: '429', reason: 'slow down', retryAfterMs: 200 } as const;
    void answer(0, { ...throttled, isAboutOneTarget: true });
    await lane.send(task('m0'), ours);
    void answer(1, throttled);
    await lane.send(task('m1'), ours);
    const waiting = lane.send(task('m2'), ours);
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toHaveLength(2);
    clock.nowMs += 200;
    await answer(2);
    expect((await waiting).outcomes).toMatchObject([{ kind: 'accepted' }]);
  });
});

it('lets a connection ask, while its call is under way, whether the task is still ours', async () => {
  const seen: unknown[] = [];
  let isOurs = true;
  const lane = createLane({
    connection: {
      send: (notifications, _, stillOurs) => {
        seen.push(stillOurs?.());
        isOurs = false;
        seen.push(stillOurs?.());
        return Promise.resolve(notifications.map(() => accepted));
      },
      close: () => Promise.resolve(),
    },
    concurrency: 1,
    maxNotificationsPerCall: 1,
    checkTasks: allGood,
    clock: Date.now,
  });
  await lane.send(task('m'), () => isOurs);
  expect(seen).toEqual([true, false]);
  await lane.close();
});

it('leaves control characters out of what a phone shows', async () => {
  const seen: unknown[] = [];
  const lane = createLane({
    connection: {
      send: (notifications) => {
        seen.push(...notifications.map(({ title, content, template }) => ({ title, content, template })));
        return Promise.resolve(notifications.map(() => accepted));
      },
      close: () => Promise.resolve(),
    },
    concurrency: 1,
    maxNotificationsPerCall: 1,
    checkTasks: allGood,
    clock: Date.now,
  });
  await lane.send(
    {
      ...task('m'),
      title: 'A\u0007li\nce',
      content: 'first\r\nsecond\u0001\tthird',
      templateId: 'x',
      titleParameters: { name: 'b\u007fob' },
    },
    ours,
  );
  expect(seen).toEqual([
    { title: 'Ali ce', content: 'first\nsecond\tthird', template: { id: 'x', title: { name: 'bob' }, content: {} } },
  ]);
  await lane.close();
});

describe('a lane with tasks that were decided a while ago', () => {
  const superseded = { kind: 'superseded', code: 'NOT_BOUND', reason: 'logged out' } as const;
  const target = (pushId: string) => ({
    pushId,
    token: `token-${pushId}`,
    userId: 'u',
    deviceId: pushId,
    inBackground: false,
  });

  function aCheckedLane(checkTasks: CheckTasks, { concurrency = 1 } = {}) {
    const sent: { targets: string[]; isQuiet: boolean }[] = [];
    const clock = { nowMs: Date.now() };
    let gate: Promise<void> = Promise.resolve();
    const lane = createLane({
      connection: {
        send: async (notifications) => {
          sent.push(
            ...notifications.map(({ targets, isQuiet }) => ({ targets: targets.map(({ pushId }) => pushId), isQuiet })),
          );
          await gate;
          return notifications.map(({ targets }) => ({
            outcomes: targets.map(() => accepted.outcomes[0] as SendOutcome),
            shortened: [],
          }));
        },
        close: () => Promise.resolve(),
      },
      concurrency,
      maxNotificationsPerCall: 1,
      checkTasks,
      clock: () => clock.nowMs,
    });
    return { lane, sent, clock, hold: (until: Promise<void>) => void (gate = until) };
  }
  const retried = (messageId: string, ...pushIds: string[]) => ({
    ...task(messageId),
    attempts: 1,
    targets: pushIds.map(target),
  });
  const kinds = ({ outcomes }: { outcomes: readonly SendOutcome[] }) => outcomes.map(({ kind }) => kind);

  it('looks at retries again, all that wait in one call, and sends to those that are left', async () => {
    const asked: string[][] = [];
    const { lane, sent } = aCheckedLane((tasks) => {
      asked.push(tasks.map(({ messageId }) => messageId));
      return Promise.resolve(
        tasks.map(({ targets }) => ({
          superseded: targets.map(({ pushId }) => (pushId.startsWith('gone') ? superseded : undefined)),
          isOvertaken: targets.some(({ pushId }) => pushId === 'late'),
          badge: 0,
        })),
      );
    });
    const results = await Promise.all([
      lane.send(retried('m1', 'a', 'gone-1', 'b'), ours),
      lane.send(retried('m2', 'gone-2'), ours),
      lane.send(retried('m3', 'late'), ours),
    ]);
    expect(results.map(kinds)).toEqual([['accepted', 'superseded', 'accepted'], ['superseded'], ['accepted']]);
    expect(sent).toEqual([
      { targets: ['a', 'b'], isQuiet: false },
      { targets: ['late'], isQuiet: true },
    ]);
    expect(asked.flat().sort()).toEqual(['m1', 'm2', 'm3']);
    expect(asked.length).toBeLessThanOrEqual(2); // the first one comes to an empty lane
    await lane.close();
  });

  it('waits for a slow answer of our own services without taking its vendor for a slow one', async () => {
    const answers: (() => void)[] = [];
    const { lane, clock } = aCheckedLane(
      (tasks) => new Promise((resolve) => answers.push(() => void allGood(tasks).then(resolve))),
    );
    const results = Promise.all(Array.from({ length: 150 }, (_, index) => lane.send(retried(`m${index}`, 'a'), ours)));
    (await until(() => answers[0]))();
    await until(() => answers[1]); // the others, who came while the first was looked at
    clock.nowMs += 5_000;
    answers[1]?.();
    expect(new Set((await results).flatMap(kinds))).toEqual(new Set(['accepted']));
    await lane.close();
  });

  it('takes no answer for fresh that is read long after it was asked for: this process stood still', async () => {
    const answers: (() => void)[] = [];
    const { lane, clock, sent } = aCheckedLane(
      (tasks) => new Promise((resolve) => answers.push(() => void allGood(tasks).then(resolve))),
    );
    const result = lane.send(retried('m', 'a'), ours);
    clock.nowMs += 10_000;
    answers[0]?.();
    (await until(() => answers[1]))();
    expect(kinds(await result)).toEqual(['accepted']);
    expect(sent).toHaveLength(1);
    await lane.close();
  });

  it('asks nothing about what is new, and asks about what has waited for a second', async () => {
    let asked = 0;
    const { lane, sent, clock, hold } = aCheckedLane((tasks) => {
      asked += 1;
      return allGood(tasks);
    });
    const { promise: first, resolve: endFirst } = Promise.withResolvers<void>();
    hold(first);
    const fresh = () => ({ ...task('m'), decidedAtMs: clock.nowMs });
    const one = lane.send(fresh(), ours);
    const two = lane.send(fresh(), ours);
    expect(asked).toBe(0);
    clock.nowMs += 1_001;
    endFirst();
    expect(kinds(await one)).toEqual(['accepted']);
    expect(kinds(await two)).toEqual(['accepted']);
    expect(asked).toBe(1);
    expect(sent).toHaveLength(2);
    expect(kinds(await lane.send({ ...task('old'), decidedAtMs: clock.nowMs - 1_001 }, ours))).toEqual(['accepted']);
    expect(asked).toBe(2);
    await lane.close();
  });

  it('sends nothing when nobody can say, and has it tried again', async () => {
    const { lane, sent } = aCheckedLane(() => Promise.reject(new Error('away')));
    expect((await lane.send(retried('m', 'a', 'b'), ours)).outcomes).toMatchObject([
      { kind: 'unavailable', code: 'CHECK_UNAVAILABLE' },
      { kind: 'unavailable', code: 'CHECK_UNAVAILABLE' },
    ]);
    expect(sent).toEqual([]);
    await lane.close();
  });
});

describe('a lane with tasks of calls', () => {
  const ended = { kind: 'superseded', code: 'CALL_ENDED', reason: 'answered' } as const;

  function aCallLane(isOver: () => boolean = () => false) {
    const sent: Notification[] = [];
    const asked: string[] = [];
    const clock = { nowMs: Date.now() };
    let answerWith: SendOutcome = { kind: 'accepted', vendorMessageId: 'v', code: '0' };
    const lane = createLane({
      connection: {
        send: (notifications) => {
          sent.push(...notifications);
          return Promise.resolve(notifications.map(() => ({ outcomes: [answerWith], shortened: [] })));
        },
        close: () => Promise.resolve(),
      },
      concurrency: 1,
      maxNotificationsPerCall: 1,
      checkTasks: (tasks) => {
        asked.push(...tasks.map(({ messageId }) => messageId));
        return Promise.resolve(
          tasks.map(({ targets }) => ({
            superseded: targets.map(() => (isOver() ? ended : undefined)),
            isOvertaken: false,
            badge: 0,
          })),
        );
      },
      clock: () => clock.nowMs,
    });
    return { lane, sent, asked, clock, answer: (outcome: SendOutcome) => (answerWith = outcome) };
  }

  it('looks at what rings right before each attempt, the first one too', async () => {
    let isOver = false;
    const { lane, sent, asked } = aCallLane(() => isOver);
    const ring = aCallTask('RING', { decidedAtMs: Date.now() + 3_600_000 });
    expect((await lane.send(ring, ours)).outcomes).toMatchObject([{ kind: 'accepted' }]);
    isOver = true;
    expect((await lane.send(ring, ours)).outcomes).toEqual([ended]);
    expect((await lane.send({ ...ring, attempts: 1 }, ours)).outcomes).toEqual([ended]);
    expect(asked).toEqual(['c1', 'c1', 'c1']);
    expect(sent).toHaveLength(1);
  });

  it('sends what ends the ringing without a look, while it is fresh', async () => {
    const { lane, sent, asked } = aCallLane();
    await lane.send(aCallTask('MISSED', { decidedAtMs: Date.now() }), ours);
    await lane.send(aCallTask('ANSWERED', { decidedAtMs: Date.now() }), ours);
    expect(asked).toEqual([]);
    expect(sent.map(({ call, isQuiet }) => [call?.kind, isQuiet])).toEqual([
      ['missed', true],
      ['answered', true],
    ]);
  });

  it('lets what rings make noise, and gives the app the call', async () => {
    const { lane, sent } = aCallLane();
    await lane.send(aCallTask('RING', { expiresAtMs: 1_000_000_000_000_000 }), ours);
    expect(sent).toMatchObject([
      {
        isQuiet: false,
        conversationId: 'call/c1',
        call: { kind: 'ring', callID: 'c1', callerUserID: 'alice', expireAtMs: 1_000_000_000_000_000 },
      },
    ]);
  });

  it('never sends what rings with a longer life than it has', async () => {
    const { lane, sent, clock } = aCallLane();
    await lane.send(aCallTask('RING', { expiresAtMs: clock.nowMs + 1_999 }), ours);
    expect(sent[0]?.ttlSeconds).toBe(1);
    const { outcomes } = await lane.send(aCallTask('RING', { expiresAtMs: clock.nowMs + 999 }), ours);
    expect(outcomes).toMatchObject([{ kind: 'unavailable', code: 'LIFE_ENDED' }]);
    await lane.send(aCallTask('ANSWERED', { expiresAtMs: clock.nowMs + 999, decidedAtMs: clock.nowMs }), ours);
    expect(sent).toHaveLength(2);
  });

  it.each([
    ['VENDOR_XIAOMI', 'accepted'],
    ['VENDOR_VIVO', 'quota-exhausted'],
  ] as const)('at %s, with the quota used up, finds the end of a ringing %s', async (vendor, kind) => {
    const { lane, answer, clock } = aCallLane();
    const untilMs = clock.nowMs + 3_600_000;
    const life = { vendor, expiresAtMs: untilMs + 1_000, decidedAtMs: clock.nowMs };
    answer({ kind: 'quota-exhausted', code: 'used', reason: 'used up', untilMs });
    await lane.send(aCallTask('RING', life), ours);
    answer({ kind: 'accepted', vendorMessageId: '', code: '0' });
    expect((await lane.send(aCallTask('MISSED', life), ours)).outcomes).toMatchObject([{ kind }]);
  });
});
