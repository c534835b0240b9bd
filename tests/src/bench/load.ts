import { Pool } from 'undici';
import type { OfflineUser } from '../system/offline-users.ts';
import { app, type Bench } from './bench-system.ts';

/** What became of the messages that were offered. */
export interface LoadCount {
  offered: number;
  accepted: number;
  /** Refused as RESOURCE_EXHAUSTED with a retry hint, by code. */
  shed: number;
  /** Refusals of any other kind; there must be none. */
  readonly otherErrors: Map<string, number>;
  /** Sum of the hints, ms, to tell their mean. */
  hintMs: number;
  /** Ids (payloads) of what was accepted. */
  readonly acceptedIds: Set<string>;
}

interface BatchAnswer {
  readonly results?: readonly { readonly messageID?: string; readonly error?: ErrorJson }[];
  readonly error?: ErrorJson;
}

interface ErrorJson {
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number;
}

export interface Sender {
  readonly count: LoadCount;
  /** The last message ids, at most 1,000. */
  readonly messageIds: string[];
  /** Sends one batch to these users; resolves with the pause that the gateway asks for, 0 = none. */
  send(users: readonly OfflineUser[]): Promise<number>;
  /** Sends one message without push config in a call of its own; resolves with its id, rejects with the refusal. */
  sendOne(to: { readonly toUserID: string; readonly fromUserID?: string }): Promise<string>;
  close(): Promise<void>;
}

const MAX_MESSAGE_IDS = 1_000;
const TEXT = 'a message of usual length, as people write them';

/** Sends messages with push configs over HTTP in batches; each carries an id of its own as payload, to be counted at the vendors. */
export function createSender(bench: Bench, connections: number): Sender {
  const pool = new Pool(bench.system.httpUrl, { connections, pipelining: 1 });
  const count: LoadCount = {
    offered: 0,
    accepted: 0,
    shed: 0,
    otherErrors: new Map(),
    hintMs: 0,
    acceptedIds: new Set(),
  };
  const headers = { authorization: `Bearer ${bench.apiKey}`, 'content-type': 'application/json' };
  const run = Date.now().toString(36);
  const refuse = (error: ErrorJson | undefined, messages: number): number => {
    if (error?.code === 'RESOURCE_EXHAUSTED' && error.retryAfterMs !== undefined) {
      count.shed += messages;
      count.hintMs += error.retryAfterMs * messages;
      return error.retryAfterMs;
    }
    const key = error === undefined ? 'no answer' : `${error.code}: ${error.message}`;
    count.otherErrors.set(key, (count.otherErrors.get(key) ?? 0) + messages);
    return 0;
  };
  const messageIds: string[] = [];
  return {
    count,
    messageIds,
    send: async (users) => {
      const ids = users.map((_, index) => `${run}-${count.offered + index}`);
      count.offered += users.length;
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: `/v1/apps/${app}/messages/batch`,
        headers,
        body: JSON.stringify({
          messages: users.map(({ userId }, index) => ({
            fromUserID: 'sender',
            toUserID: userId,
            text: TEXT,
            pushConfig: {
              title: 'Sender',
              content: 'a message of usual length',
              payload: ids[index],
              resourcesID: 'chat',
            },
          })),
        }),
      });
      const answer = (await body.json()) as BatchAnswer;
      if (statusCode >= 300 || answer.results === undefined) return refuse(answer.error, users.length);
      let pauseMs = 0;
      for (const [index, result] of answer.results.entries()) {
        if (result.error === undefined) {
          count.accepted += 1;
          count.acceptedIds.add(ids[index] ?? '');
          messageIds.push(result.messageID ?? '');
          if (messageIds.length > MAX_MESSAGE_IDS) messageIds.shift();
        } else pauseMs = Math.max(pauseMs, refuse(result.error, 1));
      }
      return pauseMs;
    },
    sendOne: async (to) => {
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: `/v1/apps/${app}/messages`,
        headers,
        body: JSON.stringify({ fromUserID: 'sender', ...to, text: TEXT }),
      });
      const answer = (await body.json()) as { messageID?: string; error?: ErrorJson };
      if (answer.messageID !== undefined) return answer.messageID;
      throw new Error(`${statusCode} ${answer.error?.code}: ${answer.error?.message}`);
    },
    close: () => pool.close(),
  };
}

/** Messages that were refused otherwise than by asking to come back later. */
export function otherErrorsOf({ otherErrors }: LoadCount): number {
  return [...otherErrors.values()].reduce((sum, one) => sum + one, 0);
}

/** Calls `send` so often per second, each call at its own time, whether or not those before it are answered; then waits for all. */
export async function atRate(
  { callsPerSecond, forMs }: { callsPerSecond: number; forMs: number },
  send: (call: { readonly index: number; readonly dueAfterMs: number }) => Promise<unknown>,
): Promise<void> {
  const begun = performance.now();
  const pending = new Set<Promise<unknown>>();
  for (let index = 0; performance.now() - begun < forMs; index += 1) {
    const dueAfterMs = (index * 1_000) / callsPerSecond;
    const waitMs = begun + dueAfterMs - performance.now();
    if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const sending: Promise<unknown> = send({ index, dueAfterMs }).finally(() => pending.delete(sending));
    pending.add(sending);
  }
  await Promise.all(pending);
}

/** Users in rounds, one batch after the other. */
export function batchesOf(users: readonly OfflineUser[], size: number): () => OfflineUser[] {
  let next = 0;
  return () => Array.from({ length: size }, () => users[next++ % users.length] as OfflineUser);
}

/** What the vendors took, by the id in the payload, read along while it happens. */
export interface VendorReader {
  /** Times an id was taken: 1 is right, 0 is lost, more is repeated. */
  readonly times: Map<string, number>;
  /** When each vendor request arrived, Unix ms, by id; the first one counts. */
  readonly receivedAt: Map<string, number>;
  /** When the second one arrived. */
  readonly receivedAgainAt: Map<string, number>;
  /** Reads what came since. */
  read(): Promise<void>;
  /** Reads until all ids are here, or nothing has come for `silenceMs`. */
  until(ids: ReadonlySet<string>, silenceMs?: number): Promise<{ readonly lost: number; readonly repeated: number }>;
}

const PAGE = 20_000;

export async function createVendorReader(bench: Bench): Promise<VendorReader> {
  const { control } = bench.system;
  let after = (await control.accepted({ limit: 1 })).last;
  const times = new Map<string, number>();
  const receivedAt = new Map<string, number>();
  const receivedAgainAt = new Map<string, number>();
  const read = async (): Promise<void> => {
    for (;;) {
      const { accepted } = await control.accepted({ after, limit: PAGE });
      for (const { n, payload, at } of accepted) {
        after = n;
        if (payload === null) continue;
        times.set(payload, (times.get(payload) ?? 0) + 1);
        if (!receivedAt.has(payload)) receivedAt.set(payload, at);
        else if (!receivedAgainAt.has(payload)) receivedAgainAt.set(payload, at);
      }
      if (accepted.length < PAGE) return;
    }
  };
  return {
    times,
    receivedAt,
    receivedAgainAt,
    read,
    until: async (ids, silenceMs = 15_000) => {
      let known = -1;
      let changedAt = Date.now();
      const missing = (): number => {
        let count = 0;
        for (const id of ids) if (!times.has(id)) count += 1;
        return count;
      };
      let left = Number.POSITIVE_INFINITY;
      while (left > 0 && Date.now() - changedAt < silenceMs) {
        await read();
        if (times.size !== known) {
          known = times.size;
          changedAt = Date.now();
        }
        left = missing();
        if (left > 0) await new Promise((resolve) => setTimeout(resolve, 200));
      }
      let repeated = 0;
      for (const id of ids) repeated += Math.max(0, (times.get(id) ?? 0) - 1);
      return { lost: left, repeated };
    },
  };
}
