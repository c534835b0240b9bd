import {
  callChanged,
  callChangedTopic,
  deadLetterTopic,
  messageAccepted,
  offlineRecipients,
  urgentOfflineRecipientTopic,
  type CallChanged,
  type PushDecisionInput,
} from '@bellhop/contracts';
import {
  done,
  eventRecord,
  Lapsed,
  recordIn,
  type BatchConsumer,
  type Consumed,
  type Outcome,
  type Producer,
} from '@bellhop/kafka';
import { traceHeaders } from '@bellhop/runtime';
import type { CallDesk } from '../calls/call-desk.ts';
import type { CallStore } from '../db/call-store.ts';
import { asksRing, invitation, planCall, unconfirmedRing, untoldEnds, type CallPlan } from '../domain/plan-call.ts';
import { unconfirmed } from '../domain/plan-delivery.ts';
import { userKey, type DeliveryPort, type MissedPort, type PresencePort } from '../domain/ports.ts';
import type { StoreEvents } from '../events.ts';
import { gatherDecisions } from './gather-decisions.ts';

/**
 * Changes of calls → everybody concerned is told, devices ring and stop ringing. One presence call, one query and one produce per batch. An
 * invitation's offset waits until each invited device has it or is pushed to; the next batch does not.
 */
export function callChangedConsumer(deps: {
  calls: Pick<CallStore, 'areRinging'>;
  desk: Pick<CallDesk, 'carryOut'>;
  presence: PresencePort;
  delivery: DeliveryPort;
  missed: MissedPort;
  ackTimeoutMs: (app: string) => number;
  producer: Producer;
  events: Pick<StoreEvents, 'unacknowledged'>;
  clock: () => number;
}): BatchConsumer<CallChanged> {
  const { calls, desk, presence, delivery, missed, ackTimeoutMs, producer, events, clock } = deps;

  const publishUnpushed = gatherDecisions(producer);

  const publish = async (
    { pushes, missed }: Pick<CallPlan, 'pushes' | 'missed'>,
    event: Consumed<CallChanged>,
  ): Promise<void> => {
    if (!event.isOurs()) throw new Lapsed();
    await producer.publish([
      ...pushes.map((push) => recordIn(urgentOfflineRecipientTopic.name, offlineRecipients, push, event.context)),
      ...missed.map((message) => eventRecord(messageAccepted, message, event.context)),
    ]);
  };

  /** Of those whom these changes ring or silence: who is rung now. */
  const whoRings = async (
    changes: readonly CallChanged[],
  ): Promise<(change: CallChanged) => (userId: string) => boolean> => {
    const asked = changes.flatMap(({ app, call, ringingUserIds, silenced }) =>
      [...ringingUserIds, ...silenced.map(({ userId }) => userId)].map((userId) => ({
        app,
        userId,
        callId: call?.callId ?? '',
      })),
    );
    const rung = await calls.areRinging(asked, clock());
    const keys = new Set(asked.flatMap((one, index) => (rung[index] === true ? [keyOf(one)] : [])));
    return ({ app, call }) =>
      (userId) =>
        keys.has(keyOf({ app, userId, callId: call?.callId ?? '' }));
  };

  const deliver = (
    event: Consumed<CallChanged>,
    { news, devices }: CallPlan['news'][number],
  ): ReturnType<DeliveryPort['deliver']> =>
    delivery.deliver({
      app: event.value.app,
      callNews: news,
      devices,
      ackTimeoutMs: ackTimeoutMs(event.value.app),
      traceparent: traceHeaders(event.context)['traceparent'] ?? '',
    });

  /** Rings everybody's connected devices; those that do not say in time that they have it are pushed to. */
  const ring = async (event: Consumed<CallChanged>, { ringing }: CallPlan): Promise<void> => {
    const devices = ringing.flatMap(({ userId, devices: connected }) =>
      connected.map((device) => ({ userId, ...device })),
    );
    const missing = devices.length === 0 ? [] : await deliver(event, { news: invitation(event.value), devices });
    const missingOf = Map.groupBy(missing, ({ userId }) => userId);
    const recipients = unconfirmed(missing, devices);
    events.unacknowledged(recipients.length);
    await publish({ pushes: unconfirmedRing(event.value, recipients), missed: [] }, event);
    const unreached = ringing.filter(
      ({ userId, devices: connected }) => (missingOf.get(userId)?.length ?? 0) === connected.length,
    );
    const { app, call } = event.value;
    await Promise.all(
      unreached.map(({ userId }) =>
        desk.carryOut({ app, callId: call?.callId ?? '', command: { kind: 'unreached', userId } }),
      ),
    );
  };

  const settle = async (event: Consumed<CallChanged>, plan: CallPlan, told: Promise<void>): Promise<Outcome> => {
    const tell = async (): Promise<void> => {
      const untold = (await Promise.all(plan.news.map((news) => deliver(event, news)))).flat();
      if (untold.length === 0) return;
      // Asked anew: that took a while, and the end must not take away a ring that began meanwhile.
      const rings = await whoRings([event.value]);
      await publish({ pushes: untoldEnds(event.value, untold, rings(event.value)), missed: [] }, event);
    };
    await Promise.all([ring(event, plan), tell(), publishUnpushed(unpushed(event.value)), told]);
    return done;
  };

  return {
    group: 'message-store.calls',
    topics: [callChangedTopic],
    event: callChanged,
    deadLetterTopic: deadLetterTopic('message-store'),
    maxBatch: 200,
    concurrency: 1, // the order of a call
    maxUnderWay: 5_000,
    async handle(batch) {
      const concerned = batch.flatMap(({ value: { app, call } }) =>
        (call?.users ?? []).map(({ userId }) => ({ app, userId })),
      );
      const [rings, known] = await Promise.all([whoRings(batch.map(({ value }) => value)), presence.of(concerned)]);
      const told = missed.add(concerned.filter((user) => !known.has(userKey(user))));
      const plans = batch.map(({ value }) =>
        planCall(value, {
          presenceOf: (userId) => known.get(userKey({ app: value.app, userId })) ?? { kind: 'unknown' },
          isRung: rings(value),
        }),
      );
      await Promise.all(batch.map((event, index) => publish(plans[index] as CallPlan, event)));
      return batch.map((event, index) => settle(event, plans[index] as CallPlan, told));
    },
  };
}

function keyOf({ app, userId, callId }: { app: string; userId: string; callId: string }): string {
  return `${app}/${callId}/${userId}`;
}

/** A call without a push config leaves a line in the trace, too. */
function unpushed(event: CallChanged): PushDecisionInput[] {
  const { app, call, ringingUserIds, atMs } = event;
  if (asksRing(event) || ringingUserIds.length === 0) return [];
  return [
    {
      app,
      messageId: call?.callId ?? '',
      verdict: 'PUSH_VERDICT_NOT_ASKED',
      acceptedAtMs: atMs,
      storedAtMs: atMs,
      decidedAtMs: atMs,
      atMs,
    },
  ];
}
