import { headers as names, messageAccepted, offlineRecipients, pushOutcomes, pushTask } from '@bellhop/contracts';
import type { StoredRecord } from '@bellhop/kafka';

const events = [messageAccepted, offlineRecipients, pushTask, pushOutcomes];

/** What people wrote; shown only when it is asked for. */
const words = new Set(['text', 'data', 'title', 'content', 'payload']);
const wordLists = new Set(['titleParameters', 'contentParameters']);

/** What a dead letter holds, for reading; undefined when it cannot be read. Tokens never show. */
export function contentsOf({ headers, value }: StoredRecord, { withWords }: { withWords: boolean }): unknown {
  const event = events.find(({ type }) => type === headers[names.eventType]);
  if (event === undefined || value === null) return undefined;
  try {
    return masked(event.decode(value), withWords);
  } catch {
    return undefined;
  }
}

function masked(value: unknown, withWords: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => masked(one, withWords));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (name === 'token') return [name, '[token]'];
      // `content` also names which of a message's contents is set.
      const isWords = words.has(name) && typeof member === 'string' && !(name === 'content' && 'target' in value);
      if (!withWords && isWords) return [name, `[${[...member].length} characters]`];
      if (!withWords && wordLists.has(name)) return [name, '[not shown]'];
      return [name, masked(member, withWords)];
    }),
  );
}
