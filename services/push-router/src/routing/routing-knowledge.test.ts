import type { OfflineRecipients } from '@bellhop/contracts';
import { expect, it } from 'vitest';
import { userKey, type BoundDevice } from '../domain/ports.ts';
import { knowledgeOf } from './routing-knowledge.ts';

const phone: BoundDevice = {
  ...{ app: 'demo', userId: 'bob', deviceId: 'phone', pushId: 'p', vendor: 'fcm', appType: 1, platform: 'android' },
  ...{ environment: 'production', locale: '', timeZone: '', token: 't' },
};
const call = (kind: 'CALL_PUSH_KIND_RING' | 'CALL_PUSH_KIND_MISSED'): OfflineRecipients => ({
  ...{ app: 'demo', messageId: 'c', conversationId: 'call/c', seq: 0, senderUserId: 'ann', toGroupId: '' },
  ...{
    pushConfig: null,
    preview: null,
    revokesMessageId: '',
    revokedPushConfig: null,
    reason: 'OFFLINE_REASON_NO_CONNECTION',
  },
  ...{ acceptedAtMs: 9_000, storedAtMs: 9_000, decidedAtMs: 9_000 },
  recipients: [
    {
      ...{ userId: 'bob', deviceIds: [], backgroundDeviceIds: [], onlineDeviceIds: [] },
      ...{ notifyMode: 'NOTIFY_MODE_ALL', mention: 'MENTION_UNSPECIFIED' },
    },
  ],
  call: {
    ...{ kind, callId: 'c', callerUserId: 'ann', extendedData: '', hasVideo: false },
    ...{ expiresAtMs: 10_000, pushExpiresAtMs: 10_000, rangAtMs: 5_000 },
  },
});

it.each([
  ['is known once when its login is ended between the two looks', [phone], [phone]],
  ['is known when its login was ended before both', [], [phone]],
])('a phone that rings %s, for the end of that alone', async (_title, bound, ended) => {
  const [ring, end] = [call('CALL_PUSH_KIND_RING'), call('CALL_PUSH_KIND_MISSED')];
  const asked: string[] = [];
  const knownOf = await knowledgeOf([ring, end], {
    devices: {
      boundTo: async () => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        asked.push('bound');
        return { registered: Map.groupBy(bound, userKey), otherPlatforms: new Map() };
      },
      endedBetween: (users) => {
        asked.push(...users.map(({ userId, sinceMs }) => `${userId} ended since ${sinceMs}`));
        return Promise.resolve(users.map(() => ended));
      },
    },
    profiles: { of: () => Promise.resolve(new Map()), anew: () => Promise.resolve(new Map()) },
    settings: { of: () => Promise.resolve(new Map()) },
  });
  expect(asked).toEqual(['bound', 'bob ended since 5000']);
  expect(knownOf(ring).devices.registered.get('demo/bob') ?? []).toEqual(bound);
  expect(knownOf(end).devices.registered.get('demo/bob')).toEqual([phone]);
});
