import {
  vendorFromProto,
  type NotificationReport,
  type PushAttempt,
  type PushDecision,
  type PushResult,
  type PushVerdict,
  type VendorName,
} from '@bellhop/contracts';

/** A line of the trace as it is kept. */
export interface TraceRow {
  readonly atMs: number;
  readonly app: string;
  readonly messageId: string;
  /** PushID; where there is none `user:` + user id, and `/` + device id where a device is concerned; for a dead letter its place. */
  readonly subject: string;
  readonly kind: string;
  readonly attempt: number;
  readonly userId: string;
  readonly deviceId: string;
  readonly vendor: VendorName | '';
  readonly code: string;
  readonly vendorMessageId: string;
  readonly detail: TraceDetail;
}

/** What only some lines have. */
export interface TraceDetail {
  readonly verdict?: PushVerdict;
  readonly offlineReason?: string;
  /** What was chosen because the sender did not say, or cannot be had. */
  readonly notes?: readonly string[];
  readonly acceptedAtMs?: number;
  readonly storedAtMs?: number;
  readonly decidedAtMs?: number;
  readonly taskId?: string;
  readonly reason?: string;
  readonly tookMs?: number;
  readonly retryAtMs?: number;
  readonly shortened?: readonly string[];
  /** What the message asks for and the vendor does not have. */
  readonly ignored?: readonly string[];
  /** Where a dead letter lies, e.g. `message-store:0:17`, and the topic that it came from. */
  readonly deadLetter?: { readonly id: string; readonly from: string };
}

const kindOfResult: Record<PushResult, string> = {
  PUSH_RESULT_UNSPECIFIED: 'unknown',
  PUSH_RESULT_ACCEPTED: 'vendor-accepted',
  PUSH_RESULT_INVALID_TOKEN: 'invalid-token',
  PUSH_RESULT_REJECTED: 'rejected',
  PUSH_RESULT_THROTTLED: 'throttled',
  PUSH_RESULT_QUOTA_EXHAUSTED: 'quota-exhausted',
  PUSH_RESULT_MISCONFIGURED: 'misconfigured',
  PUSH_RESULT_UNAVAILABLE: 'unavailable',
  PUSH_RESULT_EXPIRED: 'expired',
  PUSH_RESULT_SUPERSEDED: 'superseded',
  PUSH_RESULT_TOKEN_HELD: 'token-held',
};

export function rowOfDecision(decision: PushDecision): TraceRow {
  const { verdict, offlineReason, acceptedAtMs, storedAtMs, decidedAtMs, taskId, notes } = decision;
  return {
    atMs: decision.atMs,
    app: decision.app,
    messageId: decision.messageId,
    subject: subjectOf(decision),
    kind: verdict === 'PUSH_VERDICT_PUSHED' ? 'task' : 'not-pushed',
    attempt: 0,
    userId: decision.userId,
    deviceId: decision.deviceId,
    vendor: vendorFromProto(decision.vendor) ?? '',
    code: verdict.replace('PUSH_VERDICT_', ''),
    vendorMessageId: '',
    detail: {
      verdict,
      offlineReason,
      acceptedAtMs,
      storedAtMs,
      decidedAtMs,
      ...(taskId === '' ? {} : { taskId }),
      ...(notes.length === 0 ? {} : { notes }),
    },
  };
}

function subjectOf({ pushId, userId, deviceId }: PushDecision): string {
  if (pushId !== '') return pushId;
  return deviceId === '' ? `user:${userId}` : `user:${userId}/${deviceId}`;
}

export function rowOfAttempt(attempt: PushAttempt): TraceRow {
  return {
    atMs: attempt.atMs,
    app: attempt.app,
    messageId: attempt.messageId,
    subject: attempt.pushId,
    kind: kindOfResult[attempt.result],
    attempt: attempt.attempt,
    userId: attempt.userId,
    deviceId: attempt.deviceId,
    vendor: vendorFromProto(attempt.vendor) ?? '',
    code: attempt.vendorCode,
    vendorMessageId: attempt.vendorMessageId,
    detail: {
      taskId: attempt.taskId,
      reason: attempt.reason,
      tookMs: attempt.tookMs,
      ...(attempt.retryAtMs === 0 ? {} : { retryAtMs: attempt.retryAtMs }),
      ...(attempt.shortened.length === 0 ? {} : { shortened: attempt.shortened }),
      ...(attempt.ignored.length === 0 ? {} : { ignored: attempt.ignored }),
    },
  };
}

/** What a device says is shown only beside a push to it: see the trace's store. */
export function rowOfReport(report: NotificationReport): TraceRow {
  return {
    atMs: report.atMs,
    app: report.app,
    messageId: report.messageId,
    subject: report.pushId,
    kind: report.kind === 'NOTIFICATION_REPORT_KIND_CLICKED' ? 'clicked' : 'arrived',
    attempt: 0,
    userId: report.userId,
    deviceId: report.deviceId,
    vendor: '',
    code: '',
    vendorMessageId: '',
    detail: {},
  };
}
