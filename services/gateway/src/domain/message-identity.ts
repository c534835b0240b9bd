import { derivedId } from '@bellhop/contracts';
import { v7 } from 'uuid';
import type { MessageInput } from './message-input.ts';

/**
 * Id of a message: the same for every retry with the same local id in the same conversation, else a new one.
 */
export function messageIdOf(
  app: string,
  message: Pick<MessageInput, 'fromUserID' | 'toUserID' | 'toGroupID' | 'localMessageID'>,
): string {
  const { fromUserID, localMessageID } = message;
  if (localMessageID === undefined) return v7();
  return derivedId([app, fromUserID, conversationIdOf(message), localMessageID]);
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
