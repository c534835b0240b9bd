import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { conversationServiceHandlers } from './conversation-service.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('looks through all days once for messages to delete, and then for those that it did not find among the newest ones', async () => {
  const looks: { messageIds: readonly string[]; sinceMs: number | undefined }[] = [];
  const handlers = conversationServiceHandlers({
    deletions: {
      deleteMessages: (_of: unknown, messageIds: readonly string[], sinceMs?: number) => {
        looks.push({ messageIds, sinceMs });
        return Promise.resolve({ deleted: 1, missing: messageIds.filter((id) => id !== 'old') });
      },
    },
    tell: () => undefined,
    clock: Date.now,
  } as unknown as Parameters<typeof conversationServiceHandlers>[0]);
  const request = { app: 'demo', userId: 'ann', deviceId: '', conversationId: 'peer/ann/ben' };
  const answer = handlers.DeleteMessages({ ...request, messageIds: ['old', 'unknown'] }, {} as never);
  await vi.runAllTimersAsync();
  expect(await answer).toEqual({ deletedCount: looks.length });
  const [first, ...later] = looks;
  expect(first).toEqual({ messageIds: ['old', 'unknown'], sinceMs: 0 });
  expect(later.length).toBeGreaterThan(0);
  for (const { messageIds, sinceMs = 0 } of later) {
    expect(messageIds).toEqual(['unknown']);
    expect(Date.now() - sinceMs).toBeLessThan(2 * 3_600_000);
  }
});
