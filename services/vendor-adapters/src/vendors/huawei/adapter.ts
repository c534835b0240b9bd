import type { HuaweiCredential } from '@bellhop/contracts';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { chunksOf, distinctTokens, outcomesOfTargets } from '../../domain/targets.ts';
import type { SendResult, VendorAdapter } from '../../domain/vendor-adapter.ts';
import {
  callWithToken,
  createAccessTokens,
  outcomeOfGrant,
  refreshBeforeEnd,
  type AccessTokens,
} from '../../http/access-token.ts';
import { createSharedAccounts } from '../../http/shared-accounts.ts';
import { createVendorHttp, vendorHttpDefaults, type VendorHttpOptions } from '../../http/vendor-http.ts';
import { credentialParser } from '../credential-parser.ts';
import { createHuaweiClient, type HuaweiClient } from './client.ts';
import { huaweiRequest } from './request.ts';
import { createOutageGuard, isTokenRefused, readHuaweiAnswer, readHuaweiToken } from './response.ts';

/** Tokens of one call (80300010). */
const MAX_TOKENS = 1_000;
/** Vendor demos replace the access token five minutes before its end. */
const REFRESH_LEAD_MS = 5 * 60_000;

interface Connected {
  readonly client: HuaweiClient;
  readonly tokens: AccessTokens;
  readonly credential: HuaweiCredential;
  readonly guarded: ReturnType<typeof createOutageGuard>;
}

export function createHuaweiAdapter(options: VendorHttpOptions = {}): VendorAdapter<HuaweiCredential> {
  // That a new token leaves the older ones valid is said nowhere (huawei §2.1): calls and messages have connections of their own, and one token.
  const accounts = createSharedAccounts<AccessTokens>();
  return {
    maxTargets: MAX_TOKENS,
    maxNotificationsPerCall: 1,
    concurrency: vendorHttpDefaults.connections,
    parseCredential: credentialParser('huawei'),
    connect(credential) {
      const http = createVendorHttp(options);
      const client = createHuaweiClient(credential, http);
      const { clientId, clientSecret, endpoint, authEndpoint } = credential;
      const account = JSON.stringify([endpoint, authEndpoint, clientId, clientSecret]);
      const { account: tokens, leave } = accounts.enter(account, () => openAccount(credential, options));
      const connected: Connected = { client, tokens, credential, guarded: createOutageGuard() };
      return {
        send: (notifications, signal) =>
          Promise.all(notifications.map((notification) => sendOne(connected, notification, signal))),
        // Not the shared token: whether the vendor gives one now is the question.
        checkCredential: async (signal) => outcomeOfGrant(readHuaweiToken(await client.requestToken(signal))),
        async close() {
          await leave();
          await http.close();
        },
      };
    },
  };
}

export const huaweiAdapter = createHuaweiAdapter();

/** The access tokens of one app, with a connection of their own: whoever uses them may leave before the others. */
function openAccount(credential: HuaweiCredential, options: VendorHttpOptions) {
  const http = createVendorHttp({ ...options, connections: 1 });
  const client = createHuaweiClient(credential, http);
  const closing = new AbortController();
  return {
    account: createAccessTokens({
      request: async () => readHuaweiToken(await client.requestToken(closing.signal)),
      refreshAfterMs: refreshBeforeEnd(REFRESH_LEAD_MS),
    }),
    async close() {
      closing.abort(); // a token is of no use any more
      await http.close();
    },
  };
}

async function sendOne(
  { client, tokens, credential, guarded }: Connected,
  notification: Notification,
  signal: AbortSignal,
): Promise<SendResult> {
  const { targets } = notification;
  const request = huaweiRequest(notification, credential);
  if ('kind' in request) return { outcomes: targets.map(() => request), shortened: [] };
  const parts = await Promise.all(
    chunksOf(distinctTokens(targets), MAX_TOKENS).map(async (chunk): Promise<ReadonlyMap<string, SendOutcome>> => {
      const body = request.bodyFor(chunk);
      const result = await callWithToken(tokens, (token) => client.send(body, token, signal), isTokenRefused);
      return readHuaweiAnswer(result, chunk, Date.now());
    }),
  );
  const byToken = new Map(parts.flatMap((part) => [...part].map(([token, outcome]) => [token, guarded(outcome)])));
  return { outcomes: outcomesOfTargets(targets, byToken), shortened: request.shortened };
}
