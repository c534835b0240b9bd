import type { FcmCredential } from '@bellhop/contracts';
import type { Notification } from '../../domain/notification.ts';
import { busy, crowded, lapsed, MAX_WAIT_MS, type SendOutcome } from '../../domain/send-outcome.ts';
import { distinctTokens, outcomesOfTargets } from '../../domain/targets.ts';
import type { SendResult, VendorAdapter } from '../../domain/vendor-adapter.ts';
import { callWithToken, createAccessTokens, outcomeOfGrant, refreshBeforeEnd } from '../../http/access-token.ts';
import type { HttpResult } from '../../http/answer.ts';
import { createLimiter } from '../../http/limiter.ts';
import { createVendorClock } from '../../http/vendor-clock.ts';
import { createVendorHttp, vendorHttpDefaults, type VendorHttpOptions } from '../../http/vendor-http.ts';
import { credentialParser } from '../credential-parser.ts';
import { createFcmClient } from './client.ts';
import { fcmRequest } from './request.ts';
import {
  createProjectGuard,
  createThirdPartyGuard,
  isRefusedForTime,
  isTokenRefused,
  readFcmAnswer,
  readFcmToken,
} from './response.ts';

/** FCM has no call for several targets; this bounds one notification's share of the connections. */
const MAX_TARGETS = 500;
/** One request, one message: with 50 ms of latency 100 connections make 2,000 messages a second. */
const CONNECTIONS = 100;
/**
 * Google answers within this time, if late: what is sent again before it has answered rings twice. firebase-admin gave up after 10 s, as we do elsewhere, until its
 * users got notifications twice (firebase/firebase-admin-node#1947).
 */
const TOTAL_TIMEOUT_MS = 15_000;
/** A target waits so long for a connection while others get theirs: with its call it ends within what a consumer waits for before a rebalance (8 s), or another replica would send it, too. */
const LONGEST_WAIT_MS = 7_000;
/** firebase-admin too replaces access tokens five minutes before their end. */
const REFRESH_LEAD_MS = 5 * 60_000;

/** Of a call that had waited for a place or a token while its partition went to another replica. */
const notOurs: HttpResult = { kind: 'no answer', outcome: lapsed };

export function createFcmAdapter(given: VendorHttpOptions = {}): VendorAdapter<FcmCredential> {
  const options = { ...vendorHttpDefaults, connections: CONNECTIONS, totalTimeoutMs: TOTAL_TIMEOUT_MS, ...given };
  return {
    maxTargets: MAX_TARGETS,
    maxNotificationsPerCall: 1,
    concurrency: CONNECTIONS,
    longestCallMs: LONGEST_WAIT_MS + options.totalTimeoutMs,
    parseCredential: credentialParser('fcm'),
    connect(credential) {
      const http = createVendorHttp(options);
      const closing = new AbortController();
      const clock = createVendorClock({ isRefusedForTime });
      const requestToken = async (signal: AbortSignal) =>
        readFcmToken(await clock.call((nowMs) => client.requestToken(nowMs, signal)));
      const tokens = createAccessTokens({
        request: () => requestToken(closing.signal),
        refreshAfterMs: refreshBeforeEnd(REFRESH_LEAD_MS),
      });
      const client = createFcmClient(credential, http, {
        ...options,
        async accessToken() {
          const token = await tokens.get();
          if (typeof token !== 'string') throw new Error(token.reason);
          return token;
        },
      });
      const limiter = createLimiter(options.connections);
      const ofProject = createProjectGuard();
      const ofThirdParty = createThirdPartyGuard();

      async function sendOne(
        notification: Notification,
        signal: AbortSignal,
        isOurs: () => boolean,
      ): Promise<SendResult> {
        const { targets, platform, call } = notification;
        const request = fcmRequest(notification);
        if ('kind' in request) return { outcomes: targets.map(() => request), shortened: [] };
        const mostMs = Math.min(LONGEST_WAIT_MS, notification.ttlSeconds * 1_000);
        const sent = distinctTokens(targets).map(async (token): Promise<[string, SendOutcome]> => {
          const sendIfOurs = (): Promise<HttpResult> =>
            isOurs() ? client.send({ ...request.message, token }, signal) : Promise.resolve(notOurs);
          const result = await limiter.runWithin({ stuckMs: MAX_WAIT_MS, mostMs }, () =>
            callWithToken(tokens, sendIfOurs, isTokenRefused),
          );
          // Calls are tried again within seconds in any case.
          if (typeof result === 'string') return [token, result === 'stuck' || call !== undefined ? busy : crowded];
          return [token, ofThirdParty(ofProject(readFcmAnswer(result.ran)), platform)];
        });
        return { outcomes: outcomesOfTargets(targets, new Map(await Promise.all(sent))), shortened: request.shortened };
      }

      return {
        send: (notifications, signal, isOurs = () => true) =>
          Promise.all(notifications.map((notification) => sendOne(notification, signal, isOurs))),
        checkCredential: async (signal) => outcomeOfGrant(await requestToken(signal)),
        async close() {
          await limiter.idle();
          closing.abort(); // a token is of no use any more
          await client.close();
          await http.close();
        },
      };
    },
  };
}

export const fcmAdapter = createFcmAdapter();
