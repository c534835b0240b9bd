import { headers as names, pushTask, topicCatalogue } from '@bellhop/contracts';
import type { OutgoingRecord, Producer, StoredRecord } from '@bellhop/kafka';
import { InvalidInput } from '@bellhop/runtime';

/**
 * Sends dead letters back to the topics that they came from, and marks them as sent back. A failure in between sends some of them twice
 * the next time, which changes nothing: what is handled twice has the same ids.
 */
export async function sendBack(producer: Pick<Producer, 'publish'>, records: readonly StoredRecord[]): Promise<void> {
  await producer.publish(records.map(originalOf));
  await producer.publish(records.map(markOf));
}

const topics = new Set(topicCatalogue().map(({ name }) => name));

/** The record as it was before it failed. */
export function originalOf({ topic, partition, offset, key, value, headers }: StoredRecord): OutgoingRecord {
  const from = headers[names.originalTopic] ?? '';
  if (!topics.has(from))
    throw new InvalidInput(
      `the record ${partition}:${offset} of ${topic} came from "${from}", which is no topic of ours`,
    );
  return {
    topic: from,
    key,
    value: headers[names.eventType] === pushTask.type && value !== null ? asNewTask(value) : value,
    // What it failed with, and when it was due, is over.
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-'))),
  };
}

/** A task's attempts begin anew: some causes allow only a few. One that cannot be read stays as it is. */
function asNewTask(value: Buffer): Buffer {
  try {
    return pushTask.encode({ ...pushTask.decode(value), attempts: 0, doubtfulAttempts: 0 });
  } catch {
    return value;
  }
}

function markOf({ topic, partition, offset, key }: StoredRecord): OutgoingRecord {
  return { topic, key, value: null, headers: { [names.sentBack]: `${partition}:${offset}` } };
}
