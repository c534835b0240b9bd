import { pushOutcomes, type PushDecisionInput } from '@bellhop/contracts';
import { createGatherer, eventRecord, type Producer } from '@bellhop/kafka';

const DECISIONS_PER_RECORD = 200;
const GATHER_MS = 100;

/** Publishes lines for the trace, which nobody waits for, many at a time. They belong to no message's trace in OpenTelemetry's sense. */
export function gatherDecisions(
  producer: Pick<Producer, 'publish'>,
): (decisions: readonly PushDecisionInput[]) => Promise<void> {
  return createGatherer<PushDecisionInput>({
    waitMs: GATHER_MS,
    maxItems: DECISIONS_PER_RECORD,
    publish: (decisions) => producer.publish([eventRecord(pushOutcomes, { decisions: [...decisions] })]),
  });
}
