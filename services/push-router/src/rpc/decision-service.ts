import type { DecisionServiceDefinition } from '@bellhop/contracts';
import type { Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { ReadOnlyCounters } from '../db/counted-so-far.ts';
import { judge, planPush } from '../domain/plan-push.ts';
import { resourceFor } from '../domain/push-contents.ts';
import { deviceResults, userResult } from '../domain/target-results.ts';
import { countPushes } from '../routing/count-pushes.ts';
import { knowledgeOf, type KnowledgeDeps } from '../routing/routing-knowledge.ts';
import { resultMessage } from './result-message.ts';

const MOST_RECIPIENTS = 1_000;

/** What routing would decide, with counters that are only looked at. */
export function decisionServiceHandlers(
  deps: KnowledgeDeps & { readonly counted: ReadOnlyCounters; readonly clock: () => number },
): Handlers<DecisionServiceDefinition> {
  return {
    DecidePushes: async ({ events }) => {
      const count = events.reduce((sum, { recipients }) => sum + recipients.length, 0);
      if (count < 1 || count > MOST_RECIPIENTS)
        throw new InvalidInput(`events have ${count} recipients together, 1 to 1,000 are allowed`, { field: 'events' });
      const nowMs = deps.clock();
      const knownOf = await knowledgeOf(events, deps);
      const given = events.map((event) => {
        const known = knownOf(event);
        return { event, known, judged: judge(event, known, nowMs) };
      });
      const standings = await countPushes(given, deps.counted);
      const targets = given.flatMap(({ event, known, judged }, index) => {
        const plan = planPush(event, known, nowMs, standings[index], judged);
        const results = deviceResults(plan, resourceFor(event, known.profile).resourcesId);
        const ofUser = Map.groupBy(results, ({ userId }) => userId);
        return event.recipients.map(({ userId }) => resultMessage({ userId }, userResult(ofUser.get(userId) ?? [])));
      });
      return { targets };
    },
  };
}
