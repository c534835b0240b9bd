import { vendorToProto, type PushVerdict, type TraceEntryInput } from '@bellhop/contracts';
import type { TraceRow } from './trace-row.ts';

type Entry = TraceEntryInput & { atMs: number };

const verdictTexts: Record<PushVerdict, string> = {
  PUSH_VERDICT_UNSPECIFIED: 'no reason was recorded',
  PUSH_VERDICT_PUSHED: 'a push was made',
  PUSH_VERDICT_NO_DEVICE:
    'the user has no registered device: he never logged in, logged out, a newer login ended his, or another user logged in on it since',
  PUSH_VERDICT_ONLINE: 'the device is connected and gets the message over its connection',
  PUSH_VERDICT_NO_TOKEN: 'the device has no valid vendor token',
  PUSH_VERDICT_NO_CERTIFICATE: 'the app has no certificate set for this vendor',
  PUSH_VERDICT_EXPIRED: 'the push would have expired already',
  PUSH_VERDICT_UNKNOWN_RESOURCE: "the message's resource does not exist any more",
  PUSH_VERDICT_OWN_DEVICE: "it is the sender's own device",
  PUSH_VERDICT_NOT_REGISTERED: 'the device is not registered for push, or whom the push is for is not logged in on it',
  PUSH_VERDICT_NOT_ASKED: 'the sender asked for no push, or what is revoked had no notification',
  PUSH_VERDICT_NO_RECIPIENTS: 'nobody but the sender receives it',
  PUSH_VERDICT_LOCAL_ID_CONFLICT:
    'another content came later under the same localMessageID, and was neither stored nor pushed; the first one stands',
  PUSH_VERDICT_MUTED: 'the receiver muted the conversation, or wants to be notified of mentions alone',
  PUSH_VERDICT_QUIET_HOURS: "it is one of the receiver's quiet hours",
  PUSH_VERDICT_QUIET_PLATFORM: "the receiver is online on a platform that silences this device's",
  PUSH_VERDICT_FREQUENCY_CAP: 'the receiver had as many pushes in this minute as the app allows',
  PUSH_VERDICT_FOLDED: 'gathered with other messages of the conversation; a counted notification follows',
  PUSH_VERDICT_REVOKED: 'the message was revoked before its push was decided',
  PUSH_VERDICT_NO_DATA_PUSH: "the device's vendor has no push without notification, and the message wants no other",
  PUSH_VERDICT_READ: 'the receiver has read it meanwhile',
  PUSH_VERDICT_NOT_A_MEMBER: 'the receiver has left the group meanwhile',
};

/** What push-router says instead of why a device is offline, when that was not asked. */
const DIRECT_PUSH = 'whether connected or not';
/** What it says of a device that was told of the message over its connection. */
const NO_ACK = 'no acknowledgement';

const attemptTexts: Record<string, string> = {
  'vendor-accepted': 'the vendor took it',
  'invalid-token': 'the vendor calls the token invalid; it is cleared if it is still the same',
  rejected: 'the vendor refuses the content; dead letter',
  throttled: 'the vendor wants fewer pushes',
  'quota-exhausted': "the vendor's quota is used up",
  misconfigured: 'credential or permission is wrong; a person must act',
  unavailable: 'the vendor could not be reached or failed',
  expired: 'its life ended before the vendor took it',
  superseded: 'not sent',
  'token-held': 'the vendor calls the token invalid, which is not believed yet; it is tried again',
};

/** Rows of one message in plain words, oldest first; what all its rows share (accepted, stored) comes once, at the top. */
export function messageTrace(rows: readonly TraceRow[]): Entry[] {
  const first = rows.find(({ detail }) => detail.acceptedAtMs !== undefined);
  const common: Entry[] = [];
  if (first?.detail.acceptedAtMs !== undefined) {
    const text = 'accepted by the gateway, Kafka has it';
    common.push({ messageId: first.messageId, kind: 'accepted', atMs: first.detail.acceptedAtMs, text });
  }
  const stored = rows.find(({ detail }) => detail.storedAtMs !== undefined);
  if (stored?.detail.storedAtMs !== undefined)
    common.push({ messageId: stored.messageId, kind: 'stored', atMs: stored.detail.storedAtMs, text: 'stored' });
  return [...common, ...rows.map(entryOf)].sort((a, b) => a.atMs - b.atMs);
}

/** One row in plain words. */
export function entryOf(row: TraceRow): Entry {
  return {
    atMs: row.atMs,
    kind: row.kind,
    text: textOf(row),
    messageId: row.messageId,
    pushId: row.subject.includes(':') ? '' : row.subject, // a PushID has no colon
    userId: row.userId,
    deviceId: row.deviceId,
    vendor: row.vendor === '' ? 'VENDOR_UNSPECIFIED' : vendorToProto(row.vendor),
    vendorCode: ['task', 'not-pushed', 'dead-letter'].includes(row.kind) ? '' : row.code,
    vendorMessageId: row.vendorMessageId,
    attempt: row.attempt,
  };
}

function textOf({ kind, vendor, attempt, code, atMs, detail }: TraceRow): string {
  if (kind === 'task' && detail.offlineReason === DIRECT_PUSH)
    return [`${DIRECT_PUSH}: task for ${vendor}`, ...(detail.notes ?? [])].join('; ');
  if (kind === 'task')
    return [`offline (${detail.offlineReason ?? 'not said'}): task for ${vendor}`, ...(detail.notes ?? [])].join('; ');
  if (kind === 'not-pushed')
    return `not pushed${detail.offlineReason === NO_ACK ? ` (${NO_ACK})` : ''}: ${verdictTexts[detail.verdict ?? 'PUSH_VERDICT_UNSPECIFIED']}`;
  if (kind === 'arrived') return 'the device says that it has arrived';
  if (kind === 'clicked') return 'the device says that it was tapped';
  if (kind === 'dead-letter') {
    const { id = '', from = '' } = detail.deadLetter ?? {};
    return `could not be handled (${code}: ${detail.reason ?? ''}); what came from ${from} is kept as dead letter ${id}`;
  }
  const parts = [`attempt ${attempt} at ${vendor}: ${attemptTexts[kind] ?? kind}`];
  if (kind !== 'vendor-accepted' && detail.reason !== undefined && detail.reason !== '')
    parts.push(`${code}: ${detail.reason}`);
  if (detail.tookMs !== undefined) parts.push(`took ${detail.tookMs} ms`);
  if (detail.retryAtMs !== undefined) parts.push(`again in ${((detail.retryAtMs - atMs) / 1_000).toFixed(1)} s`);
  if (detail.shortened !== undefined) parts.push(`shortened to the vendor's limits: ${detail.shortened.join(', ')}`);
  if (detail.ignored !== undefined) parts.push(`${vendor} has no ${detail.ignored.join(', ')} here: passed over`);
  return parts.join('; ');
}
