import protobuf from 'protobufjs';
import { messageAccepted, offlineRecipients, pushOutcomes, pushTask } from './events.ts';
import type { PushTarget, Vendor } from './gen/index.ts';

/** A message that an event is about, as far as could be read. */
export interface EventSubject {
  readonly app: string;
  readonly messageId: string;
  /** When the gateway accepted the message, Unix ms; undefined when the event does not say. */
  readonly acceptedAtMs?: number;
  /** The push that the event is about. */
  readonly push?: {
    readonly vendor: Vendor;
    readonly targets: readonly Pick<PushTarget, 'pushId' | 'userId' | 'deviceId'>[];
  };
}

/** Numbers of the fields `app` and `message_id`, for events that cannot be read to their end. */
const fieldNumbers: Readonly<Record<string, { readonly app: number; readonly messageId: number }>> = {
  [messageAccepted.type]: { app: 2, messageId: 1 },
  [offlineRecipients.type]: { app: 1, messageId: 2 },
  [pushTask.type]: { app: 2, messageId: 3 },
};

/** The messages that an event of this type is about: none for events about devices and apps. Never throws. */
export function subjectsOf(type: string, value: Uint8Array): EventSubject[] {
  try {
    switch (type) {
      case messageAccepted.type:
        return [messageAccepted.decode(value)];
      case offlineRecipients.type:
        return [offlineRecipients.decode(value)];
      case pushTask.type: {
        const { app, messageId, acceptedAtMs, vendor, targets } = pushTask.decode(value);
        return [{ app, messageId, acceptedAtMs, push: { vendor, targets } }];
      }
      case pushOutcomes.type: {
        const { decisions, attempts } = pushOutcomes.decode(value);
        const messages = new Map<string, EventSubject>();
        for (const { app, messageId } of [...decisions, ...attempts])
          messages.set(`${app} ${messageId}`, { app, messageId });
        return [...messages.values()];
      }
      default:
        return [];
    }
  } catch {
    return begunSubject(type, value);
  }
}

/** What can be read at the beginning of an event that is damaged further on. */
function begunSubject(type: string, value: Uint8Array): EventSubject[] {
  const numbers = fieldNumbers[type];
  if (numbers === undefined) return [];
  let app: string | undefined;
  let messageId: string | undefined;
  try {
    const reader = protobuf.Reader.create(value);
    while (reader.pos < reader.len && (app === undefined || messageId === undefined)) {
      const tag = reader.uint32();
      if (tag === ((numbers.app << 3) | 2)) app = reader.string();
      else if (tag === ((numbers.messageId << 3) | 2)) messageId = reader.string();
      else reader.skipType(tag & 7);
    }
  } catch {
    // As far as it went.
  }
  return app === undefined || messageId === undefined ? [] : [{ app, messageId }];
}
