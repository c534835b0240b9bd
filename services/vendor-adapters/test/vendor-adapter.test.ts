import {
  pushDeadLetterTopic,
  pushOutcomes,
  pushTask,
  pushTaskTopic,
  type PushAttempt,
  type PushOutcomes,
  type PushTask,
  type PushTaskInput,
} from '@bellhop/contracts';
import {
  authorizeInternal,
  credentialService,
  serve,
  startGrpcServer,
  targetService,
  type GrpcServer,
} from '@bellhop/grpc';
import { createProducer, recordIn, type Producer } from '@bellhop/kafka';
import {
  collectEvents,
  internalKey,
  testConfig,
  testContext,
  testKafka,
  until,
  type CollectedEvents,
} from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startVendorAdapter, type RunningVendorAdapter } from '../src/service.ts';
import { formOf, startMockVendor, type MockAnswer, type MockVendor, type ReceivedRequest } from './mock-vendor.ts';

const common = testConfig();
const context = testContext();
const kafka = testKafka(common);
/** What the vendor makes of a registration id that begins so; the rest is accepted. */
const errorCodes = new Map([
  ['unknown', 10_000],
  ['refused', 40],
  ['later', -1],
]);
/** Ids that were tried before. */
const tried = new Set<string>();

function opush(request: ReceivedRequest): MockAnswer {
  const { messages, message } = formOf(request);
  if (request.path.endsWith('/auth')) return { json: { code: 0, data: { auth_token: 'tok' } } };
  const sent = JSON.parse(messages ?? `[${message ?? ''}]`) as { target_value: string }[];
  const results = sent.map(({ target_value: id }) => {
    const errorCode = tried.has(id) ? 0 : (errorCodes.get(id) ?? 0);
    tried.add(id);
    return { registrationId: id, messageId: `m-${id}`, errorCode };
  });
  const [first] = results;
  if (messages !== undefined) return { json: { code: 0, data: results } };
  return { json: { code: first?.errorCode ?? 40, data: { messageId: first?.messageId } } };
}

let vendor: MockVendor;
let hanging: MockVendor;
let router: GrpcServer;
let adapter: RunningVendorAdapter;
let producer: Producer;
let outcomes: CollectedEvents<PushOutcomes>;
let dead: CollectedEvents<PushTask>;

beforeAll(async () => {
  vendor = await startMockVendor(opush);
  hanging = await startMockVendor(() => 'hang');
  const credentials = serve(
    credentialService,
    {
      GetCredential: ({ app }) =>
        Promise.resolve({
          found: true,
          version: 1,
          credentialJson: JSON.stringify({
            appKey: 'key',
            masterSecret: 'secret',
            endpoint: app === 'hanging' ? hanging.url : vendor.url,
          }),
        }),
    },
    { authorize: authorizeInternal(internalKey), log: context.log },
  );
  const targets = serve(
    targetService,
    {
      CheckTargets: ({ targets: all }) => Promise.resolve({ targets: all.map(() => ({ state: 'TARGET_STATE_GOOD' })) }),
    },
    { authorize: authorizeInternal(internalKey), log: context.log },
  );
  router = await startGrpcServer({ host: '127.0.0.1', port: 0, services: [credentials, targets] });
  adapter = await startVendorAdapter(
    { common, vendor: 'oppo', pushRouterAddress: `127.0.0.1:${String(router.port)}` },
    context,
  );
  producer = await createProducer(kafka);
  const { onFatal } = context;
  outcomes = await collectEvents(kafka, { topics: [pushOutcomes.topic], event: pushOutcomes, onFatal });
  dead = await collectEvents(kafka, { topics: [pushDeadLetterTopic('oppo')], event: pushTask, onFatal });
});

afterAll(async () => {
  await dead.stop();
  await outcomes.stop();
  await producer.close();
  await adapter.close();
  await router.close();
  await hanging[Symbol.asyncDispose]();
  await vendor[Symbol.asyncDispose]();
  expect(context.fatal).toEqual([]);
});

let made = 0;
function aTask(app: string, ...tokens: string[]): PushTaskInput & { taskId: string } {
  made += 1;
  const now = Date.now();
  return {
    taskId: String(made).padStart(32, '0'),
    app,
    messageId: `m${String(made)}`,
    vendor: 'VENDOR_OPPO',
    appType: 1,
    title: 'Alice',
    content: 'Hi',
    notifyId: made,
    expiresAtMs: now + 60_000,
    createdAtMs: now,
    acceptedAtMs: now,
    packageName: 'com.example.app',
    targets: tokens.map((token) => ({ pushId: `p-${token}`, token, userId: token, deviceId: 'd' })),
  };
}

const send = (...tasks: PushTaskInput[]) =>
  producer.publish(tasks.map((task) => recordIn(pushTaskTopic('oppo').name, pushTask, task)));

/**
 * What became of a task, device by device, as soon as there are so many lines. A line may be written twice: one partition that has no leader
 * yet, as those of new topics, makes kafkajs send the whole request again. Its readers take it once, and so does this.
 */
const attemptsAt = (taskId: string, count: number): Promise<PushAttempt[]> =>
  until(() => {
    const lines = outcomes.events.flatMap(({ attempts }) => attempts).filter((attempt) => attempt.taskId === taskId);
    const distinct = new Map(lines.map((line) => [`${line.pushId} ${String(line.attempt)}`, line]));
    return distinct.size >= count && [...distinct.values()];
  });

it('settles every device by itself: taken, cleaned up, dead-lettered, tried again alone', async () => {
  const task = aTask('demo', 'good', 'unknown', 'refused', 'later');
  await send(task);
  const attempts = await attemptsAt(task.taskId, 5);
  expect(attempts.map(({ userId, attempt, result }) => [userId, attempt, result])).toEqual([
    ['good', 1, 'PUSH_RESULT_ACCEPTED'],
    ['unknown', 1, 'PUSH_RESULT_INVALID_TOKEN'],
    ['refused', 1, 'PUSH_RESULT_REJECTED'],
    ['later', 1, 'PUSH_RESULT_UNAVAILABLE'],
    ['later', 2, 'PUSH_RESULT_ACCEPTED'],
  ]);
  const letter = await until(() => dead.events.find(({ taskId }) => taskId === task.taskId));
  expect(letter.targets.map(({ userId }) => userId)).toEqual(['refused']);
});

it('delivers for one credential while the vendor hangs for another with a long queue', async () => {
  for (let round = 0; round < 11; round += 1)
    await send(...Array.from({ length: 200 }, () => aTask('hanging', 'any-token')));
  await until(() => hanging.requests.length > 0);
  for (let round = 0; round < 3; round += 1) {
    const task = aTask('demo', `device-${String(round)}`);
    await send(task);
    expect(await attemptsAt(task.taskId, 1)).toMatchObject([{ result: 'PUSH_RESULT_ACCEPTED' }]);
  }
});
