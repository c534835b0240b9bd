import {
  pushOutcomes,
  pushTask,
  urgentTaskTopic,
  type PushAttempt,
  type PushOutcomes,
  type PushTask,
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
import {
  simulatorControl,
  startVendorSimulator,
  type SimulatorControl,
  type VendorSimulator,
} from '@bellhop/vendor-simulator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startVendorAdapter, type RunningVendorAdapter } from '../src/service.ts';
import { aCallTask } from './a-task.ts';
import { simulatorCredential } from './simulator-credential.ts';

const common = testConfig();
const context = testContext();
const kafka = testKafka(common);
/** Calls that are over. */
const over = new Set<string>();
/** Calls that were asked about, once for each time. */
const asked: string[] = [];

let simulator: VendorSimulator;
let control: SimulatorControl;
let router: GrpcServer;
let adapter: RunningVendorAdapter;
let producer: Producer;
let outcomes: CollectedEvents<PushOutcomes>;

beforeAll(async () => {
  simulator = await startVendorSimulator({ vendors: ['xiaomi'] });
  control = simulatorControl(simulator.controlUrl);
  const credentialJson = JSON.stringify(await simulatorCredential(control, simulator.urls, 'xiaomi'));
  const authorized = { authorize: authorizeInternal(internalKey), log: context.log };
  const credentials = serve(
    credentialService,
    { GetCredential: () => Promise.resolve({ found: true, version: 1, credentialJson }) },
    authorized,
  );
  const targets = serve(
    targetService,
    {
      CheckTargets: ({ targets: all }) => {
        asked.push(...all.map(({ callId }) => callId));
        return Promise.resolve({
          targets: all.map(({ callId }) => ({
            state: over.has(callId) ? 'TARGET_STATE_SILENCED' : 'TARGET_STATE_GOOD',
          })),
        });
      },
    },
    authorized,
  );
  router = await startGrpcServer({ host: '127.0.0.1', port: 0, services: [credentials, targets] });
  adapter = await startVendorAdapter(
    { common, vendor: 'xiaomi', pushRouterAddress: `127.0.0.1:${String(router.port)}` },
    context,
  );
  producer = await createProducer(kafka);
  outcomes = await collectEvents(kafka, {
    topics: [pushOutcomes.topic],
    event: pushOutcomes,
    onFatal: context.onFatal,
  });
});

afterAll(async () => {
  await outcomes.stop();
  await producer.close();
  await adapter.close();
  await router.close();
  await simulator.close();
  expect(context.fatal).toEqual([]);
});

let made = 0;
/** A task of a call to one phone, as the push-router makes it. */
function taskOf(kind: 'RING' | 'MISSED' | 'ANSWERED', callId: string, token: string): PushTask {
  made += 1;
  const call = { ...aCallTask(kind).call, callId } as NonNullable<PushTask['call']>;
  return aCallTask(kind, {
    call,
    taskId: String(made).padStart(32, '0'),
    title: 'Alice',
    content: kind === 'RING' ? 'calls you' : 'Missed call',
    targets: [{ pushId: `p-${token}`, token, userId: 'bob', deviceId: 'phone', inBackground: false }],
  });
}

const send = (...tasks: PushTask[]) =>
  producer.publish(tasks.map((task) => recordIn(urgentTaskTopic('xiaomi').name, pushTask, task)));

/** What became of a task, attempt by attempt, as soon as there are so many. */
const attemptsAt = ({ taskId }: PushTask, count: number): Promise<PushAttempt[]> =>
  until(() => {
    const lines = outcomes.events.flatMap(({ attempts }) => attempts).filter((attempt) => attempt.taskId === taskId);
    const distinct = new Map(lines.map((line) => [line.attempt, line]));
    return distinct.size >= count && [...distinct.values()];
  });
const resultsOf = (attempts: readonly PushAttempt[]) => attempts.map(({ result, vendorCode }) => [result, vendorCode]);
const barOf = async (phoneId: string) => (await control.phone(phoneId)).bar;

it('rings, with what the app needs to answer, and takes it off the phone when the call was missed', async () => {
  const phone = await control.createPhone({ vendor: 'xiaomi' });
  const ring = taskOf('RING', 'c1', phone.token);
  await send(ring);
  expect(resultsOf(await attemptsAt(ring, 1))).toEqual([['PUSH_RESULT_ACCEPTED', '0']]);
  const [shown] = await barOf(phone.phoneId);
  expect(shown).toMatchObject({ title: 'Alice', content: 'calls you' });
  expect(JSON.parse(shown?.extras.call ?? '')).toEqual({
    kind: 'ring',
    callID: 'c1',
    caller: 'alice',
    expireAt: ring.call?.expiresAtMs,
  });
  const missed = taskOf('MISSED', 'c1', phone.token);
  await send(missed);
  expect(resultsOf(await attemptsAt(missed, 1))).toEqual([['PUSH_RESULT_ACCEPTED', '0']]);
  expect(await barOf(phone.phoneId)).toEqual([]);
  expect(asked).toEqual(['c1']);
});

it('leaves the bar empty also when a ringing and its end come at one time', async () => {
  const phone = await control.createPhone({ vendor: 'xiaomi' });
  const tasks = [taskOf('RING', 'c2', phone.token), taskOf('ANSWERED', 'c2', phone.token)] as const;
  await send(...tasks);
  for (const task of tasks) await attemptsAt(task, 1);
  const { notifications, bar } = await control.phone(phone.phoneId);
  expect(notifications).toMatchObject([{ content: 'calls you', visible: false }]);
  expect(bar).toEqual([]);
});

it('does not ring for a call that is over', async () => {
  const phone = await control.createPhone({ vendor: 'xiaomi' });
  over.add('c3');
  const ring = taskOf('RING', 'c3', phone.token);
  await send(ring);
  expect(resultsOf(await attemptsAt(ring, 1))).toEqual([['PUSH_RESULT_SUPERSEDED', 'CALL_ENDED']]);
  expect((await control.phone(phone.phoneId)).notifications).toEqual([]);
});

it('tries a ringing again within seconds', async () => {
  const phone = await control.createPhone({ vendor: 'xiaomi' });
  await control.addFault({ vendor: 'xiaomi', path: 'send', kind: 'status', status: 503, times: 1 });
  const ring = taskOf('RING', 'c4', phone.token);
  await send(ring);
  const attempts = await attemptsAt(ring, 2);
  expect(resultsOf(attempts)).toEqual([
    ['PUSH_RESULT_UNAVAILABLE', 'HTTP 503'],
    ['PUSH_RESULT_ACCEPTED', '0'],
  ]);
  expect((attempts[0]?.retryAtMs ?? 0) - (attempts[0]?.atMs ?? 0)).toBeLessThanOrEqual(2_000);
  expect(await barOf(phone.phoneId)).toHaveLength(1);
  expect(asked.filter((callId) => callId === 'c4')).toHaveLength(2);
});

it('does not ring again when the call has ended meanwhile', async () => {
  const phone = await control.createPhone({ vendor: 'xiaomi' });
  await control.addFault({ vendor: 'xiaomi', path: 'send', kind: 'status', status: 503, times: 1 });
  const ring = taskOf('RING', 'c5', phone.token);
  await send(ring);
  await attemptsAt(ring, 1);
  over.add('c5');
  expect(resultsOf(await attemptsAt(ring, 2)).at(-1)).toEqual(['PUSH_RESULT_SUPERSEDED', 'CALL_ENDED']);
  expect((await control.phone(phone.phoneId)).notifications).toEqual([]);
});
