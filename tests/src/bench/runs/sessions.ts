import { once } from 'node:events';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import type { Benchmark } from '../benchmark.ts';
import { app, type Bench } from '../bench-system.ts';
import { concurrently } from '../../system/offline-users.ts';
import { round } from '../statistics.ts';
import { usageFromNow } from '../usage-over.ts';

const SESSIONS = 10_000;
/** They make the heaps of the services as large as they are in use. */
const WARM_UP_SESSIONS = 500;
const LOGGING_IN = 32;
const HEARTBEAT_MS = 10_000;
const SETTLE_MS = 30_000;
const MEASURED_MS = 20_000;

export const sessions: Benchmark = {
  name: 'sessions',
  about: `memory of the gateway per session: ${SESSIONS.toLocaleString('en')} clients that are logged in, beat and do nothing else`,
  run: async (bench) => {
    const sockets: WebSocket[] = [];
    const ended = { count: 0 };
    await logIn(bench, sockets, { from: 0, to: WARM_UP_SESSIONS, ended });
    await wait(SETTLE_MS);
    const before = rssOf(bench);
    bench.progress(`logging in ${SESSIONS} more`);
    const begun = performance.now();
    await logIn(bench, sockets, { from: WARM_UP_SESSIONS, to: WARM_UP_SESSIONS + SESSIONS, ended });
    const tookMs = performance.now() - begun;
    bench.progress(`waiting for ${SETTLE_MS / 1_000} s, then measuring for ${MEASURED_MS / 1_000} s`);
    await wait(SETTLE_MS);
    const usage = usageFromNow(bench);
    await wait(MEASURED_MS);
    const share = usage();
    const kilobytes = (rssOf(bench) - before) / SESSIONS / 1_000;
    const endedByThemselves = ended.count;
    for (const socket of sockets) socket.terminate();
    return {
      figures: [
        {
          name: 'gateway: memory per session',
          value: round(kilobytes),
          unit: 'KB',
          target: { atMost: 15, atLeast: 0.1 },
        },
        { name: 'gateway: memory with all of them', value: share['gateway']?.rssMegabytes ?? 0, unit: 'MB' },
        {
          name: 'gateway: processor for their heartbeats',
          value: share['gateway']?.cpuPercent ?? 0,
          unit: '% of a core',
        },
        { name: 'presence: memory with all of them', value: share['presence']?.rssMegabytes ?? 0, unit: 'MB' },
        { name: 'logins per second', value: round(SESSIONS / (tookMs / 1_000)), unit: '/s' },
        {
          name: 'sessions that ended by themselves',
          value: endedByThemselves,
          unit: 'sessions',
          target: { atMost: 0 },
        },
      ],
      details: { usage: share },
    };
  },
};

function rssOf(bench: Bench): number {
  return bench.usage().get('gateway')?.rssBytes ?? 0;
}

/** Raw sockets: thousands of clients of the SDK would measure the load generator. */
async function logIn(
  bench: Bench,
  sockets: WebSocket[],
  { from, to, ended }: { from: number; to: number; ended: { count: number } },
): Promise<void> {
  const secret = new TextEncoder().encode(bench.clientTokenSecret);
  const url = bench.system.httpUrl.replace('http', 'ws') + '/v1/ws';
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  await concurrently(LOGGING_IN, numbers, async (number) => {
    const userId = `idle-${number}`;
    const token = await new SignJWT({ app })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(userId)
      .setExpirationTime('1h')
      .sign(secret);
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await once(socket, 'open');
    const answered = once(socket, 'message');
    socket.send(JSON.stringify({ v: 1, id: 1, type: 'login', body: { app, token, deviceID: userId } }));
    const [answer] = (await answered) as [Buffer];
    const { type, body } = JSON.parse(answer.toString()) as { type: string; body: unknown };
    if (type !== 'ok') throw new Error(`the login of ${userId} was refused: ${JSON.stringify(body)}`);
    sockets.push(socket);
    let id = 1;
    const beating = setInterval(() => {
      socket.send(JSON.stringify({ v: 1, id: (id += 1), type: 'heartbeat' }));
    }, HEARTBEAT_MS);
    socket.on('message', () => undefined);
    socket.once('close', () => {
      clearInterval(beating);
      ended.count += 1;
    });
  });
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
