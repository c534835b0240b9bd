import {
  deadLetterTopic,
  offlineRecipients,
  offlineRecipientTopic,
  pushTask,
  pushTaskTopic,
  urgentOfflineRecipientTopic,
  urgentTaskTopic,
  type OfflineRecipients,
  type Topic,
  type VendorName,
} from '@bellhop/contracts';
import { done, Lapsed, recordIn, type BatchConsumer, type Consumed, type Producer } from '@bellhop/kafka';
import { batchParts } from '../domain/batch-parts.ts';
import { judge, planPush } from '../domain/plan-push.ts';
import type { RouterEvents } from '../events.ts';
import { countPushes, type CountDeps } from '../routing/count-pushes.ts';
import { decisionRecords } from '../routing/decision-records.ts';
import { knowledgeOf, type KnowledgeDeps } from '../routing/routing-knowledge.ts';

export interface RoutingDeps extends KnowledgeDeps, CountDeps {
  readonly producer: Producer;
  readonly events: RouterEvents;
  readonly clock: () => number;
}

/** Offline recipients of messages → tasks for the vendors' adapters, and the decisions for the trace. */
export function offlineRecipientsConsumer(deps: RoutingDeps): BatchConsumer<OfflineRecipients> {
  return { ...routing(deps, pushTaskTopic), group: 'push-router', topics: [offlineRecipientTopic] };
}

/** The same for calls, which never wait behind messages: topics and a group of their own. */
export function urgentOfflineRecipientsConsumer(deps: RoutingDeps): BatchConsumer<OfflineRecipients> {
  return { ...routing(deps, urgentTaskTopic), group: 'push-router.urgent', topics: [urgentOfflineRecipientTopic] };
}

function routing(
  deps: RoutingDeps,
  topicOf: (vendor: VendorName) => Topic,
): Omit<BatchConsumer<OfflineRecipients>, 'group' | 'topics'> {
  const { producer, events, clock } = deps;

  const route = async (batch: readonly Consumed<OfflineRecipients>[]): Promise<void> => {
    const knownOf = await knowledgeOf(
      batch.map(({ value }) => value),
      deps,
    );
    const now = clock();
    const given = batch.map(({ value: event }) => {
      const known = knownOf(event);
      return { event, known, judged: judge(event, known, now) };
    });
    const standings = await countPushes(given, deps);
    const planned = given.map(({ event, known, judged }, index) =>
      planPush(event, known, now, standings[index], judged),
    );
    const tasks = planned.flatMap((plan, index) =>
      plan.tasks.map(({ vendor, task }) => recordIn(topicOf(vendor).name, pushTask, task, batch[index]?.context)),
    );
    const decisions = planned.flatMap((plan) => plan.decisions);
    if (!batch.every((event) => event.isOurs())) throw new Lapsed();
    await producer.publish([...tasks, ...decisionRecords(decisions)]);
    // Between a call and its end lies the time it rang.
    const messages = batch.filter(({ value }) => value.call == null);
    events.routed(
      tasks.length,
      decisions,
      messages.map(({ value }) => clock() - value.acceptedAtMs),
    );
  };

  return {
    event: offlineRecipients,
    deadLetterTopic: deadLetterTopic('push-router'),
    maxBatch: 300,
    concurrency: 1, // the order of a conversation
    async handle(batch) {
      // When a later part fails, the earlier ones are routed again with it: to the same tasks.
      for (const part of batchParts(batch.map(({ value }) => value)))
        await route(part.flatMap((index) => batch[index] ?? []));
      return batch.map(() => done);
    },
  };
}
