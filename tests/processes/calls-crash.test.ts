import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refused, wholeTrace } from '../src/system/gateway-api.ts';
import { concurrently, type OfflineUser } from '../src/system/offline-users.ts';
import type { ServiceName } from '../src/system/services.ts';
import { startTestSystem, type TestSystem } from '../src/system/start-test-system.ts';

const CALLS = 500;
const TIMEOUT_SECONDS = 8;
/** Longer than their invitations: what timed out meanwhile ends at once, and rings nowhere. */
const STOPPED_MS = 10_000;

/** What becomes of a call, in turn. */
const endings = ['accept', 'cancel', 'reject', 'timeout'] as const;
const endingOf = (index: number) => endings[index % endings.length] as (typeof endings)[number];
/** Where its invitee stands in the end. */
const expected = { accept: 'accepted', cancel: 'cancelled', reject: 'rejected', timeout: 'notReceived' } as const;
/** Who is killed, after how many calls were made. */
const crashes: ReadonlyMap<number, ServiceName> = new Map([
  [100, 'message-store'],
  [200, 'push-router'],
  [250, 'gateway'],
  [300, 'adapter-xiaomi'],
  [400, 'message-store'],
]);

interface Call {
  readonly callID: string;
  readonly state: string;
  readonly users: readonly { readonly userID: string; readonly state: string }[];
}

let running: TestSystem;

beforeAll(async () => {
  running = await startTestSystem();
});

afterAll(async () => {
  await running.close();
});

/** Asks again until there is an answer; a refusal is one. */
function answered<Answer>(path: string, body: object): Promise<Answer | Refused> {
  return until(
    async (): Promise<Answer | Refused | false> => {
      try {
        return await running.app.api<Answer>('POST', `/v1/apps/shop/calls${path}`, body);
      } catch (error) {
        if (error instanceof Refused && error.status < 500 && error.status !== 429) return error;
        return false;
      }
    },
    { timeoutMs: 60_000, message: `an answer to ${path}` },
  );
}

const invitee = (users: readonly OfflineUser[], index: number): OfflineUser =>
  users[index % users.length] as OfflineUser;

async function makeCall(users: readonly OfflineUser[], index: number): Promise<string> {
  const made = await answered<{ call: Call }>('', {
    callerUserID: 'caller',
    invitees: [invitee(users, index).userId],
    timeoutSeconds: endingOf(index) === 'timeout' ? TIMEOUT_SECONDS : 600,
    localCallID: `call-${index}`,
    pushConfig: { title: 'Caller', content: `ring ${index}`, resourcesID: 'chat' },
  });
  if (made instanceof Refused) throw made;
  return made.call.callID;
}

it('ends 500 calls as they were answered and rings nowhere afterwards, whoever is killed meanwhile and however long message-store is away', async () => {
  const { system, users, app } = running;
  const ids: string[] = [];
  const restarts: Promise<void>[] = [];
  const ended: Promise<void>[] = [];
  for (let from = 0; from < CALLS; from += 50) {
    const indexes = Array.from({ length: 50 }, (_, offset) => from + offset);
    await concurrently(10, indexes, async (index) => {
      ids[index] = await makeCall(users, index);
      const ending = endingOf(index);
      if (ending === 'timeout') return;
      ended.push(
        (async () => {
          await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 1_500));
          const userID = ending === 'cancel' ? 'caller' : invitee(users, index).userId;
          const answer = await answered(`/${ids[index]}/${ending}`, { userID });
          expect(answer).not.toBeInstanceOf(Refused);
        })(),
      );
    });
    const name = crashes.get(from + 50);
    const victim = name === undefined ? undefined : system.services.get(name);
    if (victim === undefined) continue;
    await victim.crash();
    restarts.push(victim.start());
  }
  await Promise.all([...restarts, ...ended]);

  const store = system.services.get('message-store');
  await store?.crash();
  await new Promise((resolve) => setTimeout(resolve, STOPPED_MS));
  await store?.start();

  const wrong = await until(
    async () => {
      const found: string[] = [];
      await concurrently(10, [...ids.entries()], async ([index, callID]) => {
        const { call } = await app.api<{ call: Call }>('GET', `/v1/apps/shop/calls/${callID}`);
        const state = call.users.find(({ userID }) => userID === invitee(users, index).userId)?.state;
        const isEnded = call.state === 'ended';
        if (state !== expected[endingOf(index)] || isEnded !== (endingOf(index) !== 'accept'))
          found.push(`${index} ${endingOf(index)}: ${state}, ${call.state}`);
      });
      return found.length === 0 ? 'none' : false;
    },
    { timeoutMs: 20_000, message: 'every call as it was answered' },
  );
  expect(wrong).toBe('none');

  let ringing: number[] = [];
  const look = async (): Promise<boolean> => {
    const found: number[] = [];
    await concurrently(10, users, async ({ phoneId }) => {
      for (const { content } of (await system.control.phone(phoneId)).bar)
        if (content.startsWith('ring ')) found.push(Number(content.slice('ring '.length)));
    });
    ringing = found;
    return found.length === 0;
  };
  await until(look, { timeoutMs: 30_000, message: 'no phone ringing' }).catch(() => undefined);
  const traces = ringing.map(async (index) => {
    const entries = await wholeTrace<{ text: string }>(app.api, app.app, ids[index] ?? '');
    return [`ring ${index}, ${endingOf(index)}:`, ...entries.map(({ text }) => text)].join('\n');
  });
  expect((await Promise.all(traces)).join('\n\n')).toBe('');
  expect(running.endedUnasked).toEqual([]);
}, 200_000);
