import { readRecords, type KafkaConfig, type StoredRecord } from '@bellhop/kafka';
import { places, sentBackBy, summaryOf, topicOf, type DeadLetterSummary, type Place } from './dead-letter.ts';

export interface FoundDeadLetter extends DeadLetterSummary {
  readonly isSentBack: boolean;
}

/** Which dead letters are looked for. Whatever is left out does not matter. */
export interface DeadLetterFilter {
  readonly places?: readonly Place[];
  readonly ids?: ReadonlySet<string>;
  readonly messageId?: string;
  readonly code?: string;
}

/**
 * Reads the dead letters that lie there now, oldest first in each place. Only what is looked for is held in memory.
 * @param onRecord gets the whole record of each one
 */
export async function readDeadLetters(
  kafka: KafkaConfig,
  filter: DeadLetterFilter,
  onRecord: (id: string, record: StoredRecord) => void = () => undefined,
): Promise<FoundDeadLetter[]> {
  const wanted = filter.places ?? places;
  const placeOf = new Map(wanted.map((place) => [topicOf(place).name, place]));
  const found: DeadLetterSummary[] = [];
  const sentBack = new Set<string>();
  await readRecords(kafka, wanted.map(topicOf), (record) => {
    const place = placeOf.get(record.topic);
    if (place === undefined) return;
    const mark = sentBackBy(place, record);
    if (mark !== undefined) {
      sentBack.add(mark);
      return;
    }
    const summary = summaryOf(place, record);
    if (!fits(summary, filter)) return;
    found.push(summary);
    onRecord(summary.id, record);
  });
  return found
    .map((summary) => ({ ...summary, isSentBack: sentBack.has(summary.id) }))
    .sort((one, other) => one.writtenAtMs - other.writtenAtMs);
}

function fits(summary: DeadLetterSummary, { ids, messageId, code }: DeadLetterFilter): boolean {
  return (
    (ids === undefined || ids.has(summary.id)) &&
    (messageId === undefined || summary.messages.some((message) => message.messageId === messageId)) &&
    (code === undefined || summary.code === code)
  );
}
