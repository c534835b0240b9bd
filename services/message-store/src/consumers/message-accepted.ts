import {
  contentSha256,
  deadLetterTopic,
  messageAccepted,
  messageAcceptedTopic,
  offlineRecipients,
  type MessageAccepted,
  type OfflineReason,
  type OfflineRecipientInput,
  type StoredMessageInput,
} from '@bellhop/contracts';
import {
  done,
  eventRecord,
  Lapsed,
  skip,
  type BatchConsumer,
  type Consumed,
  type Outcome,
  type Producer,
} from '@bellhop/kafka';
import { traceHeaders } from '@bellhop/runtime';
import { groupKey, type GroupStore } from '../db/group-store.ts';
import type { MessageStore, Place } from '../db/message-store.ts';
import {
  offlineEvents,
  planDelivery,
  recipientsOf,
  unacknowledged,
  unpushedDecision,
} from '../domain/plan-delivery.ts';
import { bodyOf, contentOf } from '../domain/message-body.ts';
import type { DeliveryPort, PresencePort } from '../domain/ports.ts';
import type { StoreEvents } from '../events.ts';
import { gatherDecisions } from './gather-decisions.ts';

interface StoredEvent {
  readonly event: Consumed<MessageAccepted>;
  readonly seq: number;
  /** What was stored under its id before; see `Place`. */
  readonly kept: Place['kept'];
  /** Its sender gave another message the same local id before, and that one stands. */
  readonly isConflict: boolean;
  readonly storedAtMs: number;
}

/**
 * Accepted messages → storage, live delivery, offline recipients. One statement, one presence call and one produce per batch. A message's
 * offset waits until every recipient is settled; the next batch does not.
 */
export function messageAcceptedConsumer(deps: {
  messages: MessageStore;
  groups: GroupStore;
  presence: PresencePort;
  delivery: DeliveryPort;
  ackTimeoutMs: (app: string) => number;
  producer: Producer;
  events: StoreEvents;
  clock: () => number;
}): BatchConsumer<MessageAccepted> {
  const { messages, groups, presence, delivery, ackTimeoutMs, producer, events, clock } = deps;

  const publishOffline = async (
    stored: StoredEvent,
    parts: readonly { reason: OfflineReason; recipients: readonly OfflineRecipientInput[] }[],
  ): Promise<void> => {
    const { event, seq, storedAtMs } = stored;
    if (!event.isOurs()) throw new Lapsed();
    const decidedAtMs = clock();
    await producer.publish(
      parts
        .flatMap(({ reason, recipients }) =>
          offlineEvents({ message: event.value, seq, storedAtMs, decidedAtMs, reason, recipients }),
        )
        .map((offline) => eventRecord(offlineRecipients, offline, event.context)),
    );
  };

  const publishUnpushed = gatherDecisions(producer);

  const settle = async (stored: StoredEvent, unsettled: ReturnType<DeliveryPort['deliver']>): Promise<Outcome> => {
    const missing = unacknowledged(stored.event.value, await unsettled);
    events.unacknowledged(missing.length);
    if (missing.length > 0) await publishOffline(stored, [{ reason: 'OFFLINE_REASON_NO_ACK', recipients: missing }]);
    return done;
  };

  return {
    group: 'message-store',
    topics: [messageAcceptedTopic],
    event: messageAccepted,
    deadLetterTopic: deadLetterTopic('message-store'),
    maxBatch: 500,
    concurrency: 1, // the order of a conversation
    maxUnderWay: 5_000,
    async handle(batch) {
      const storedAtMs = clock();
      const [places, members] = await Promise.all([
        messages.store(
          batch.map(({ value }) => value),
          storedAtMs,
        ),
        groups.membersOf(
          batch.flatMap(({ value }) =>
            value.target === 'toGroupId' ? [{ app: value.app, groupId: value.toGroupId ?? '' }] : [],
          ),
        ),
      ]);
      events.stored(
        batch.map(({ value: { messageId, acceptedAtMs } }, index) => ({
          messageId,
          seq: (places[index] as Place).seq,
          acceptedAtMs,
        })),
        clock(),
      );
      const recipients = batch.map(({ value }) =>
        recipientsOf(value, members.get(groupKey({ app: value.app, groupId: value.toGroupId ?? '' })) ?? []),
      );
      const known = await presence.of(
        batch.flatMap(({ value }, index) =>
          [...(recipients[index] ?? []), value.senderUserId].map((userId) => ({ app: value.app, userId })),
        ),
      );
      const plans = batch.map((event, index) => ({
        stored: storedEvent(event, places[index] as Place, storedAtMs),
        plan: planDelivery({
          message: event.value,
          recipients: recipients[index] ?? [],
          presenceOf: (userId) => known.get(`${event.value.app}/${userId}`) ?? { kind: 'unknown' },
        }),
      }));
      const unpushed = plans.flatMap(
        ({ stored: { event, isConflict } }, index) =>
          unpushedDecision(event.value, { recipients: recipients[index]?.length ?? 0, isConflict, storedAtMs }) ?? [],
      );
      // Delivery does not wait for a line of the trace; the events are done when it is there, too.
      const traced = publishUnpushed(unpushed);
      traced.catch(() => undefined); // told by every event that waits for it
      await Promise.all(
        plans
          .filter(({ stored }) => !stored.isConflict)
          .map(({ stored, plan }) => publishOffline(stored, plan.offline)),
      );
      const outcomes = plans.map(({ stored, plan }) => {
        if (stored.isConflict) return skip('another content under the same local id');
        if (plan.devices.length === 0) return done;
        const { app } = stored.event.value;
        return settle(
          stored,
          delivery.deliver({
            app,
            message: storedMessage(stored),
            devices: plan.devices,
            ackTimeoutMs: ackTimeoutMs(app),
            traceparent: traceHeaders(stored.event.context)['traceparent'] ?? '',
          }),
        );
      });
      return unpushed.length === 0 ? outcomes : outcomes.map((outcome) => after(traced, outcome));
    },
  };
}

async function after(first: Promise<void>, outcome: Outcome | Promise<Outcome>): Promise<Outcome> {
  const settled = await outcome;
  await first;
  return settled;
}

/** The gateway refuses another content under a known local id when it knows. */
function storedEvent(event: Consumed<MessageAccepted>, { seq, kept }: Place, storedAtMs: number): StoredEvent {
  const isConflict = kept !== undefined && contentSha256(kept) !== contentSha256(event.value);
  return { event, seq, kept, isConflict, storedAtMs };
}

function storedMessage({ event: { value }, seq, kept }: StoredEvent): StoredMessageInput {
  const { messageId, conversationId, senderUserId, toUserId = '', toGroupId = '', localId, acceptedAtMs } = value;
  return {
    messageId,
    conversationId,
    seq,
    senderUserId,
    toUserId,
    toGroupId,
    localId,
    acceptedAtMs,
    ...(kept ?? contentOf(bodyOf(value))),
  };
}
