import { randomUUID } from 'node:crypto';
import { pushOutcomes, type PushAttemptInput, type PushDecisionInput } from '@bellhop/contracts';
import { createProducer, eventRecord, type OutgoingRecord } from '@bellhop/kafka';
import type { Benchmark } from '../benchmark.ts';
import { wholeTrace } from '../../system/gateway-api.ts';
import { app } from '../bench-system.ts';
import { usageFromNow } from '../usage-over.ts';

/** Each message has a decision and an attempt: as peer messages have them. */
const MESSAGES = 400_000;
const USERS = 50_000;
/** The first lines are written while the service starts. */
const WARM_UP_LINES = 100_000;
const GROUP = 100_000;

export const trace: Benchmark = {
  name: 'trace',
  about: 'lines of the trace that push-history writes per second when it has fallen behind, and reads of a long trace',
  run: async (bench) => {
    const history = bench.system.services.get('push-history');
    if (history === undefined) throw new TypeError('there is no push-history');
    await history.crash();
    const producer = await createProducer(bench.kafka);
    bench.progress(`${MESSAGES * 2 + GROUP} lines wait in Kafka`);
    for (const records of outcomes()) await producer.publish(records);
    await producer.close();

    await history.start();
    const written = () => linesWritten(history.managementUrl);
    const reached = async (lines: number): Promise<void> => {
      while ((await written()) < lines) await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await reached(WARM_UP_LINES);
    const [from, begun, usage] = [await written(), performance.now(), usageFromNow(bench)];
    await reached(MESSAGES * 2 + GROUP);
    const seconds = (performance.now() - begun) / 1_000;
    const share = usage();
    const lines = MESSAGES * 2 + GROUP - from;

    const reading = performance.now();
    const read = (await wholeTrace(bench.api, app, GROUP_MESSAGE)).length;
    return {
      figures: [
        {
          name: 'lines written per second',
          value: Math.round(lines / seconds),
          unit: '/s',
          target: { atLeast: 20_000 },
        },
        { name: 'lines', value: lines, unit: '' },
        {
          name: 'entries read of a message to 100,000',
          value: read,
          unit: '',
          target: { atLeast: GROUP, atMost: GROUP + 2 },
        },
        { name: 'time to read them, in pages', value: Math.round(performance.now() - reading), unit: 'ms' },
      ],
      details: { usage: share },
    };
  },
};

const GROUP_MESSAGE = randomUUID();

/** Records as message-store, push-router and adapters write them: decisions by the batch, attempts by the call, and one message to a large group. */
function* outcomes(): Generator<OutgoingRecord[]> {
  const PER_TURN = 400;
  for (let from = 0; from < MESSAGES; from += PER_TURN) {
    const decisions = Array.from({ length: PER_TURN }, (_, index) => decisionOf(randomUUID(), from + index));
    const attempts = decisions.map(attemptOf);
    yield [
      ...chunks(decisions, 200).map((part) => eventRecord(pushOutcomes, { decisions: part })),
      ...chunks(attempts, 10).map((part) => eventRecord(pushOutcomes, { attempts: part })),
    ];
  }
  for (let from = 0; from < GROUP; from += 1_000) {
    const decisions = Array.from({ length: 1_000 }, (_, index) => decisionOf(GROUP_MESSAGE, from + index));
    yield chunks(decisions, 200).map((part) => eventRecord(pushOutcomes, { decisions: part }));
  }
}

function decisionOf(messageId: string, index: number): PushDecisionInput & { messageId: string } {
  const user = index % USERS;
  const atMs = Date.now();
  return {
    app,
    messageId,
    userId: `user-${user}`,
    deviceId: `device-${user}`,
    pushId: `bh-${String(index % GROUP).padStart(32, '0')}`,
    verdict: 'PUSH_VERDICT_PUSHED',
    vendor: 'VENDOR_XIAOMI',
    taskId: messageId,
    offlineReason: 'no connection',
    acceptedAtMs: atMs - 3,
    storedAtMs: atMs - 2,
    decidedAtMs: atMs - 1,
    atMs,
  };
}

function attemptOf(decision: PushDecisionInput): PushAttemptInput {
  const { app: of = '', messageId = '', taskId = '', userId = '', deviceId = '', pushId = '' } = decision;
  return {
    app: of,
    messageId,
    taskId,
    vendor: 'VENDOR_XIAOMI',
    userId,
    deviceId,
    pushId,
    attempt: 1,
    result: 'PUSH_RESULT_ACCEPTED',
    vendorCode: '0',
    vendorMessageId: `slm${messageId}`,
    atMs: Date.now(),
    tookMs: 12,
  };
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size));
}

/** Since the service started, by its own metric. */
async function linesWritten(managementUrl: string): Promise<number> {
  const metrics = await (await fetch(`${managementUrl}/metrics`)).text();
  return Number(/^bellhop_trace_entries_total(?:\{.*\})? (\d+)/m.exec(metrics)?.[1] ?? 0);
}
