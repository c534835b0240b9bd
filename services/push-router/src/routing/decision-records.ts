import { pushOutcomes, type PushDecisionInput } from '@bellhop/contracts';
import { eventRecord, type OutgoingRecord } from '@bellhop/kafka';

/** Decisions of a batch share records of this many, so that they cost little. */
const DECISIONS_PER_RECORD = 200;

/** Decisions as records for the trace. */
export function decisionRecords(decisions: readonly PushDecisionInput[]): OutgoingRecord[] {
  const records: OutgoingRecord[] = [];
  for (let start = 0; start < decisions.length; start += DECISIONS_PER_RECORD)
    records.push(eventRecord(pushOutcomes, { decisions: decisions.slice(start, start + DECISIONS_PER_RECORD) }));
  return records;
}
