import { describe, expect, it } from 'vitest';
import { conversationIdOf, messageIdOf } from './message-identity.ts';

describe('the id of a message', () => {
  const message = { fromUserID: 'alice', toUserID: 'bob', toGroupID: undefined, localMessageID: 'l1' };
  it('is the same for a retry and another for everything else', () => {
    const id = messageIdOf('demo', message);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(messageIdOf('demo', { ...message })).toBe(id);
    const others = [
      messageIdOf('other', message),
      messageIdOf('demo', { ...message, fromUserID: 'bob' }),
      messageIdOf('demo', { ...message, localMessageID: 'l2' }),
      messageIdOf('demo', { ...message, toUserID: 'carol' }),
      messageIdOf('demo', { ...message, toUserID: undefined, toGroupID: 'bob' }),
    ];
    expect(new Set([id, ...others]).size).toBe(6);
  });
  it('is new each time without a local id', () => {
    const nameless = { ...message, localMessageID: undefined };
    expect(messageIdOf('demo', nameless)).not.toBe(messageIdOf('demo', nameless));
  });
});

describe('the conversation of a message', () => {
  it('is one for both directions', () => {
    const there = conversationIdOf({ fromUserID: 'bob', toUserID: 'alice', toGroupID: undefined });
    expect(there).toBe('peer/alice/bob');
    expect(conversationIdOf({ fromUserID: 'alice', toUserID: 'bob', toGroupID: undefined })).toBe(there);
    expect(conversationIdOf({ fromUserID: 'alice', toUserID: undefined, toGroupID: 'g' })).toBe('group/g');
  });
});
