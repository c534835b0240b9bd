import { randomUUID } from 'node:crypto';
import type { MessageAccepted } from '@bellhop/contracts';

/** A message as the gateway accepts it. */
export function aMessage(over: Partial<MessageAccepted> = {}): MessageAccepted {
  return {
    messageId: randomUUID(),
    app: 'demo',
    conversationId: 'peer/alice/bob',
    senderUserId: 'alice',
    senderDeviceId: '',
    localId: '',
    target: 'toUserId',
    toUserId: 'bob',
    content: 'text',
    text: 'hi',
    pushConfig: null,
    targetUserIds: [],
    mentions: null,
    acceptedAtMs: Date.now(),
    ...over,
  };
}

/** A message to a group. */
export function aGroupMessage(groupId: string, over: Partial<MessageAccepted> = {}): MessageAccepted {
  const { toUserId: _, ...rest } = aMessage({
    conversationId: `group/${groupId}`,
    target: 'toGroupId',
    toGroupId: groupId,
    ...over,
  });
  return rest;
}

/** The revocation of a message. */
export function aRevocation(of: MessageAccepted, seq: number, over: Partial<MessageAccepted> = {}): MessageAccepted {
  const { text: _, ...rest } = of;
  return {
    ...rest,
    messageId: randomUUID(),
    localId: '',
    mentions: null,
    pushConfig: null,
    content: 'revocation',
    revocation: { messageId: of.messageId, seq, senderUserId: of.senderUserId },
    ...over,
  };
}
