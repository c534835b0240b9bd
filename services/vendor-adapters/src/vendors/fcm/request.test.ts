import { describe, expect, it } from 'vitest';
import { aNotification, tap } from '../../../test/a-notification.ts';
import type { Notification } from '../../domain/notification.ts';
import { fcmRequest, type FcmMessage } from './request.ts';

function messageOf(notification: Notification): FcmMessage {
  const request = fcmRequest(notification);
  if ('kind' in request) throw new Error(request.kind);
  return request.message;
}

describe('fcmRequest', () => {
  it('has every field that the vendor wants', () => {
    expect(messageOf(aNotification())).toEqual({
      notification: { title: 'Alice', body: 'Hi & 你好' },
      data: { payload: '{"a":1}' },
      android: { priority: 'high', ttl: 3_600_000, notification: { tag: '1001' } },
    });
  });

  it.each([
    [{ settings: { channelId: 'im' } }, { channelId: 'im' }],
    [{ settings: { sound: 'default' } }, { sound: 'default' }],
    [{ settings: { importance: 'MAX' } }, { priority: 'max' }],
    [{ settings: tap('OPEN_PAGE', 'OPEN_CHAT') }, { clickAction: 'OPEN_CHAT' }],
  ])('%j gives %j', (given, expected) => {
    expect(messageOf(aNotification(given)).android?.notification).toMatchObject(expected);
  });

  it('has no data without payload, leaves out an importance that FCM does not know, and lives four weeks at most', () => {
    const message = messageOf(
      aNotification({ payload: undefined, settings: { importance: 'NORMAL' }, ttlSeconds: 9_999_999 }),
    );
    expect(message).toEqual({
      notification: { title: 'Alice', body: 'Hi & 你好' },
      android: { priority: 'high', ttl: 2_419_200_000, notification: { tag: '1001' } },
    });
  });

  it('hands an address to the app', () => {
    expect(messageOf(aNotification({ payload: undefined, settings: tap('OPEN_URL', 'https://x') })).data).toEqual({
      url: 'https://x',
    });
  });

  it('cuts the content, and refuses a payload that leaves no room', () => {
    const request = fcmRequest(aNotification({ content: '你'.repeat(2_000), payload: 'x'.repeat(3_000) }));
    expect(request).toMatchObject({ shortened: ['content'] });
    expect(fcmRequest(aNotification({ payload: 'x'.repeat(4_090) }))).toMatchObject({
      kind: 'rejected',
      code: 'PAYLOAD_TOO_LARGE',
    });
  });
});
