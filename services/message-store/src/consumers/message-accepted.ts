import { setTimeout as delay } from 'node:timers/promises';
import {
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
  type OutgoingRecord,
  type Producer,
} from '@bellhop/kafka';
import { isRetryable, logSeldom, traceHeaders, type Logger } from '@bellhop/runtime';
import type { ExpandedMessage, ExpansionStore } from '../db/expansion-store.ts';
import { groupOf, type GroupOfApp } from '../db/group-row.ts';
import { groupKey, membersAt, type MemberPages, type Members } from '../db/member-pages.ts';
import type { DevicePosition, MessageStore, Place } from '../db/message-store.ts';
import type { NotifyFacts, SettingStore } from '../db/setting-store.ts';
import {
  asksPush,
  notified,
  offlineEvents,
  planDelivery,
  recipientsOf,
  unacknowledged,
  unpushedDecision,
  type DeliveryPlan,
} from '../domain/plan-delivery.ts';
import { bodyOf, contentOf, isAnother } from '../domain/message-body.ts';
import { previewOf } from '../domain/preview.ts';
import type { PushedAs } from '../domain/pushed-as.ts';
import { userKey, type DeliveryPort, type MissedPort, type PresencePort } from '../domain/ports.ts';
import type { StoreEvents } from '../events.ts';
import { groupExpander } from '../groups/group-expander.ts';
import { gatherDecisions } from './gather-decisions.ts';

interface StoredEvent {
  readonly event: Consumed<MessageAccepted>;
  readonly seq: number;
  /** What was stored under its id before; see `Place`. */
  readonly kept: Place['kept'];
  /** Its sender gave another message the same local id before, and that one stands. */
  readonly isConflict: boolean;
  /** It is read again, and was revoked meanwhile. */
  readonly isRevoked: boolean;
  readonly asksPush: boolean;
  /** Of a revocation; see `Place`. */
  readonly revokedAs: PushedAs | undefined;
  readonly storedAtMs: number;
}

/** A stored message, and some of those who receive it. */
interface Part {
  readonly stored: StoredEvent;
  readonly recipients: readonly string[];
}

/** A stored message, and some of those who may be pushed for it. */
interface Offline {
  readonly stored: StoredEvent;
  readonly facts: NotifyFacts;
  readonly parts: readonly { readonly reason: OfflineReason; readonly recipients: readonly OfflineRecipientInput[] }[];
}

interface Distributed {
  /** Who may be pushed. */
  readonly recipients: number;
  /** Resolves when those who were told have acknowledged, or are published; undefined = nobody was. */
  readonly settled: Promise<void> | undefined;
}

/** Groups with more members are read in pages. A batch of messages to as many groups reads at most 250,000 ids. */
const MOST_READ_AT_ONCE = 500;
const RETRY_MS = 500;
/** Of a message whose recipients are counted later. */
const UNCOUNTED = 1;
/** More than are revoked while clients have time to acknowledge. */
const MOST_REVOKED_KNOWN = 10_000;

/**
 * Accepted messages → storage, live delivery, offline recipients. One statement, another one for members of groups, one presence call and one produce
 * per batch; large groups go on by themselves, page by page. A message's offset waits until every recipient is settled; the next batch does not.
 */
export function messageAcceptedConsumer(deps: {
  messages: Pick<MessageStore, 'storeWithMembers'>;
  members: Pick<MemberPages, 'pageWithSettings' | 'nameOf'>;
  expansions: Pick<ExpansionStore, 'of' | 'save' | 'forget'>;
  presence: PresencePort;
  delivery: DeliveryPort;
  missed: MissedPort;
  settings: Pick<SettingStore, 'factsOf'>;
  ackTimeoutMs: (app: string) => number;
  /** Whether the app's default push is on. */
  pushesByDefault: (app: string) => boolean;
  /** Whether devices whose apps are in the background are pushed to instead of being told over their connections. */
  pushesInsteadInBackground: (app: string) => boolean;
  /** A device has what it wrote. */
  onWritten: (position: DevicePosition) => void;
  producer: Producer;
  events: StoreEvents;
  log: Logger;
  clock: () => number;
}): BatchConsumer<MessageAccepted> & { close(): void } {
  const { messages, members, presence, delivery, missed, settings, ackTimeoutMs, producer, events, log, clock } = deps;
  const mayPush = (message: MessageAccepted): boolean =>
    asksPush(message, { pushesByDefault: deps.pushesByDefault(message.app), hasRevokedPush: true });

  const publishUnpushed = gatherDecisions(producer);
  // A message and its revocation lie in one partition, so who waits for acknowledgements of the one reads the other.
  const revokedLately = latestRevoked();

  const recordsOf = ({ stored, facts, parts }: Offline, decidedAtMs: number): OutgoingRecord[] => {
    const { event, seq, storedAtMs, revokedAs } = stored;
    const { value } = event;
    // Whom a revocation is to reach its message has notified.
    const mentions = revokedAs?.mentions ?? value.mentions;
    const preview = previewOf(value, facts.groupName);
    return parts
      .flatMap(({ reason, recipients }) =>
        offlineEvents({
          message: value,
          seq,
          storedAtMs,
          decidedAtMs,
          reason,
          recipients: notified({ mentions }, recipients, facts.settings, storedAtMs),
          preview,
          ...(revokedAs?.pushConfig === undefined ? {} : { revokedPushConfig: revokedAs.pushConfig }),
        }),
      )
      .map((offline) => eventRecord(offlineRecipients, offline, event.context));
  };

  /** In one go: each by itself they would all wait at once, and what is more than may wait would be refused again and again. */
  const publishOffline = async (offline: readonly Offline[]): Promise<void> => {
    const asked = offline.filter(({ stored }) => stored.asksPush && !stored.isRevoked);
    if (!asked.every(({ stored }) => stored.event.isOurs())) throw new Lapsed();
    const revoked = new Set(asked.filter(({ stored }) => revokedLately.has(stored.event.value)));
    const unpushed = [...revoked].flatMap(
      ({ stored }) => unpushedDecision(stored.event.value, { ...stored, isRevoked: true, recipients: UNCOUNTED }) ?? [],
    );
    const decidedAtMs = clock();
    await Promise.all([
      publishUnpushed(unpushed),
      producer.publish(asked.filter((one) => !revoked.has(one)).flatMap((one) => recordsOf(one, decidedAtMs))),
    ]);
  };

  const settle = async (
    stored: StoredEvent,
    facts: NotifyFacts,
    { devices, untold }: Pick<DeliveryPlan, 'devices' | 'untold'>,
    unsettled: ReturnType<DeliveryPort['deliver']>,
  ): Promise<void> => {
    const silent = await unsettled;
    const missing = silent.length === 0 ? [] : unacknowledged(stored.event.value, silent, [...devices, ...untold]);
    events.unacknowledged(missing.length);
    if (missing.length === 0) return;
    const parts = [{ reason: 'OFFLINE_REASON_NO_ACK' as const, recipients: missing }];
    await untilDone(() => publishOffline([{ stored, facts, parts }]));
  };

  const warn = logSeldom(log, 'warn');
  /** What failed is tried again by itself: handled anew, all that the message has caused would be caused again. */
  const untilDone = async (work: () => Promise<void>): Promise<void> => {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof Lapsed || !isRetryable(error)) throw error;
        warn({ err: error }, 'cannot publish who did not acknowledge now, trying again');
        await delay(RETRY_MS, undefined, { ref: false });
      }
    }
  };

  /** Tells who is connected, and publishes who is not: one presence call and one produce for all parts. */
  const distribute = async (
    parts: readonly Part[],
    facts: Promise<(message: MessageAccepted) => NotifyFacts>,
  ): Promise<{ all: Distributed[]; told: Promise<void> | undefined }> => {
    const concerned = parts.flatMap(({ stored, recipients }) => {
      const { app } = stored.event.value;
      return recipients.map((userId) => ({ app, userId }));
    });
    const [known, factsOf] = await Promise.all([presence.of(concerned), facts]);
    const unknown = concerned.filter((user) => !known.has(userKey(user)));
    // Their offsets wait: should this process die before they are told, the next one decides anew.
    const told = unknown.length === 0 ? undefined : missed.add(unknown);
    const plans = parts.map(({ stored, recipients }) => {
      const { value } = stored.event;
      const plan = planDelivery({
        message: value,
        recipients,
        presenceOf: (userId) => known.get(userKey({ app: value.app, userId })) ?? { kind: 'unknown' },
        pushesInsteadInBackground: deps.pushesInsteadInBackground(value.app) && mayPush(value),
      });
      return { stored, facts: factsOf(value), plan };
    });
    await publishOffline(plans.map(({ stored, facts, plan }) => ({ stored, facts, parts: plan.offline })));
    const all = plans.map(({ stored, facts, plan }): Distributed => {
      const { devices, untold, offline } = plan;
      const recipients = offline.reduce((sum, part) => sum + part.recipients.length, 0);
      if (devices.length === 0) return { recipients, settled: undefined };
      const { app } = stored.event.value;
      const order = {
        app,
        message: storedMessage(stored),
        devices,
        ackTimeoutMs: ackTimeoutMs(app),
        traceparent: traceHeaders(stored.event.context)['traceparent'] ?? '',
      };
      return { recipients, settled: settle(stored, facts, { devices, untold }, delivery.deliver(order)) };
    });
    return { all, told };
  };

  const expander = groupExpander<StoredEvent>({
    members,
    progress: {
      of: (stored) => deps.expansions.of(stored.map(expandedMessage)),
      save: (reached) =>
        deps.expansions.save(
          reached.map(({ message, after, recipients }) => ({ ...expandedMessage(message), after, recipients })),
          clock(),
        ),
      forget: (stored) => deps.expansions.forget(stored.map(expandedMessage)),
    },
    seqOf: ({ seq }) => seq,
    isOurs: ({ event }) => event.isOurs(),
    log,
    handlePage: async ({ messages: stored, page, groupName }) => {
      const facts = { groupName, settings: page.settings };
      const { all, told } = await distribute(
        stored.map((one) => ({
          stored: one,
          recipients: recipientsOf(one.event.value, membersAt(page, one.seq)),
        })),
        Promise.resolve(() => facts),
      );
      return all.map(({ recipients, settled }) => ({ recipients, settled: Promise.all([settled, told]) }));
    },
  });

  const expand = async (group: GroupOfApp, stored: StoredEvent): Promise<Outcome> => {
    const recipients = await expander.expand(group, stored);
    const unpushed = recipients > 0 ? undefined : unpushedDecision(stored.event.value, { ...stored, recipients });
    if (unpushed?.verdict === 'PUSH_VERDICT_NO_RECIPIENTS') await publishUnpushed([unpushed]);
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
      const { places, members: small } = await messages.storeWithMembers(
        batch.map(({ value }) => value),
        storedAtMs,
        (message) => message.revocation == null && mayPush(message),
        MOST_READ_AT_ONCE,
      );
      for (const [index, { value }] of batch.entries()) {
        revokedLately.note(value);
        const { seq, kept } = places[index] as Place;
        const { app, conversationId, senderUserId, senderDeviceId } = value;
        if (kept === undefined && senderDeviceId !== '')
          deps.onWritten({ app, userId: senderUserId, deviceId: senderDeviceId, conversationId, seq });
      }
      events.stored(
        batch.map(({ value: { messageId, acceptedAtMs } }, index) => ({
          messageId,
          seq: (places[index] as Place).seq,
          acceptedAtMs,
        })),
        clock(),
      );
      const all = batch.map((event, index) => ({
        stored: storedEvent(event, places[index] as Place, {
          storedAtMs,
          pushesByDefault: deps.pushesByDefault(event.value.app),
        }),
        byPages: isByPages(event.value, small),
      }));
      const atOnce = all.filter(({ stored, byPages }) => !byPages && !stored.isConflict).map(({ stored }) => stored);
      const facts = settings.factsOf(atOnce.flatMap(({ event: { value } }) => (mayPush(value) ? [value] : [])));
      const { all: distributed, told } = await distribute(
        atOnce.map((stored) => {
          const { value } = stored.event;
          const group = groupOf(value);
          const ofGroup = group === undefined ? undefined : small.get(groupKey(group));
          const recipients = recipientsOf(value, ofGroup === undefined ? [] : membersAt(ofGroup, stored.seq));
          return { stored, recipients };
        }),
        facts,
      );
      const distributedOf = new Map(atOnce.map((stored, index) => [stored, distributed[index]]));
      const unpushed = all.flatMap(({ stored }) => {
        const { recipients = UNCOUNTED } = distributedOf.get(stored) ?? {};
        return unpushedDecision(stored.event.value, { ...stored, recipients }) ?? [];
      });
      const outcomes = all.map(({ stored, byPages }): Outcome | Promise<Outcome> => {
        if (stored.isConflict) return skip('another content under the same local id');
        const group = groupOf(stored.event.value);
        if (byPages && group !== undefined) return expand(group, stored);
        return distributedOf.get(stored)?.settled?.then(() => done) ?? done;
      });
      if (unpushed.length === 0 && told === undefined) return outcomes;
      // Delivery does not wait for a line of the trace; the events are done when it is there, too.
      const both = Promise.all([publishUnpushed(unpushed), told]);
      both.catch(() => undefined); // told by every event that waits for it
      return outcomes.map((outcome) => after(both, outcome));
    },
    close: () => expander.close(),
  };

  /** A large group's members are read in pages; so are a smaller one's while a message before is on its way through pages, to be behind it. */
  function isByPages(message: MessageAccepted, small: ReadonlyMap<string, Members>): boolean {
    const group = groupOf(message);
    return group !== undefined && (!small.has(groupKey(group)) || expander.isUnderWay(group));
  }
}

/** The latest messages that were revoked: those who did not acknowledge one in time are not to read on their screens what was taken back. */
function latestRevoked() {
  const known = new Set<string>();
  const keyOf = (app: string, conversationId: string, messageId: string): string =>
    `${app} ${conversationId} ${messageId}`;
  return {
    note: ({ app, conversationId, revocation }: MessageAccepted): void => {
      if (revocation == null) return;
      known.add(keyOf(app, conversationId, revocation.messageId));
      const [oldest] = known;
      if (known.size > MOST_REVOKED_KNOWN && oldest !== undefined) known.delete(oldest);
    },
    has: ({ app, conversationId, messageId }: MessageAccepted): boolean =>
      known.has(keyOf(app, conversationId, messageId)),
  };
}

function expandedMessage({ event: { value } }: StoredEvent): ExpandedMessage {
  return { app: value.app, messageId: value.messageId };
}

async function after(first: Promise<unknown>, outcome: Outcome | Promise<Outcome>): Promise<Outcome> {
  const settled = await outcome;
  await first;
  return settled;
}

/** The gateway refuses another content under a known local id when it knows. */
function storedEvent(
  event: Consumed<MessageAccepted>,
  { seq, kept, hasRevokedPush, revokedAs }: Place,
  { storedAtMs, pushesByDefault }: { storedAtMs: number; pushesByDefault: boolean },
): StoredEvent {
  const isRevoked = kept?.revokedByUserId !== undefined;
  const isConflict = kept !== undefined && isAnother(event.value, kept);
  return {
    event,
    seq,
    kept,
    isConflict,
    isRevoked,
    asksPush: asksPush(event.value, { pushesByDefault, hasRevokedPush }),
    revokedAs,
    storedAtMs,
  };
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
