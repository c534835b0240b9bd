import { ZIMConversationType, ZIMMessageType } from '@bellhop/client';
import { messageOf } from '@bellhop/runtime';
import type { Benchmark, Figure } from '../benchmark.ts';
import type { Bench } from '../bench-system.ts';
import { connectClients, type ConnectedClients } from '../clients.ts';
import { atRate, createSender } from '../load.ts';
import { spreadOf } from '../statistics.ts';
import { usageFromNow } from '../usage-over.ts';

/** V8 and the JVM compile what is used for about so long: a system that runs is measured, and one that has just started beside it. */
const WARM_UP_MS = 60_000;
const STARTED_MS = { from: 5_000, to: 35_000 };
const MEASURED_MS = 30_000;
const LAST_ONES_MS = 2_000;
const TEXT = 'a message of usual length, as people write them';

export const online: Benchmark = {
  name: 'online',
  about: 'delivery to connected clients at 200 messages per second: from the call of the sender to the frame',
  run: async (bench) => {
    const receivers = await connectClients(bench, 'online', 200);
    const sender = createSender(bench, 32);
    const outcome = await measureDelivery(bench, {
      receivers,
      messagesPerSecond: 200,
      p50: 6,
      p99: 20,
      send: (index) => sender.sendOne({ toUserID: at(receivers, index).userId }),
    });
    await receivers.close();
    await sender.close();
    return outcome;
  },
};

export const onlineBusy: Benchmark = {
  name: 'online-busy',
  about: '2,000 messages per second between 500 connected clients, sent over their connections',
  run: async (bench) => {
    const clients = await connectClients(bench, 'busy', 500);
    const outcome = await measureDelivery(bench, {
      receivers: clients,
      messagesPerSecond: 2_000,
      p50: 12,
      p99: 60,
      send: async (index) => {
        // Each writes to the next one: conversations are as many as clients.
        const { messageID } = await at(clients, index).zim.sendMessage(
          { type: ZIMMessageType.Text, message: TEXT },
          at(clients, index + 1).userId,
          ZIMConversationType.Peer,
        );
        return messageID;
      },
    });
    await clients.close();
    return outcome;
  },
};

function at({ clients }: ConnectedClients, index: number): ConnectedClients['clients'][number] {
  return clients[index % clients.length] as ConnectedClients['clients'][number];
}

/** Sends at a rate, and measures from the call of the sender to the handler of the receiver. */
async function measureDelivery(
  bench: Bench,
  {
    receivers,
    messagesPerSecond,
    p50,
    p99,
    send,
  }: {
    receivers: ConnectedClients;
    messagesPerSecond: number;
    /** Targets, ms. */
    p50: number;
    p99: number;
    /** Resolves with the id of the message. */
    send: (index: number) => Promise<string>;
  },
): Promise<{ figures: Figure[]; details: Record<string, unknown> }> {
  bench.progress(`${receivers.clients.length} clients are connected; ${messagesPerSecond} messages per second`);
  const calledAt = new Map<string, number>();
  const calledAfterStartAt = new Map<string, number>();
  const acceptMs: number[] = [];
  const failures: unknown[] = [];
  let usage = usageFromNow(bench);
  let isWarm = false;
  await atRate(
    { callsPerSecond: messagesPerSecond, forMs: WARM_UP_MS + MEASURED_MS },
    async ({ index, dueAfterMs }) => {
      if (!isWarm && dueAfterMs >= WARM_UP_MS) {
        isWarm = true;
        usage = usageFromNow(bench);
      }
      const called = performance.now();
      const counts = isWarm;
      try {
        const messageId = await send(index);
        if (dueAfterMs >= STARTED_MS.from && dueAfterMs < STARTED_MS.to) calledAfterStartAt.set(messageId, called);
        if (!counts) return;
        calledAt.set(messageId, called);
        acceptMs.push(performance.now() - called);
      } catch (error) {
        failures.push(error);
      }
    },
  );
  await new Promise((resolve) => setTimeout(resolve, LAST_ONES_MS));
  const share = usage();
  const untilShown = (called: ReadonlyMap<string, number>): number[] =>
    [...called].flatMap(([id, at]) => {
      const shown = receivers.shownAt.get(id);
      return shown === undefined ? [] : [shown - at];
    });
  const ms = untilShown(calledAt);
  const accept = spreadOf(acceptMs);
  const frame = spreadOf(ms);
  const started = spreadOf(untilShown(calledAfterStartAt));
  return {
    figures: [
      { name: 'call to frame, p50', value: frame.p50, unit: 'ms', target: { atMost: p50 } },
      { name: 'call to frame, p99', value: frame.p99, unit: 'ms', target: { atMost: p99 } },
      { name: 'call to frame, max', value: frame.max, unit: 'ms' },
      { name: 'call to frame in the first half minute, p50', value: started.p50, unit: 'ms' },
      { name: 'call to frame in the first half minute, p99', value: started.p99, unit: 'ms' },
      { name: 'call to accept, p50', value: accept.p50, unit: 'ms' },
      { name: 'call to accept, p99', value: accept.p99, unit: 'ms' },
      { name: 'measured', value: ms.length, unit: 'messages', target: { atLeast: 1 } },
      { name: 'lost', value: calledAt.size - ms.length, unit: 'messages', target: { atMost: 0 } },
      { name: 'errors', value: failures.length, unit: 'messages', target: { atMost: 0 } },
    ],
    details: { usage: share, ...(failures.length === 0 ? {} : { firstError: messageOf(failures[0]) }) },
  };
}
