import { ZIM } from '@bellhop/client';
import { SignJWT } from 'jose';
import type { Benchmark } from '../benchmark.ts';
import { app } from '../bench-system.ts';
import { concurrently } from '../../system/offline-users.ts';
import { atRate, createSender } from '../load.ts';
import { spreadOf } from '../statistics.ts';
import { usageFromNow } from '../usage-over.ts';

const RECEIVERS = 200;
const RATE = 200;
const WARM_UP_MS = 5_000;
const MEASURED_MS = 30_000;

export const online: Benchmark = {
  name: 'online',
  about: 'delivery to connected clients at 200 messages per second: from the call of the sender to the frame',
  run: async (bench) => {
    const secret = new TextEncoder().encode(bench.clientTokenSecret);
    const arrivedAt = new Map<string, number>();
    const clients: ZIM[] = [];
    const users = Array.from({ length: RECEIVERS }, (_, index) => ({ userId: `online-${index}` }));
    await concurrently(8, users, async ({ userId }) => {
      const token = await new SignJWT({ app })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(userId)
        .setExpirationTime('1h')
        .sign(secret);
      const zim = ZIM.create({ appID: app, server: bench.system.httpUrl, deviceID: userId });
      zim.on('messageReceived', ({ messageID }) => void arrivedAt.set(messageID, performance.now()));
      await zim.login(userId, token);
      clients.push(zim);
    });
    bench.progress(`${RECEIVERS} clients are connected; ${RATE} messages per second`);
    const sender = createSender(bench, 32);
    const calledAt = new Map<string, number>();
    const acceptMs: number[] = [];
    const failures: unknown[] = [];
    let usage = usageFromNow(bench);
    let isWarm = false;
    await atRate({ callsPerSecond: RATE, forMs: WARM_UP_MS + MEASURED_MS }, async ({ index, dueAfterMs }) => {
      if (!isWarm && dueAfterMs >= WARM_UP_MS) {
        isWarm = true;
        usage = usageFromNow(bench);
      }
      const called = performance.now();
      const counts = isWarm;
      try {
        const messageId = await sender.sendOne({ toUserID: users[index % RECEIVERS]?.userId ?? '' });
        if (!counts) return;
        calledAt.set(messageId, called);
        acceptMs.push(performance.now() - called);
      } catch (error) {
        failures.push(error);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const share = usage();
    const ms = [...calledAt].flatMap(([id, called]) => {
      const arrived = arrivedAt.get(id);
      return arrived === undefined ? [] : [arrived - called];
    });
    await Promise.all(clients.map((zim) => zim.logout()));
    await sender.close();
    const { p50, p99, max } = spreadOf(ms);
    return {
      figures: [
        { name: 'call to frame, p50', value: p50, unit: 'ms', target: { atMost: 6 } },
        { name: 'call to frame, p99', value: p99, unit: 'ms', target: { atMost: 20 } },
        { name: 'call to frame, max', value: max, unit: 'ms' },
        { name: 'call to accept, p50', value: spreadOf(acceptMs).p50, unit: 'ms' },
        { name: 'call to accept, p99', value: spreadOf(acceptMs).p99, unit: 'ms' },
        { name: 'measured', value: ms.length, unit: 'messages', target: { atLeast: 1 } },
        { name: 'lost', value: calledAt.size - ms.length, unit: 'messages', target: { atMost: 0 } },
        { name: 'errors', value: failures.length, unit: 'messages', target: { atMost: 0 } },
      ],
      details: { usage: share },
    };
  },
};
