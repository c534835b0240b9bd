import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { MessageInput } from './message-input.ts';

/**
 * Id of a message: the same for every retry with the same local id in the same conversation, else a new one.
 * Derived ids are version 8 UUIDs (RFC 9562: custom), so that nobody reads a time from them.
 */
export function messageIdOf(
  app: string,
  message: Pick<MessageInput, 'fromUserID' | 'toUserID' | 'toGroupID' | 'localMessageID'>,
): string {
  const { fromUserID, localMessageID } = message;
  if (localMessageID === undefined) return v7();
  const name = [app, fromUserID, conversationIdOf(message), localMessageID].join('\0');
  const hash = createHash('sha256').update(name).digest();
  hash[6] = (hash.readUInt8(6) & 0x0f) | 0x80;
  hash[8] = (hash.readUInt8(8) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** The conversation a message belongs to: `peer/<user>/<user>` (sorted, so both directions are one) or `group/<group>`. */
export function conversationIdOf({
  fromUserID,
  toUserID,
  toGroupID,
}: Pick<MessageInput, 'fromUserID' | 'toUserID' | 'toGroupID'>): string {
  if (toGroupID !== undefined) return `group/${toGroupID}`;
  const [first, second] = [fromUserID, toUserID ?? ''].sort();
  return `peer/${first}/${second}`;
}
