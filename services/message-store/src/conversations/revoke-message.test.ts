import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoundMessage } from '../db/find-message.ts';
import { messageRevoker } from './revoke-message.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const message: FoundMessage = {
  seq: 1,
  senderUserId: 'ann',
  toUserId: 'ben',
  toGroupId: '',
  acceptedAtMs: 0,
  customType: null,
  isRevoked: false,
  targetUserIds: [],
};

/** A store that has the message, the first of its conversation, from a moment on. */
function storedAfter(ms: number) {
  const from = Date.now() + ms;
  const whenThere = <T>(found: T) => Promise.resolve(Date.now() >= from ? found : undefined);
  const publish = vi.fn(() => Promise.resolve());
  const revoke = messageRevoker({
    messages: { find: () => whenThere(message), participant: () => whenThere({ role: undefined }) },
    producer: { publish },
    revokeWithinSeconds: () => Infinity,
    clock: Date.now,
  });
  const asked = { app: 'demo', userId: 'ann', conversationId: 'peer/ann/ben', messageId: 'm', pushConfig: null };
  return { publish, revoking: revoke(asked) };
}

describe('the revocation of a message that was sent just now', () => {
  it('waits until it is stored', async () => {
    const { publish, revoking } = storedAfter(300);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await revoking).toEqual({ revocationMessageId: expect.any(String) as string });
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('waits for no time when it is there, and not for long when it never comes', async () => {
    expect(await storedAfter(0).revoking).toHaveProperty('revocationMessageId');
    const { publish, revoking } = storedAfter(Infinity);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await revoking).toEqual({ refusal: 'CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND' });
    expect(publish).not.toHaveBeenCalled();
  });
});
