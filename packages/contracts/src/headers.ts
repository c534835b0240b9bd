/** Names of the Kafka headers. Values are text. */
export const headers = {
  /** Full name of the proto message. */
  eventType: 'event-type',
  app: 'app',
  contentType: 'content-type',
  /** W3C trace context of the message. */
  traceparent: 'traceparent',
  tracestate: 'tracestate',
  /** When a record of a retry topic is due, Unix ms. Never the record's timestamp: brokers refuse those in the future. */
  dueAt: 'x-due-at',
  /** When its next attempt may be made, Unix ms, if that is later: until then it waits in steps. */
  notBefore: 'x-not-before',
  attempt: 'x-attempt',
  firstFailedAt: 'x-first-failed-at',
  originalTopic: 'x-original-topic',
  originalPartition: 'x-original-partition',
  originalOffset: 'x-original-offset',
  originalTimestamp: 'x-original-timestamp',
  consumerGroup: 'x-consumer-group',
  /** Class of the failure, e.g. `undecodable`, `bug`, `rejected`. */
  errorClass: 'x-error-class',
  /** A stable code, or the vendor's own. */
  errorCode: 'x-error-code',
  /** For people, at most 1 KiB, without tokens or text of messages. */
  errorMessage: 'x-error-message',
  /** In a dead-letter topic, on a record without value: the dead letter at `partition:offset` has been sent back. */
  sentBack: 'x-sent-back',
} as const;

export const protobufContentType = 'application/protobuf';
