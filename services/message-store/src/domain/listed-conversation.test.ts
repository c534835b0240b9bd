import { describe, expect, it } from 'vitest';
import { conversationOf, groupOf, peerOf } from './listed-conversation.ts';
import { deletableBeforeMs, keptDays, oldestKeptMs } from './retention.ts';

const listed = {
  conversationId: 'peer/alice/bob',
  activeAtMs: 1,
  readSeq: 2,
  unreadCount: 3,
  setting: { mode: 'NOTIFY_MODE_NONE' as const, muteUntilMs: 10 },
  groupName: '',
  lastMessage: undefined,
};

describe('a conversation of the list', () => {
  it('names the other user, and a setting while it holds', () => {
    expect(conversationOf(listed, { userId: 'bob', nowMs: 9 })).toMatchObject({
      peerUserId: 'alice',
      groupId: '',
      notifyMode: 'NOTIFY_MODE_NONE',
      muteUntilMs: 10,
    });
    expect(conversationOf(listed, { userId: 'bob', nowMs: 10 })).toMatchObject({
      notifyMode: 'NOTIFY_MODE_ALL',
      muteUntilMs: 0,
    });
  });

  it.each([
    ['peer/alice/bob', 'alice', 'bob'],
    ['peer/alice/bob', 'bob', 'alice'],
    ['peer/alice/alice', 'alice', 'alice'],
    ['peer/alice/bob', 'carol', undefined],
    ['group/alice', 'alice', undefined],
    ['peer/alice', 'alice', undefined],
  ])('%s is with %s: %s', (conversationId, userId, peer) => {
    expect(peerOf(conversationId, userId)).toBe(peer);
  });

  it('is of a group or not', () => {
    expect([groupOf('group/g'), groupOf('peer/a/b')]).toEqual(['g', '']);
  });
});

describe('the retention of an app', () => {
  it('counts where it is shorter than the service’s, which ends with a whole day', () => {
    const now = 100 * 86_400_000;
    expect(oldestKeptMs(30, 30, now)).toBe(69 * 86_400_000);
    expect(oldestKeptMs(365, 30, now)).toBe(69 * 86_400_000);
    expect(oldestKeptMs(29, 30, now)).toBe(71 * 86_400_000);
  });

  it('leaves messages where they are for as long as a retry is recognised by them', () => {
    const now = 100 * 86_400_000;
    expect(deletableBeforeMs(3, 30, now)).toBe(oldestKeptMs(3, 30, now));
    for (const days of [1, 2]) expect(deletableBeforeMs(days, 30, now)).toBe(98 * 86_400_000 - 3_600_000);
    expect([1, 2, 3, 30].map(keptDays)).toEqual([3, 3, 3, 30]);
  });
});
