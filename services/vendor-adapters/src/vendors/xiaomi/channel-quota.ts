import { integerOf } from '../../domain/json-value.ts';

/** The outcome code of what a channel's quota dropped from a call that was otherwise taken. */
export const OVER_CHANNEL_QUOTA = 'channel_exceed_quota';

/** What a message without a channel counts as. */
export const NO_CHANNEL = 'no_channel';

/**
 * How many messages of a multi_messages call were dropped per channel, from `channel_exceed_quota`: `no_channel:2 a:3` (a public guide that
 * cites the vendor's page 1656), or a JSON object, as text or not. The names of channels are whole words; what cannot be read counts as nothing.
 */
export function droppedPerChannel(member: unknown): ReadonlyMap<string, number> {
  const pairs = typeof member === 'object' && member !== null ? Object.entries(member) : pairsOf(member);
  return new Map(
    pairs.flatMap(([channel, given]) => {
      const count = integerOf(given);
      return channel !== '' && count !== undefined && count > 0 ? [[channel, count] as const] : [];
    }),
  );
}

function pairsOf(member: unknown): [string, unknown][] {
  if (typeof member !== 'string') return [];
  const json = parsed(member);
  if (json !== undefined) return Object.entries(json);
  return member
    .split(/[\s,;]+/)
    .map((pair) => [pair.slice(0, pair.lastIndexOf(':')), pair.slice(pair.lastIndexOf(':') + 1)]);
}

function parsed(text: string): object | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
