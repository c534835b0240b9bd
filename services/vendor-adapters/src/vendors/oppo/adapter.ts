import type { OppoCredential } from '@bellhop/contracts';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { chunksOf, distinctTokens, isRefusedForContent, outcomesOfTargets } from '../../domain/targets.ts';
import type { SendResult, VendorAdapter } from '../../domain/vendor-adapter.ts';
import { callWithToken, createAccessTokens, outcomeOfGrant, type AccessTokens } from '../../http/access-token.ts';
import type { HttpResult } from '../../http/answer.ts';
import { createSharedAccounts } from '../../http/shared-accounts.ts';
import { createVendorClock } from '../../http/vendor-clock.ts';
import { createVendorHttp, vendorHttpDefaults, type VendorHttpOptions } from '../../http/vendor-http.ts';
import { credentialParser } from '../credential-parser.ts';
import { createOppoClient, type OppoClient, type OppoSendPath } from './client.ts';
import {
  broadcastFields,
  oppoRequest,
  saveFields,
  unicastBatchFields,
  unicastFields,
  type OppoMessage,
} from './request.ts';
import {
  isRefusedForTime,
  isTokenRefused,
  readBroadcast,
  readOppoToken,
  readSaved,
  readUnicast,
  readUnicastBatch,
} from './response.ts';

/** Registration ids of one broadcast. */
const MAX_BROADCAST = 1_000;
/** Messages of one unicast_batch: the vendor takes 1000, but bodies grow with their escapes (oppo §3.2). */
const MAX_UNICAST_BATCH = 200;
/** From more targets of one content than this, it is saved once and broadcast (oppo §3.4). */
const BROADCAST_ABOVE = 50;
/** The auth token lives 24 h; replaced at half of it. */
const REFRESH_SHARE = 0.5;

interface Connected {
  readonly client: OppoClient;
  readonly tokens: AccessTokens;
  readonly credential: OppoCredential;
}

/** A message on its way, and where its outcome goes. */
interface Entry extends OppoMessage {
  readonly decide: (outcome: SendOutcome) => void;
}

export function createOppoAdapter(options: VendorHttpOptions = {}): VendorAdapter<OppoCredential> {
  // Whether a new token ends the older ones is not known (oppo §2.2): calls and messages have connections of their own, and one token.
  const accounts = createSharedAccounts<AccessTokens>();
  return {
    maxTargets: MAX_BROADCAST,
    maxNotificationsPerCall: MAX_UNICAST_BATCH,
    concurrency: vendorHttpDefaults.connections,
    parseCredential: credentialParser('oppo'),
    connect(credential) {
      const http = createVendorHttp(options);
      const client = createOppoClient(credential, http);
      const { appKey, masterSecret, endpoint } = credential;
      const { account: tokens, leave } = accounts.enter(JSON.stringify([endpoint, appKey, masterSecret]), () =>
        openAccount(credential, options),
      );
      return {
        send: (notifications, signal) => sendAll({ client, tokens, credential }, notifications, signal),
        // Not the shared token: whether the vendor gives one now is the question.
        checkCredential: async (signal) => {
          const clock = createVendorClock({ isRefusedForTime });
          const result = await clock.call((nowMs) => client.requestToken(nowMs, signal));
          return outcomeOfGrant(readOppoToken(result, Date.now()));
        },
        async close() {
          await leave();
          await http.close();
        },
      };
    },
  };
}

export const oppoAdapter = createOppoAdapter();

/** The access tokens of one app, with a connection of their own: whoever uses them may leave before the others. */
function openAccount(credential: OppoCredential, options: VendorHttpOptions) {
  const http = createVendorHttp({ ...options, connections: 1 });
  const client = createOppoClient(credential, http);
  const closing = new AbortController();
  const clock = createVendorClock({ isRefusedForTime });
  return {
    account: createAccessTokens({
      request: async () =>
        readOppoToken(await clock.call((nowMs) => client.requestToken(nowMs, closing.signal)), Date.now()),
      refreshAfterMs: (lifetimeMs) => lifetimeMs * REFRESH_SHARE,
    }),
    async close() {
      closing.abort(); // a token is of no use any more
      await http.close();
    },
  };
}

/** Contents with many targets are broadcast; all other messages share batches, and a lone one goes as unicast. */
async function sendAll(
  connected: Connected,
  notifications: readonly Notification[],
  signal: AbortSignal,
): Promise<SendResult[]> {
  const shared: Entry[] = [];
  const calls: Promise<void>[] = [];
  const sendings = notifications.map((notification) => {
    const byToken = new Map<string, SendOutcome>();
    const { entries, shortened } = prepare(notification, connected.credential, byToken);
    if (entries.length > BROADCAST_ABOVE) calls.push(broadcast(connected, entries, signal));
    else shared.push(...entries);
    return { notification, byToken, shortened };
  });
  calls.push(sendOwnContents(connected, shared, signal));
  await Promise.all(calls);
  return sendings.map(({ notification, byToken, shortened }) => ({
    outcomes: outcomesOfTargets(notification.targets, byToken),
    shortened,
  }));
}

function prepare(
  notification: Notification,
  credential: OppoCredential,
  byToken: Map<string, SendOutcome>,
): { entries: Entry[]; shortened: SendResult['shortened'] } {
  const request = oppoRequest(notification, credential);
  const tokens = distinctTokens(notification.targets);
  if ('kind' in request) {
    for (const token of tokens) byToken.set(token, request);
    return { entries: [], shortened: [] };
  }
  const entries: Entry[] = [];
  for (const regId of tokens) {
    const decide = (outcome: SendOutcome): void => void byToken.set(regId, outcome);
    // The separator of broadcasts and white space occur in no registration id (oppo §8).
    if (/[;,\s]/.test(regId) || regId === '') decide(malformed);
    else entries.push({ regId, notification: request.notification, decide });
  }
  return { entries, shortened: request.shortened };
}

const malformed: SendOutcome = {
  kind: 'invalid-token',
  code: 'MALFORMED_TOKEN',
  reason: 'this is not an oppo registration id',
};

/** unicast for one, unicast_batch for several. */
async function sendOwnContents(connected: Connected, entries: readonly Entry[], signal: AbortSignal): Promise<void> {
  await Promise.all(
    chunksOf(entries, MAX_UNICAST_BATCH).map(async (chunk) => {
      const [first] = chunk;
      if (first !== undefined && chunk.length === 1) return sendAlone(connected, first, signal);
      const result = await post(connected, 'unicast_batch', unicastBatchFields(chunk), signal);
      const outcomes = readUnicastBatch(result, regIdsOf(chunk), Date.now());
      // Refused as a whole for what one of its contents is or has used up: nothing was sent, and each is asked about by itself.
      const isMixed = chunk.some(({ notification }) => notification !== first?.notification);
      if (isMixed && isRefusedForContent(outcomes))
        await Promise.all(chunk.map((entry) => sendAlone(connected, entry, signal)));
      else decideAll(chunk, outcomes);
    }),
  );
}

async function sendAlone(connected: Connected, entry: Entry, signal: AbortSignal): Promise<void> {
  const result = await post(connected, 'unicast', unicastFields(entry), signal);
  entry.decide(readUnicast(result, entry.regId, Date.now()));
}

/** One content to many: saved once, then sent in lists. */
async function broadcast(connected: Connected, entries: readonly Entry[], signal: AbortSignal): Promise<void> {
  const content = entries[0]?.notification;
  if (content === undefined) return;
  const result = await post(connected, 'save_message_content', saveFields(content), signal);
  const saved = readSaved(result, Date.now());
  if (saved === 'duplicate') return sendOwnContents(connected, entries, signal); // an earlier attempt saved it; its id is lost
  if ('kind' in saved) return decideAll(entries, saved);
  await Promise.all(
    chunksOf(entries, MAX_BROADCAST).map(async (chunk) => {
      const answer = await post(connected, 'broadcast', broadcastFields(saved.messageId, regIdsOf(chunk)), signal);
      decideAll(chunk, readBroadcast(answer, regIdsOf(chunk), Date.now()));
    }),
  );
}

function post(
  { client, tokens }: Connected,
  path: OppoSendPath,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<HttpResult> {
  return callWithToken(tokens, (token) => client.send(path, fields, token, signal), isTokenRefused);
}

function decideAll(entries: readonly Entry[], outcomes: SendOutcome | readonly SendOutcome[]): void {
  entries.forEach(({ decide }, index) => {
    const outcome = 'kind' in outcomes ? outcomes : outcomes[index];
    if (outcome !== undefined) decide(outcome);
  });
}

function regIdsOf(entries: readonly Entry[]): string[] {
  return entries.map(({ regId }) => regId);
}
