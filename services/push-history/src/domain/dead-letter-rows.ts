import { headers as names, subjectsOf, vendorFromProto } from '@bellhop/contracts';
import { keepable } from '@bellhop/runtime';
import type { TraceRow } from './trace-row.ts';

/** A record of a service's dead-letter topic. */
export interface DeadLetterRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly timestampMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array;
}

/** Lines for the messages and pushes that a dead letter belongs to; none when it is about none, or only says that one was sent back. */
export function deadLetterRows(record: DeadLetterRecord): TraceRow[] {
  const { topic, partition, offset, timestampMs: atMs, headers } = record;
  if (headers[names.sentBack] !== undefined) return [];
  const service = /^dead-letter\.(.+)\.v\d+$/.exec(topic)?.[1] ?? topic;
  const id = `${service}:${partition}:${offset}`;
  const code = keepable(headers[names.errorCode] ?? '', 64);
  const reason = keepable(headers[names.errorMessage] ?? '', 200);
  const deadLetter = { id, from: keepable(headers[names.originalTopic] ?? '', 128) };
  return subjectsOf(headers[names.eventType] ?? '', record.value)
    .filter(({ app, messageId }) => app !== '' && messageId !== '')
    .flatMap(({ app, messageId, acceptedAtMs, push }): TraceRow[] => {
      const line = {
        atMs,
        app: keepable(app, 64),
        messageId: keepable(messageId, 64),
        kind: 'dead-letter',
        attempt: 0,
        code,
        vendorMessageId: '',
        detail: { reason, deadLetter, ...(acceptedAtMs ? { acceptedAtMs } : {}) },
      };
      if (push === undefined) return [{ ...line, subject: `dead-letter:${id}`, userId: '', deviceId: '', vendor: '' }];
      return push.targets.map(({ pushId, userId, deviceId }) => ({
        ...line,
        subject: keepable(pushId, 64),
        userId: keepable(userId, 64),
        deviceId: keepable(deviceId, 64),
        vendor: vendorFromProto(push.vendor) ?? '',
      }));
    });
}
