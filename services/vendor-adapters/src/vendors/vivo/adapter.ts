import type { VivoCredential } from '@bellhop/contracts';
import { isEnd } from '../../domain/call-ends.ts';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { chunksOf, distinctTokens, outcomesOfTargets, sameForAll } from '../../domain/targets.ts';
import type { SendResult, VendorAdapter } from '../../domain/vendor-adapter.ts';
import { callWithToken, createAccessTokens, outcomeOfGrant } from '../../http/access-token.ts';
import type { HttpResult } from '../../http/answer.ts';
import { createVendorClock } from '../../http/vendor-clock.ts';
import { createVendorHttp, vendorHttpDefaults, type VendorHttpOptions } from '../../http/vendor-http.ts';
import { credentialParser } from '../credential-parser.ts';
import { createVivoClient, type VivoSendPath } from './client.ts';
import {
  pushToListBody,
  recycleBody,
  requestIdOf,
  saveBody,
  sendBody,
  vivoRequest,
  type VivoMessage,
} from './request.ts';
import {
  isRefusedForTime,
  isSavedContentGone,
  isTokenRefused,
  listsClosedUntil,
  readPushToList,
  readRecycle,
  readSaved,
  readSend,
  readVivoToken,
} from './response.ts';
import { createRingMemory, type RingMemory } from './ring-memory.ts';

/** Registration ids of one list; a list takes at least 2 (10153). */
const MAX_LIST = 1_000;
/** Older rules of the vendor refuse lists whose content lives shorter; such messages go one by one. */
const MIN_LIST_TTL_SECONDS = 900;
/** The vendor asks to renew the token every 1–2 hours, far before its end after 24. */
const REFRESH_AFTER_MS = 90 * 60_000;

type Outcomes = ReadonlyMap<string, SendOutcome>;

/** What is sent: the content and the task it belongs to. */
interface Content {
  readonly taskId: string;
  readonly message: VivoMessage;
}

export function createVivoAdapter(options: VendorHttpOptions = {}): VendorAdapter<VivoCredential> {
  return {
    maxTargets: MAX_LIST,
    maxNotificationsPerCall: 1,
    concurrency: vendorHttpDefaults.connections,
    parseCredential: credentialParser('vivo'),
    connect(credential) {
      const http = createVendorHttp(options);
      const client = createVivoClient(credential, http);
      const closing = new AbortController();
      const clock = createVendorClock({ isRefusedForTime });
      const tokens = createAccessTokens({
        request: async () =>
          readVivoToken(await clock.call((nowMs) => client.requestToken(nowMs, closing.signal)), Date.now()),
        refreshAfterMs: () => REFRESH_AFTER_MS,
      });
      const post: Post = (path, body, signal) =>
        callWithToken(tokens, (token) => client.send(path, body, token, signal), isTokenRefused);
      const connected: Connected = { post, sender: createSender(post), rings: createRingMemory(), credential };
      return {
        send: (notifications, signal) =>
          Promise.all(notifications.map((notification) => sendOne(connected, notification, signal))),
        checkCredential: async (signal) => {
          const result = await clock.call((nowMs) => client.requestToken(nowMs, signal));
          return outcomeOfGrant(readVivoToken(result, Date.now()));
        },
        async close() {
          closing.abort(); // a token is of no use any more
          await http.close();
        },
      };
    },
  };
}

export const vivoAdapter = createVivoAdapter();

async function sendOne(connected: Connected, notification: Notification, signal: AbortSignal): Promise<SendResult> {
  const { sender, rings, credential } = connected;
  const { targets, taskId, ttlSeconds, call, notifyId } = notification;
  const recalled = isEnd(notification) ? await recall(connected, notification, signal) : noOutcomes;
  const regIds = distinctTokens(targets).filter((regId) => !recalled.has(regId));
  if (regIds.length === 0) return { outcomes: outcomesOfTargets(targets, recalled), shortened: [] };
  const request = vivoRequest(notification, credential);
  if ('kind' in request) {
    const outcomes = new Map([...recalled, ...sameForAll(regIds, request)]);
    return { outcomes: outcomesOfTargets(targets, outcomes), shortened: [] };
  }
  const content = { taskId, message: request.message };
  // What rings has a task of its own for each device: it can be taken back from one alone.
  const isList = regIds.length > 1 && ttlSeconds >= MIN_LIST_TTL_SECONDS && call?.kind !== 'ring';
  const sent = await (isList ? sender.toList(content, regIds, signal) : sender.toEach(content, regIds, signal));
  if (call?.kind === 'ring') {
    for (const [regId, outcome] of sent)
      if (outcome.kind === 'accepted' && outcome.vendorMessageId !== '')
        rings.remember({ notifyId, regId }, outcome.vendorMessageId);
  }
  return { outcomes: outcomesOfTargets(targets, new Map([...recalled, ...sent])), shortened: request.shortened };
}

const noOutcomes: Outcomes = new Map();

/** Takes back what rang, where its task is known and the vendor takes it back; the devices that are not in the answer need a replacement. */
async function recall(
  { post, rings, credential: { appId } }: Connected,
  { targets, notifyId }: Notification,
  signal: AbortSignal,
): Promise<Outcomes> {
  const recalled = distinctTokens(targets).map(async (regId): Promise<[string, SendOutcome][]> => {
    const vendorTaskId = rings.find({ notifyId, regId });
    if (vendorTaskId === undefined) return [];
    const result = await post('recycle', recycleBody(appId, vendorTaskId), signal);
    const outcome = readRecycle(result, vendorTaskId, Date.now());
    return outcome === 'refused' ? [] : [[regId, outcome]];
  });
  return new Map((await Promise.all(recalled)).flat());
}

type Post = (path: VivoSendPath, body: string, signal: AbortSignal) => Promise<HttpResult>;

interface Connected {
  readonly post: Post;
  readonly sender: Sender;
  readonly rings: RingMemory;
  readonly credential: VivoCredential;
}

interface Sender {
  toEach(content: Content, regIds: readonly string[], signal: AbortSignal): Promise<Outcomes>;
  toList(content: Content, regIds: readonly string[], signal: AbortSignal): Promise<Outcomes>;
}

/** Sends one by one, or as lists: the content is saved once and pushed to lists of 2..1000. */
function createSender(post: Post): Sender {
  let listsClosedUntilMs = 0;

  async function toEach(
    { taskId, message }: Content,
    regIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Outcomes> {
    const sent = regIds.map(async (regId): Promise<[string, SendOutcome]> => {
      const body = sendBody(message, regId, requestIdOf(taskId, 'send', [regId]));
      return [regId, readSend(await post('send', body, signal), Date.now())];
    });
    return new Map(await Promise.all(sent));
  }

  async function save({ taskId, message }: Content, regIds: readonly string[], signal: AbortSignal, again: boolean) {
    const requestId = requestIdOf(taskId, 'save', again ? [...regIds, 'again'] : regIds);
    return readSaved(await post('saveListPayload', saveBody(message, requestId), signal), Date.now());
  }

  /** Saves the content and pushes it to one list; when the saved content turns out to be gone, saves it once more. */
  async function pushList(
    content: Content,
    regIds: readonly string[],
    savedTaskId: string,
    signal: AbortSignal,
  ): Promise<Outcomes> {
    const push = (id: string) =>
      post(
        'pushToList',
        pushToListBody(content.message, id, regIds, requestIdOf(content.taskId, 'push', [id, ...regIds])),
        signal,
      );
    const result = await push(savedTaskId);
    if (!isSavedContentGone(result)) return readPushToList(result, savedTaskId, regIds, Date.now());
    const saved = await save(content, regIds, signal, true);
    return 'kind' in saved
      ? sameForAll(regIds, saved)
      : readPushToList(await push(saved.taskId), saved.taskId, regIds, Date.now());
  }

  async function toList(content: Content, regIds: readonly string[], signal: AbortSignal): Promise<Outcomes> {
    if (Date.now() < listsClosedUntilMs) return toEach(content, regIds, signal);
    const saved = await save(content, regIds, signal, false);
    if ('kind' in saved) {
      const closedUntilMs = listsClosedUntil(saved);
      if (closedUntilMs === undefined) return sameForAll(regIds, saved);
      listsClosedUntilMs = closedUntilMs;
      return toEach(content, regIds, signal);
    }
    const parts = await Promise.all(
      chunksOf(regIds, MAX_LIST).map((chunk) =>
        chunk.length === 1 ? toEach(content, chunk, signal) : pushList(content, chunk, saved.taskId, signal),
      ),
    );
    return new Map(parts.flatMap((part) => [...part]));
  }

  return { toEach, toList };
}
