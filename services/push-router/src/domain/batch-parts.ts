import type { OfflineRecipients } from '@bellhop/contracts';

type Event = Pick<OfflineRecipients, 'app' | 'conversationId' | 'recipients'>;

/** An event with more recipients belongs to a large group. */
const MANY = 200;
/** Recipients that are looked up, planned and published at a time; an event has at most 1,000. */
const PER_PART = 5_000;

/**
 * The order in which a batch is routed, as indices of its events: a part at a time, so that memory and the time without a heartbeat stay
 * bounded whatever lies in the topic. Conversations without a large event come first: they wait for no large group. Events of one conversation
 * keep their order.
 */
export function batchParts(events: readonly Event[]): number[][] {
  const conversationOf = ({ app, conversationId }: Event): string => `${app}/${conversationId}`;
  const large = new Set(events.filter(({ recipients }) => recipients.length > MANY).map(conversationOf));
  const isLarge = (event: Event): boolean => large.has(conversationOf(event));
  const indices = [...events.keys()];
  const ordered = [
    ...indices.filter((index) => !isLarge(events[index] as Event)),
    ...indices.filter((index) => isLarge(events[index] as Event)),
  ];
  const firstLarge = ordered.length - events.filter(isLarge).length;
  const parts: number[][] = [];
  let recipients = 0;
  for (const [place, index] of ordered.entries()) {
    const count = events[index]?.recipients.length ?? 0;
    if (parts.length === 0 || place === firstLarge || recipients + count > PER_PART) {
      parts.push([]);
      recipients = 0;
    }
    parts.at(-1)?.push(index);
    recipients += count;
  }
  return parts;
}
