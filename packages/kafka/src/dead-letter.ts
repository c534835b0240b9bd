import { headers as names, type Topic } from '@bellhop/contracts';
import type { OutgoingRecord } from './outgoing-record.ts';

/** A record that cannot be handled, where it came from and why. */
export interface DeadLetter {
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly timestamp: string;
  readonly group: string;
  readonly cause: { readonly class: string; readonly code: string; readonly message: string };
}

/** The record for the dead-letter topic: bytes, key and headers unchanged, the origin and the cause beside them. */
export function deadLetterRecord(topic: Topic, letter: DeadLetter): OutgoingRecord {
  return {
    topic: topic.name,
    key: letter.key,
    value: letter.value,
    headers: {
      ...letter.headers,
      [names.originalTopic]: letter.topic,
      [names.originalPartition]: String(letter.partition),
      [names.originalOffset]: letter.offset,
      [names.originalTimestamp]: letter.timestamp,
      [names.consumerGroup]: letter.group,
      [names.errorClass]: letter.cause.class,
      [names.errorCode]: letter.cause.code,
      [names.errorMessage]: letter.cause.message.slice(0, 1_024),
    },
  };
}
