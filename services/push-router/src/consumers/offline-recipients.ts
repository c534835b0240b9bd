import {
  deadLetterTopic,
  offlineRecipients,
  offlineRecipientTopic,
  pushOutcomes,
  pushTask,
  pushTaskTopic,
  urgentOfflineRecipientTopic,
  urgentTaskTopic,
  type OfflineRecipients,
  type Topic,
  type VendorName,
} from '@bellhop/contracts';
import {
  done,
  eventRecord,
  Lapsed,
  recordIn,
  type BatchConsumer,
  type OutgoingRecord,
  type Producer,
} from '@bellhop/kafka';
import { planPush } from '../domain/plan-push.ts';
import type { AppProfiles, DeviceStore } from '../domain/ports.ts';
import type { RouterEvents } from '../events.ts';

/** Decisions of a batch share records of this many, so that they cost little. */
const DECISIONS_PER_RECORD = 200;

interface Deps {
  readonly devices: DeviceStore;
  readonly profiles: AppProfiles;
  readonly producer: Producer;
  readonly events: RouterEvents;
  readonly clock: () => number;
}

/** Offline recipients of messages → tasks for the vendors' adapters, and the decisions for the trace. */
export function offlineRecipientsConsumer(deps: Deps): BatchConsumer<OfflineRecipients> {
  return { ...routing(deps, pushTaskTopic), group: 'push-router', topics: [offlineRecipientTopic] };
}

/** The same for calls, which never wait behind messages: topics and a group of their own. */
export function urgentOfflineRecipientsConsumer(deps: Deps): BatchConsumer<OfflineRecipients> {
  return { ...routing(deps, urgentTaskTopic), group: 'push-router.urgent', topics: [urgentOfflineRecipientTopic] };
}

function routing(
  { devices, profiles, producer, events, clock }: Deps,
  topicOf: (vendor: VendorName) => Topic,
): Omit<BatchConsumer<OfflineRecipients>, 'group' | 'topics'> {
  return {
    event: offlineRecipients,
    deadLetterTopic: deadLetterTopic('push-router'),
    maxBatch: 300,
    concurrency: 1, // the order of a conversation
    async handle(batch) {
      const [bound, known] = await Promise.all([
        devices.boundTo(
          // The sender's own devices, too: the trace says why they are not pushed.
          batch.flatMap(({ value }) =>
            [value.senderUserId, ...value.recipients.map(({ userId }) => userId)].map((userId) => ({
              app: value.app,
              userId,
            })),
          ),
        ),
        profiles.of([...new Set(batch.map(({ value }) => value.app))]),
      ]);
      const now = clock();
      const planned = batch.map((event) => ({
        event,
        plan: planPush(event.value, bound, known.get(event.value.app), now),
      }));
      const tasks = planned.flatMap(({ event, plan }) =>
        plan.tasks.map(({ vendor, task }) => recordIn(topicOf(vendor).name, pushTask, task, event.context)),
      );
      const decisions = planned.flatMap(({ plan }) => plan.decisions);
      const records: OutgoingRecord[] = [...tasks];
      for (let start = 0; start < decisions.length; start += DECISIONS_PER_RECORD) {
        records.push(eventRecord(pushOutcomes, { decisions: decisions.slice(start, start + DECISIONS_PER_RECORD) }));
      }
      if (!batch.every((event) => event.isOurs())) throw new Lapsed();
      await producer.publish(records);
      // Between a call and its end lies the time it rang.
      const messages = batch.filter(({ value }) => value.call == null);
      events.routed(
        tasks.length,
        decisions,
        messages.map(({ value }) => clock() - value.acceptedAtMs),
      );
      return batch.map(() => done);
    },
  };
}
