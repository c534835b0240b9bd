import {
  deadLetterTopic,
  headers as names,
  pushDeadLetterTopic,
  serviceNames,
  subjectsOf,
  vendorNames,
  type EventSubject,
  type ServiceName,
  type Topic,
  type VendorName,
} from '@bellhop/contracts';
import type { StoredRecord } from '@bellhop/kafka';

/** Where dead letters lie: a service's, or a vendor's pushes. */
export type Place = ServiceName | VendorName;

export const places: readonly Place[] = [...serviceNames, ...vendorNames];

/** The topic of a place. */
export function topicOf(place: Place): Topic {
  const vendor = vendorNames.find((name) => name === place);
  return vendor === undefined ? deadLetterTopic(place as ServiceName) : pushDeadLetterTopic(vendor);
}

/** A dead letter without what it holds. */
export interface DeadLetterSummary {
  /** `<place>:<partition>:<offset>`. */
  readonly id: string;
  readonly writtenAtMs: number;
  /** Full name of the event's proto message. */
  readonly event: string;
  /** The topic it came from, and where it lay there. */
  readonly from: { readonly topic: string; readonly partition: string; readonly offset: string };
  readonly class: string;
  readonly code: string;
  readonly reason: string;
  /** The messages it is about: many for outcomes, none for events about apps and devices. */
  readonly messages: readonly Pick<EventSubject, 'app' | 'messageId'>[];
}

/** What a record of a dead-letter topic says of itself. */
export function summaryOf(place: Place, record: StoredRecord): DeadLetterSummary {
  const { headers } = record;
  const text = (name: string): string => headers[name] ?? '';
  const event = text(names.eventType);
  return {
    id: `${place}:${record.partition}:${record.offset}`,
    writtenAtMs: record.timestampMs,
    event,
    from: {
      topic: text(names.originalTopic),
      partition: text(names.originalPartition),
      offset: text(names.originalOffset),
    },
    class: text(names.errorClass),
    code: text(names.errorCode),
    reason: text(names.errorMessage),
    messages: subjectsOf(event, record.value ?? new Uint8Array()).map(({ app, messageId }) => ({ app, messageId })),
  };
}

/** The dead letter that a mark says was sent back; undefined when the record is no mark. */
export function sentBackBy(place: Place, record: StoredRecord): string | undefined {
  const mark = record.headers[names.sentBack];
  return mark === undefined ? undefined : `${place}:${mark}`;
}
