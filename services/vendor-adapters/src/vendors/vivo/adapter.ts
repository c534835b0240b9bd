import type { VivoCredential } from '@bellhop/contracts';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { chunksOf, distinctTokens, outcomesOfTargets, sameForAll } from '../../domain/targets.ts';
import type { SendResult, VendorAdapter } from '../../domain/vendor-adapter.ts';
import { callWithToken, createAccessTokens } from '../../http/access-token.ts';
import type { HttpResult } from '../../http/answer.ts';
import { createVendorClock } from '../../http/vendor-clock.ts';
import { createVendorHttp, vendorHttpDefaults, type VendorHttpOptions } from '../../http/vendor-http.ts';
import { credentialParser } from '../credential-parser.ts';
import { createVivoClient, type VivoSendPath } from './client.ts';
import { pushToListBody, requestIdOf, saveBody, sendBody, vivoRequest, type VivoMessage } from './request.ts';
import {
  isRefusedForTime,
  isSavedContentGone,
  isTokenRefused,
  listsClosedUntil,
  readPushToList,
  readSaved,
  readSend,
  readVivoToken,
} from './response.ts';

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
      const sender = createSender((path, body, signal) =>
        callWithToken(tokens, (token) => client.send(path, body, token, signal), isTokenRefused),
      );
      return {
        send: (notifications, signal) =>
          Promise.all(notifications.map((notification) => sendOne(sender, credential, notification, signal))),
        async close() {
          closing.abort(); // a token is of no use any more
          await http.close();
        },
      };
    },
  };
}

export const vivoAdapter = createVivoAdapter();

async function sendOne(
  sender: Sender,
  credential: VivoCredential,
  notification: Notification,
  signal: AbortSignal,
): Promise<SendResult> {
  const { targets, taskId, ttlSeconds } = notification;
  const request = vivoRequest(notification, credential);
  if ('kind' in request) return { outcomes: targets.map(() => request), shortened: [] };
  const content = { taskId, message: request.message };
  const regIds = distinctTokens(targets);
  const isList = regIds.length > 1 && ttlSeconds >= MIN_LIST_TTL_SECONDS;
  const outcomes = await (isList ? sender.toList(content, regIds, signal) : sender.toEach(content, regIds, signal));
  return { outcomes: outcomesOfTargets(targets, outcomes), shortened: request.shortened };
}

interface Sender {
  toEach(content: Content, regIds: readonly string[], signal: AbortSignal): Promise<Outcomes>;
  toList(content: Content, regIds: readonly string[], signal: AbortSignal): Promise<Outcomes>;
}

/** Sends one by one, or as lists: the content is saved once and pushed to lists of 2..1000. */
function createSender(post: (path: VivoSendPath, body: string, signal: AbortSignal) => Promise<HttpResult>): Sender {
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
