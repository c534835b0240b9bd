import { describe, expect, it } from 'vitest';
import { aCall, aNotification, ringText, tap } from '../../../test/a-notification.ts';
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

describe('a token of another platform', () => {
  const ios = { platform: 'ios', ttlSeconds: 60 } as const;

  it('on an iPhone gets sound, badge and thread, and stands for one message', () => {
    const before = Math.floor(Date.now() / 1_000);
    const message = messageOf(aNotification({ ...ios, badgeIncrement: 2, threadId: 'team' }));
    expect(message).toMatchObject({
      notification: { title: 'Alice', body: 'Hi & 你好' },
      data: { payload: '{"a":1}' },
      apns: {
        headers: { 'apns-push-type': 'alert', 'apns-priority': '10', 'apns-collapse-id': '1001' },
        payload: { aps: { sound: 'default', badge: 2, threadId: 'team' } },
      },
    });
    expect(message).not.toHaveProperty('android');
    expect(Number(message.apns?.headers?.['apns-expiration']) - before).toBeGreaterThanOrEqual(60);
    expect(messageOf(aNotification({ ...ios, settings: { sound: 'ring.caf' } })).apns?.payload?.aps.sound).toBe(
      'ring.caf',
    );
  });

  it('on an iPhone makes no noise when a later message has rung', () => {
    const { apns } = messageOf(aNotification({ ...ios, isQuiet: true }));
    expect(apns?.headers?.['apns-priority']).toBe('5');
    expect(apns?.payload?.aps).not.toHaveProperty('sound');
  });

  it('on an iPhone shows the number of the badge where it is known, and else the increment', () => {
    const badgeOf = (badge: number) =>
      messageOf(aNotification({ ...ios, badgeIncrement: 2, badge })).apns?.payload?.aps.badge;
    expect([badgeOf(9), badgeOf(0)]).toEqual([9, 2]);
  });

  it('in a browser opens the address and replaces what it repeats', () => {
    const message = messageOf(
      aNotification({ platform: 'web', settings: tap('OPEN_URL', 'https://example.com/chat') }),
    );
    expect(message.webpush).toEqual({
      headers: { TTL: '3600', Urgency: 'high' },
      notification: { tag: '1001', silent: false, timestamp: 1_764_000_000_000 },
      fcmOptions: { link: 'https://example.com/chat' },
    });
    expect(message).not.toHaveProperty('android');
  });

  it('on Android has the badge as a count, and its own time when a later message has rung', () => {
    const { android } = messageOf(aNotification({ badgeIncrement: 3, isQuiet: true, settings: { sound: 'loud' } }));
    expect(android?.notification).toEqual({
      tag: '1001',
      priority: 'low',
      defaultSound: false,
      eventTimestamp: new Date(1_764_000_000_000),
      notificationCount: 3,
    });
  });
});

it('says what a resource says', () => {
  const settings = {
    image: 'https://x/y.png',
    collapseKey: 'chat',
    directBoot: true,
    analyticsLabel: 'im',
    visibility: 'SECRET',
  };
  expect(messageOf(aNotification({ settings }))).toMatchObject({
    notification: { imageUrl: 'https://x/y.png' },
    fcmOptions: { analyticsLabel: 'im' },
    android: { collapseKey: 'chat', directBootOk: true, notification: { visibility: 'secret' } },
  });
  const keyOf = (conversationId: string) =>
    messageOf(aNotification({ conversationId, settings: { collapseKey: 'CONVERSATION' } })).android?.collapseKey;
  expect(keyOf('peer/a/b')).toMatch(/^[0-9a-f]{16}$/);
  expect(keyOf('peer/a/b')).not.toBe(keyOf('peer/a/c'));
  const ios = messageOf(aNotification({ platform: 'ios', settings: { mutableContent: true } }));
  expect(ios.apns?.payload?.aps.mutableContent).toBe(true);
});

it.each([
  [
    { notifyType: 'SILENT', sound: 's' },
    { defaultSound: false, defaultVibrateTimings: false },
  ],
  [
    { notifyType: 'SOUND', sound: 's' },
    { sound: 's', defaultVibrateTimings: false },
  ],
  [{ notifyType: 'VIBRATE' }, { defaultSound: false, defaultVibrateTimings: true }],
])('with %j is heard as %j', (settings, expected) => {
  const { sound, defaultSound, defaultVibrateTimings } =
    messageOf(aNotification({ settings })).android?.notification ?? {};
  expect(JSON.parse(JSON.stringify({ sound, defaultSound, defaultVibrateTimings }))).toEqual(expected);
});

it('is silent on iPhones and in browsers, too', () => {
  const of = (platform: string) => messageOf(aNotification({ platform, settings: { notifyType: 'SILENT' } }));
  expect(of('ios').apns?.payload?.aps).not.toHaveProperty('sound');
  expect(of('web').webpush?.notification).toMatchObject({ silent: true });
});

describe('a call', () => {
  it.each(['android', 'ios', 'web'])('is a text of the data on %s, beside the payload', (platform) => {
    const { data } = messageOf(aNotification({ call: aCall('ring'), platform }));
    expect(data).toEqual({ payload: '{"a":1}', call: ringText });
  });

  it('is urgent, and is kept as long as it rings', () => {
    const { android } = messageOf(aNotification({ call: aCall('ring'), ttlSeconds: 29 }));
    expect(android).toEqual({ priority: 'high', ttl: 29_000, notification: { tag: '1001' } });
  });

  it('that is over is quiet, and takes the place of what rang on every platform', () => {
    const over = (platform: string) => messageOf(aNotification({ call: aCall('missed'), isQuiet: true, platform }));
    const rang = (platform: string) => messageOf(aNotification({ call: aCall('ring'), platform }));
    expect(over('android').android?.notification).toMatchObject({ priority: 'low', defaultSound: false });
    expect(over('ios').apns?.payload?.aps).not.toHaveProperty('sound');
    expect(over('web').webpush?.notification).toMatchObject({ silent: true });
    const places = [rang, over].map((of) => [
      of('android').android?.notification?.tag,
      of('ios').apns?.headers?.['apns-collapse-id'],
      of('web').webpush?.notification?.tag,
    ]);
    expect(places).toEqual([
      ['1001', '1001', '1001'],
      ['1001', '1001', '1001'],
    ]);
  });

  it('goes without what the caller said where the message has no room', () => {
    const call = aCall('ring', { extendedData: 'x'.repeat(2_000) });
    const request = fcmRequest(aNotification({ call, payload: 'x'.repeat(3_000) }));
    expect(request).toMatchObject({ message: { data: { call: ringText } }, shortened: ['extendedData'] });
    expect(fcmRequest(aNotification({ call, payload: 'x'.repeat(4_050) }))).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
    });
  });
});

describe('data', () => {
  const data = { settings: { pushKind: 'DATA' } };

  it('shows nothing and is for the app alone', () => {
    expect(messageOf(aNotification(data))).toEqual({
      data: { payload: '{"a":1}' },
      android: { priority: 'high', ttl: 3_600_000 },
    });
  });

  it('wakes an iPhone without urgency, as Apple wants it, and a browser at once', () => {
    const { apns } = messageOf(aNotification({ ...data, platform: 'ios' }));
    expect(apns?.headers).toMatchObject({ 'apns-push-type': 'background', 'apns-priority': '5' });
    expect(apns?.payload).toEqual({ aps: { contentAvailable: true } });
    const { webpush } = messageOf(aNotification({ ...data, platform: 'web' }));
    expect(webpush).toEqual({ headers: { TTL: '3600', Urgency: 'high' } });
  });

  it('that has no room is refused: there is no text to shorten', () => {
    const request = fcmRequest(aNotification({ ...data, payload: 'x'.repeat(4_096) }));
    expect(request).toMatchObject({ kind: 'rejected', code: 'PAYLOAD_TOO_LARGE' });
  });
});
