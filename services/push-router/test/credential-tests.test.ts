import { pushOutcomes, pushTask, urgentTaskTopic, type CredentialTestedInput, type PushTask } from '@bellhop/contracts';
import { adminService, createClient } from '@bellhop/grpc';
import { createProducer, ensureTopics, eventRecord, type Producer } from '@bellhop/kafka';
import { Secret } from '@bellhop/runtime';
import {
  collectEvents,
  freshDatabase,
  internalKey,
  testConfig,
  testContext,
  testKafka,
  testKeyring,
  testServers,
  until,
  type CollectedEvents,
  type FreshDatabase,
} from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPushRouter, type RunningPushRouter } from '../src/service.ts';

const common = testConfig();
const context = testContext();
const kafka = testKafka(common);
let database: FreshDatabase;
let routers: RunningPushRouter[];
let producer: Producer;
let tasks: CollectedEvents<PushTask>;

const admin = (replica = 0) =>
  createClient(adminService, { address: routers[replica]?.grpcAddress ?? '', key: internalKey, deadlineMs: 15_000 });
const test = (appType: number, replica = 0) =>
  admin(replica).testCertificateSet({ app: 'demo', vendor: 'VENDOR_XIAOMI', appType });
const save = (appType: number) =>
  admin().saveCertificateSet({
    app: 'demo',
    vendor: 'VENDOR_XIAOMI',
    appType,
    credentialJson: '{"appSecret":"s3cret"}',
  });
/** The task of a set's test, as the adapter gets it. */
const taskOf = (appType: number) => until(() => tasks.events.find((task) => task.appType === appType));
const answer = (task: PushTask, over: CredentialTestedInput) =>
  producer.publish([
    eventRecord(pushOutcomes, {
      credentialTests: [
        { testId: task.credentialTestId, app: task.app, vendor: task.vendor, appType: task.appType, ...over },
      ],
    }),
  ]);

beforeAll(async () => {
  database = await freshDatabase(testServers().databaseUrl);
  const start = () =>
    startPushRouter(
      {
        common,
        messageStoreAddress: '127.0.0.1:1',
        database: { url: new Secret(database.url), poolSize: 4 },
        grpcPort: 0,
        keyring: testKeyring,
      },
      context,
    );
  routers = [await start(), await start()];
  await ensureTopics(kafka, [urgentTaskTopic('xiaomi')]);
  producer = await createProducer(kafka);
  tasks = await collectEvents(kafka, {
    topics: [urgentTaskTopic('xiaomi')],
    event: pushTask,
    onFatal: context.onFatal,
  });
  await admin().createApp({ app: 'demo', packageName: 'com.example.bellhop' });
});
afterAll(async () => {
  await tasks.stop();
  await producer.close();
  await Promise.all(routers.map((router) => router.close()));
  await database.drop();
  expect(context.fatal).toEqual([]);
});

it('goes to the adapter as a task without targets or secrets, and its answer comes back, whichever replica reads it', async () => {
  await Promise.all([save(1), save(2)]);
  const asked = [test(1, 0), test(2, 1)];
  const [first, second] = [await taskOf(1), await taskOf(2)];
  expect(first).toMatchObject({ app: 'demo', vendor: 'VENDOR_XIAOMI', appType: 1, targets: [], title: '' });
  expect(JSON.stringify(first)).not.toContain('s3cret');
  await answer(first, { verdict: 'CREDENTIAL_VERDICT_ACCEPTED', reason: 'it is', vendorCode: '0', version: 1 });
  await answer(second, { verdict: 'CREDENTIAL_VERDICT_REFUSED', reason: 'wrong', vendorCode: '21301', version: 1 });
  expect(await Promise.all(asked)).toMatchObject([
    { found: true, result: 'CREDENTIAL_TEST_RESULT_ACCEPTED', text: 'it is', vendorCode: '0', version: 1 },
    { found: true, result: 'CREDENTIAL_TEST_RESULT_REFUSED', text: 'wrong', vendorCode: '21301', version: 1 },
  ]);
});

it('is made at most once in 5 seconds for a credential', async () => {
  await save(3);
  const asked = test(3);
  await taskOf(3);
  await expect(test(3, 1)).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED', retryAfterMs: 5_000 });
  await answer(await taskOf(3), { verdict: 'CREDENTIAL_VERDICT_UNAVAILABLE', reason: 'timeout' });
  expect(await asked).toMatchObject({ result: 'CREDENTIAL_TEST_RESULT_UNAVAILABLE' });
  expect(tasks.events.filter(({ appType }) => appType === 3)).toHaveLength(1);
});

it('that waits for a slow vendor is not overtaken by another one, which would take its answer', async () => {
  await save(6);
  const asked = test(6);
  const task = await taskOf(6);
  await new Promise((resolve) => setTimeout(resolve, 5_100));
  await expect(test(6, 1)).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
  await answer(task, { verdict: 'CREDENTIAL_VERDICT_ACCEPTED', reason: 'it is' });
  expect(await asked).toMatchObject({ result: 'CREDENTIAL_TEST_RESULT_ACCEPTED' });
});

it('says so when no adapter answers in time, and the next test is not taken in by an answer that comes late', async () => {
  await save(4);
  const begun = Date.now();
  expect(await test(4)).toMatchObject({
    result: 'CREDENTIAL_TEST_RESULT_NO_ADAPTER',
    text: 'no adapter of xiaomi has answered within 10 s: is one running, and ready?',
  });
  expect(Date.now() - begun).toBeGreaterThanOrEqual(10_000);
  const late = await taskOf(4);
  const again = test(4);
  const task = await until(() =>
    tasks.events.find((one) => one.appType === 4 && one.credentialTestId !== late.credentialTestId),
  );
  await answer(late, { verdict: 'CREDENTIAL_VERDICT_REFUSED', reason: 'of before' });
  await answer(task, { verdict: 'CREDENTIAL_VERDICT_ACCEPTED', reason: 'of now' });
  expect(await again).toMatchObject({ result: 'CREDENTIAL_TEST_RESULT_ACCEPTED', text: 'of now' });
});

it('of a set that is not there is not found', async () => {
  expect(await test(5)).toMatchObject({ found: false });
});
