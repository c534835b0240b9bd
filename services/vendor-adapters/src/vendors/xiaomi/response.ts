import { integerOf, objectOf, textOf } from '../../domain/json-value.ts';
import { outcomeOfClass, outcomeOfUnknownCode } from '../../domain/result-class.ts';
import type { SendOutcome } from '../../domain/send-outcome.ts';
import { outcomeOfSend, outcomeOfStatus, withRetryAfter, type HttpAnswer, type HttpResult } from '../../http/answer.ts';
import { droppedPerChannel, NO_CHANNEL, OVER_CHANNEL_QUOTA } from './channel-quota.ts';
import { UNKNOWN_CODE_ATTEMPTS, xiaomiResultCodes } from './result-codes.ts';

/** What the vendor said to one call, for each of its targets. */
export type XiaomiVerdict =
  /** One outcome per entry of the call, in order. */
  | { readonly kind: 'decided'; readonly outcomes: readonly SendOutcome[] }
  /** 20301 for several targets: "no valid target", or one that spoils the call. */
  | { readonly kind: 'no valid target' }
  /** A code about a registration id, for several of them: it is not said which one it means, and no other may suffer for it. */
  | { readonly kind: 'some target refused' };

/** An entry of a call: a registration id and the channel its message goes through. */
export interface SentEntry {
  readonly regId: string;
  readonly channelId: string | undefined;
}

/** On a call for registration ids "send failed" means that no target is valid (two production clients agree). */
const NO_VALID_TARGET = 20_301;
export const noValidTarget: SendOutcome = {
  kind: 'invalid-token',
  code: String(NO_VALID_TARGET),
  reason: 'the vendor knows no such registration id',
};
/** Which of several it was is not known yet. */
export const someTargetRefused: SendOutcome = {
  kind: 'unavailable',
  code: 'SOME_TARGET_REFUSED',
  reason: 'the vendor refuses a call for some of its targets, and does not say for which',
};
const DEVICE_NOT_FOUND = 65_003;
const SECRET_REFUSED = 21_301;
/** "Total calls too many" lasts longer than the per-app limits. */
const TOTAL_RATE = { code: 10_028, pauseMs: 60_000 };

/** Whether the vendor does not know the AppSecret. */
export function isSecretRefused(result: HttpResult): boolean {
  return result.kind === 'answer' && integerOf(objectOf(result.body).code) === SECRET_REFUSED;
}

/** Reads the answer to a send. The body's `code` decides, whatever the HTTP status (xiaomi §2). */
export function readXiaomiAnswer(result: HttpResult, entries: readonly SentEntry[], nowMs: number): XiaomiVerdict {
  if (result.kind === 'no answer') return sameForAll(entries, outcomeOfStatus(result));
  const body = objectOf(result.body);
  const code = integerOf(body.code);
  if (code === undefined || (code === 0 && result.status >= 300)) return sameForAll(entries, outcomeOfSend(result));
  if (code === 0) return accepted(body, entries, nowMs);
  if (code === NO_VALID_TARGET)
    return entries.length === 1 ? sameForAll(entries, noValidTarget) : { kind: 'no valid target' };
  const outcome = outcomeOfCode(code, result, nowMs);
  const isAboutTarget = outcome.kind === 'invalid-token' || code === DEVICE_NOT_FOUND;
  if (isAboutTarget && entries.length > 1) return { kind: 'some target refused' };
  return sameForAll(entries, outcome);
}

function outcomeOfCode(code: number, { retryAfterMs }: HttpAnswer, nowMs: number): SendOutcome {
  const row = xiaomiResultCodes.get(code);
  const outcome =
    row === undefined
      ? outcomeOfUnknownCode(String(code), UNKNOWN_CODE_ATTEMPTS)
      : outcomeOfClass(row, String(code), nowMs);
  return withRetryAfter(outcome, retryAfterMs ?? (code === TOTAL_RATE.code ? TOTAL_RATE.pauseMs : undefined));
}

/** Reads the answer to a question about what was sent: all that is asked is whether the secret is known. */
export function readStatus(result: HttpResult, nowMs: number): SendOutcome {
  if (result.kind === 'no answer') return outcomeOfStatus(result);
  const code = integerOf(objectOf(result.body).code);
  if (code === undefined || (code === 0 && result.status >= 300)) return outcomeOfStatus(result);
  return code === 0 ? { kind: 'accepted', vendorMessageId: '', code: '0' } : outcomeOfCode(code, result, nowMs);
}

/** There is no such message, or nobody to take it from. */
const NOTHING_TO_REVOKE: ReadonlySet<number> = new Set([NO_VALID_TARGET, DEVICE_NOT_FOUND, 65_028]);

/**
 * Reads the answer to a revoke. Which codes it has is documented nowhere: what a send would call an invalid token means no more here than that
 * there is nothing to take away.
 */
export function readRevoke(result: HttpResult, nowMs: number): SendOutcome {
  if (result.kind === 'no answer') return outcomeOfStatus(result);
  const code = integerOf(objectOf(result.body).code);
  if (code === undefined || (code === 0 && result.status >= 300)) return outcomeOfStatus(result);
  if (code === 0) return { kind: 'accepted', vendorMessageId: '', code: '0', isRecall: true };
  const outcome = outcomeOfCode(code, result, nowMs);
  if (outcome.kind === 'accepted') return { ...outcome, isRecall: true };
  if (outcome.kind !== 'invalid-token' && !NOTHING_TO_REVOKE.has(code)) return outcome;
  return { kind: 'superseded', code: String(code), reason: 'there is no notification to take away' };
}

function accepted(
  body: Readonly<Record<string, unknown>>,
  entries: readonly SentEntry[],
  nowMs: number,
): XiaomiVerdict {
  const data = objectOf(body.data);
  const bad = new Set(
    textOf(data.bad_regids)
      .split(',')
      .map((regId) => regId.trim()),
  );
  const verdictOfChannel = channelVerdicts(
    droppedPerChannel(data.channel_exceed_quota),
    entries.filter(({ regId }) => !bad.has(regId)),
    nowMs,
  );
  const vendorMessageId = textOf(data.id) || textOf(body.trace_id); // as the vendor's SDK does when `data.id` is missing
  return {
    kind: 'decided',
    outcomes: entries.map(({ regId, channelId }): SendOutcome => {
      if (bad.has(regId))
        return { kind: 'invalid-token', code: 'bad_regids', reason: 'the vendor lists the registration id as invalid' };
      return verdictOfChannel(channelId) ?? { kind: 'accepted', vendorMessageId, code: '0' };
    }),
  };
}

/** A message that may have been dropped goes once more: the phone shows one of two with the same id, and two are better than none. */
const TRIES_OF_MAYBE_DROPPED = 2;

/**
 * multi_messages answers 0 although a channel's quota is used up, and says how many of each channel it dropped, not which. All of them: the quota
 * is used up. Some: nobody knows of any, so each of that channel is sent once more.
 */
function channelVerdicts(
  dropped: ReadonlyMap<string, number>,
  entries: readonly SentEntry[],
  nowMs: number,
): (channelId: string | undefined) => SendOutcome | undefined {
  if (dropped.size === 0) return () => undefined;
  const code = OVER_CHANNEL_QUOTA;
  const verdicts = new Map(
    [...Map.groupBy(entries, ({ channelId }) => channelId ?? NO_CHANNEL)].flatMap(([channel, sent]) => {
      const count = dropped.get(channel);
      if (count === undefined) return [];
      const verdict: SendOutcome =
        count >= sent.length
          ? outcomeOfClass(['quota', 'quota of the channel used up'], code, nowMs)
          : {
              kind: 'unavailable',
              code,
              reason: `the vendor dropped ${count} of ${sent.length} messages of this channel and does not say which`,
              mostAttempts: TRIES_OF_MAYBE_DROPPED,
            };
      return [[channel, verdict] as const];
    }),
  );
  return (channelId) => verdicts.get(channelId ?? NO_CHANNEL);
}

function sameForAll(entries: readonly SentEntry[], outcome: SendOutcome): XiaomiVerdict {
  return { kind: 'decided', outcomes: entries.map(() => outcome) };
}
