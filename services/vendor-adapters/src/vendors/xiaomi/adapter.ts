import type { XiaomiCredential } from '@bellhop/contracts';
import { isEnd } from '../../domain/call-ends.ts';
import type { Notification } from '../../domain/notification.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { chunksOf, distinctTokens, isRefusedForContent, outcomesOfTargets } from '../../domain/targets.ts';
import type { SendResult, VendorAdapter } from '../../domain/vendor-adapter.ts';
import type { HttpResult } from '../../http/answer.ts';
import { createVendorHttp, vendorHttpDefaults, type VendorHttpOptions } from '../../http/vendor-http.ts';
import { credentialParser } from '../credential-parser.ts';
import { OVER_CHANNEL_QUOTA } from './channel-quota.ts';
import { createXiaomiClient, type XiaomiClient } from './client.ts';
import { multiMessagesForm, regIdForm, revokeForm, xiaomiRequest, type XiaomiMessage } from './request.ts';
import {
  isSecretRefused,
  noValidTarget,
  readRevoke,
  readStatus,
  readXiaomiAnswer,
  someTargetRefused,
  type XiaomiVerdict,
} from './response.ts';

/** Registration ids of one call (xiaomi §3.1). */
const MAX_REG_IDS = 1_000;
/** Contents of one multi_messages call; the vendor names no limit, this keeps bodies small (xiaomi §3.3). */
const MAX_MULTI_MESSAGES = 100;

/** The one of 1,000 is found in 20; many of them are not, and must not use up what the vendor takes of calls. */
const MAX_CALLS_OF_HALVES = 64;
/** A wrong AppSecret is not shown to the vendor again sooner: it may block the address of whoever keeps trying (10004). */
const REFUSED_HOLD_MS = 10_000;

interface Entry {
  readonly regId: string;
  readonly message: XiaomiMessage;
}

/** One notification on its way: what it became, and what was said to each of its tokens. */
interface Sending {
  readonly notification: Notification;
  readonly shortened: SendResult['shortened'];
  readonly byToken: Map<string, SendOutcome>;
  /** What is to be sent; empty when it could not be made into a message, or takes one back. */
  readonly entries: readonly Entry[];
}

export function createXiaomiAdapter(options: VendorHttpOptions = {}): VendorAdapter<XiaomiCredential> {
  return {
    maxTargets: MAX_REG_IDS,
    maxNotificationsPerCall: MAX_MULTI_MESSAGES,
    concurrency: vendorHttpDefaults.connections,
    parseCredential: credentialParser('xiaomi'),
    connect(credential) {
      const http = createVendorHttp(options);
      const client = holdRefusals(createXiaomiClient(credential, http));
      return {
        async send(notifications, signal) {
          const sendings = notifications.map(prepare);
          await Promise.all([
            sendAll(client, sendings, signal),
            ...sendings.filter(isRevocation).map((sending) => revoke(client, sending, signal)),
          ]);
          return sendings.map(({ notification, shortened, byToken }) => ({
            outcomes: outcomesOfTargets(notification.targets, byToken),
            shortened,
          }));
        },
        // There is no token to ask for. A question about the last millisecond carries the secret like any call, and costs nothing.
        checkCredential: async (signal) => {
          const nowMs = Date.now();
          const period = new URLSearchParams({ begin_time: String(nowMs), end_time: String(nowMs) });
          return readStatus(await client.statusOf(period.toString(), signal), nowMs);
        },
        close: () => http.close(),
      };
    },
  };
}

export const xiaomiAdapter = createXiaomiAdapter();

/** Every call carries the secret, so every call is an attempt to log in: one that was refused stands for a while. */
function holdRefusals(client: XiaomiClient): XiaomiClient {
  let refused: { readonly result: HttpResult; readonly untilMs: number } | undefined;
  const held =
    (call: XiaomiClient['sendToRegIds']): XiaomiClient['sendToRegIds'] =>
    async (form, signal) => {
      if (refused !== undefined && Date.now() < refused.untilMs) return refused.result;
      const result = await call(form, signal);
      refused = isSecretRefused(result) ? { result, untilMs: Date.now() + REFUSED_HOLD_MS } : undefined;
      return result;
    };
  return {
    sendToRegIds: held(client.sendToRegIds),
    sendMultiple: held(client.sendMultiple),
    revoke: held(client.revoke),
    statusOf: held(client.statusOf),
  };
}

function isRevocation({ notification }: Pick<Sending, 'notification'>): boolean {
  return isEnd(notification);
}

function prepare(notification: Notification): Sending {
  if (isRevocation({ notification })) return { notification, shortened: [], entries: [], byToken: new Map() };
  const request = xiaomiRequest(notification);
  const tokens = distinctTokens(notification.targets);
  if ('kind' in request) {
    return { notification, shortened: [], entries: [], byToken: new Map(tokens.map((token) => [token, request])) };
  }
  // A comma would split the joined list; no registration id has one (xiaomi §8).
  const malformed = tokens.filter((token) => token.includes(',') || token.trim() === '');
  const refused: SendOutcome = {
    kind: 'invalid-token',
    code: 'MALFORMED_TOKEN',
    reason: 'this is not a xiaomi registration id',
  };
  return {
    notification,
    shortened: request.shortened,
    byToken: new Map(malformed.map((token) => [token, refused])),
    entries: tokens.filter((token) => !malformed.includes(token)).map((regId) => ({ regId, message: request.message })),
  };
}

/** The ringing of a call ends, or a message was revoked: its notification is taken away, and nothing is put in its place, which costs no quota. */
async function revoke(client: XiaomiClient, { notification, byToken }: Sending, signal: AbortSignal): Promise<void> {
  await Promise.all(
    chunksOf(distinctTokens(notification.targets), MAX_REG_IDS).map(async (regIds) => {
      const outcome = readRevoke(await client.revoke(revokeForm(notification, regIds), signal), Date.now());
      for (const regId of regIds) byToken.set(regId, outcome);
    }),
  );
}

/** Contents with one target share multi_messages calls; a content with several, or a lone one, has a call of its own. */
async function sendAll(client: XiaomiClient, sendings: readonly Sending[], signal: AbortSignal): Promise<void> {
  const singles = sendings.filter(({ entries }) => entries.length === 1);
  const own = singles.length > 1 ? sendings.filter(({ entries }) => entries.length > 1) : sendings;
  const shared = singles.length > 1 ? singles : [];
  await Promise.all([
    ...own.flatMap(({ entries, byToken }) =>
      chunksOf(entries, MAX_REG_IDS).map(async (chunk) => {
        const outcomes = await sendOrHalve(chunk, (part) => {
          const message = part[0]?.message;
          if (message === undefined) throw new Error('a call without targets');
          return client.sendToRegIds(
            regIdForm(
              message,
              part.map(({ regId }) => regId),
            ),
            signal,
          );
        });
        chunk.forEach(({ regId }, index) => byToken.set(regId, at(outcomes, index)));
      }),
    ),
    ...chunksOf(shared, MAX_MULTI_MESSAGES).map(async (chunk) => {
      const entriesOfChunk = chunk.flatMap(({ entries }) => entries);
      const together = await sendOrHalve(entriesOfChunk, (part) =>
        part.length === 1 ? sendAlone(client, part, signal) : client.sendMultiple(multiMessagesForm(part), signal),
      );
      // What was refused for what one of the contents is or has used up was refused with all that were in its call: each is asked about by itself.
      // Not so where a call was taken and its channel's quota dropped some: the others are on their way.
      const outcomes = await Promise.all(
        entriesOfChunk.map(async (entry, index) => {
          const outcome = at(together, index);
          if (outcome.code === OVER_CHANNEL_QUOTA || !isRefusedForContent([outcome])) return outcome;
          return at(await sendOrHalve([entry], (part) => sendAlone(client, part, signal)), 0);
        }),
      );
      chunk.forEach(({ entries, byToken }, index) => {
        for (const { regId } of entries) byToken.set(regId, at(outcomes, index));
      });
    }),
  ]);
}

function sendAlone(client: XiaomiClient, [entry]: readonly Entry[], signal: AbortSignal): Promise<HttpResult> {
  if (entry === undefined) throw new Error('a call without targets');
  return client.sendToRegIds(regIdForm(entry.message, [entry.regId]), signal);
}

/**
 * "No valid target" for several is believed when both halves of the call say it as well (xiaomi §6, 20301); when one does, it may be spoilt by one of them. That one of
 * several is refused, not which, is asked in halves down to the one, as far as a bounded number of calls brings it; the rest is tried again.
 */
async function sendOrHalve(
  entries: readonly Entry[],
  call: (part: readonly Entry[]) => Promise<HttpResult>,
): Promise<readonly SendOutcome[]> {
  let callsLeft = MAX_CALLS_OF_HALVES;
  const ask = async (part: readonly Entry[]): Promise<XiaomiVerdict> => {
    const sent = part.map(({ regId, message }) => ({ regId, channelId: message.extra.channel_id }));
    return readXiaomiAnswer(await call(part), sent, Date.now());
  };
  const outcomesOf = async (part: readonly Entry[], verdict: XiaomiVerdict): Promise<readonly SendOutcome[]> => {
    if (verdict.kind === 'decided') return verdict.outcomes;
    if (callsLeft < 2) return part.map(() => someTargetRefused);
    callsLeft -= 2;
    const middle = Math.ceil(part.length / 2);
    const halves = [part.slice(0, middle), part.slice(middle)];
    const verdicts = await Promise.all(halves.map(ask));
    if (verdict.kind === 'no valid target' && verdicts.every(isNoneValid)) return part.map(() => noValidTarget);
    const outcomes = await Promise.all(verdicts.map((one, index) => outcomesOf(halves[index] ?? [], one)));
    return outcomes.flat();
  };
  return entries.length === 0 ? [] : outcomesOf(entries, await ask(entries));
}

function isNoneValid(verdict: XiaomiVerdict): boolean {
  return verdict.kind === 'decided'
    ? verdict.outcomes.every((outcome) => outcome === noValidTarget)
    : verdict.kind === 'no valid target';
}

function at(outcomes: readonly SendOutcome[], index: number): SendOutcome {
  const outcome = outcomes[index];
  if (outcome === undefined) throw new Error('an entry without an outcome');
  return outcome;
}
