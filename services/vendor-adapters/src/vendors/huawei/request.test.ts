import { describe, expect, it } from 'vitest';
import { aCall, aNotification, ringText, tap } from '../../../test/a-notification.ts';
import type { Notification } from '../../domain/notification.ts';
import { huaweiRequest } from './request.ts';

interface Body {
  readonly message: {
    readonly android: { readonly notification: Record<string, unknown> } & Record<string, unknown>;
  } & Record<string, unknown>;
}

function bodyOf(notification: Notification, badgeClass?: string): Body {
  const request = huaweiRequest(notification, badgeClass === undefined ? {} : { badgeClass });
  if ('kind' in request) throw new Error(request.kind);
  return JSON.parse(request.bodyFor(['t1', 't2'])) as Body;
}

describe('huaweiRequest', () => {
  it('has every field that the vendor wants', () => {
    expect(bodyOf(aNotification())).toEqual({
      validate_only: false,
      message: {
        data: '{"payload":"{\\"a\\":1}"}',
        notification: { title: 'Alice', body: 'Hi & 你好' },
        android: {
          category: 'IM',
          ttl: '3600s',
          bi_tag: '0123456789abcdef0123456789abcdef',
          notification: { click_action: { type: 3 }, notify_id: 1001, foreground_show: true },
        },
        token: ['t1', 't2'],
      },
    });
  });

  it.each([
    ['a channel', { settings: { channelId: 'im' } }, { channel_id: 'im' }],
    ['an importance', { settings: { importance: 'LOW' } }, { importance: 'LOW' }],
    ['a sound', { settings: { sound: '/raw/shake' } }, { sound: '/raw/shake', default_sound: false }],
    ['the newest of a thread alone', { threadId: 'conv-1', settings: { groupByThread: true } }, { group: 'conv-1' }],
    ['a text that unfolds', { settings: { bigText: true } }, { style: 1, big_title: 'Alice', big_body: 'Hi & 你好' }],
    ['a visibility', { settings: { visibility: 'SECRET' } }, { visibility: 'SECRET' }],
    ['nothing while the app is in front', { settings: { hideInForeground: true } }, { foreground_show: false }],
    ['a web page', { settings: tap('OPEN_URL', 'https://x') }, { click_action: { type: 2, url: 'https://x' } }],
    [
      'an action',
      { settings: tap('OPEN_PAGE', 'com.example.OPEN') },
      { click_action: { type: 1, action: 'com.example.OPEN' } },
    ],
    [
      'an intent, with the payload in its extras',
      { settings: tap('OPEN_PAGE', 'intent://a#Intent;scheme=b;end') },
      { click_action: { type: 1, intent: 'intent://a#Intent;scheme=b;S.payload=%7B%22a%22%3A1%7D;end' } },
    ],
  ])('shows %s', (_, given, expected) => {
    expect(bodyOf(aNotification(given)).message.android.notification).toMatchObject(expected);
  });

  it.each([
    [0, 'a.Main', undefined],
    [3, undefined, undefined],
    [3, 'a.Main', { add_num: 3, class: 'a.Main' }],
    [500, 'a.Main', { add_num: 99, class: 'a.Main' }],
  ])('badge increment %i with class %s is %j', (badgeIncrement, badgeClass, expected) => {
    expect(bodyOf(aNotification({ badgeIncrement }), badgeClass).message.android.notification.badge).toEqual(expected);
  });

  it('clamps the life to 15 days and has no data without payload', () => {
    const { message } = bodyOf(aNotification({ ttlSeconds: 9_999_999, payload: undefined }));
    expect(message.android.ttl).toBe('1296000s');
    expect(message.data).toBeUndefined();
  });

  it('cuts the content so that the body without tokens has 4096 bytes at most', () => {
    const request = huaweiRequest(aNotification({ content: '你"'.repeat(2_000), payload: 'x'.repeat(2_000) }), {});
    if ('kind' in request) throw new Error(request.kind);
    expect(request.shortened).toEqual(['content']);
    const size = Buffer.byteLength(request.bodyFor([]).replace(',"token":[]', ''));
    expect(size).toBeLessThanOrEqual(4_096);
    expect(size).toBeGreaterThan(4_080);
  });

  it('leaves the payload out of the intent when there is no room for it twice', () => {
    const intent = 'intent://a#Intent;scheme=b;end';
    const { message } = bodyOf(aNotification({ settings: tap('OPEN_PAGE', intent), payload: '你'.repeat(500) }));
    expect(message.android.notification.click_action).toEqual({ type: 1, intent });
    expect(message.data).toBe(JSON.stringify({ payload: '你'.repeat(500) }));
  });

  it('refuses a payload that leaves no room, before any call', () => {
    expect(huaweiRequest(aNotification({ payload: 'x'.repeat(4_000) }), {})).toMatchObject({
      kind: 'rejected',
      code: 'PAYLOAD_TOO_LARGE',
    });
  });
});

it('leaves the category out where it was told to, sends test pushes in a sandbox, and makes no noise where a later message has rung', () => {
  const { android } = bodyOf(
    aNotification({ environment: 'sandbox', isQuiet: true, settings: { category: 'NONE' } }),
  ).message;
  expect(android).not.toHaveProperty('category');
  expect(android).toMatchObject({
    target_user_type: 1,
    notification: { importance: 'LOW', when: '2025-11-24T16:00:00.000Z' },
  });
});

it('says what a resource says beside the notification', () => {
  const { message } = bodyOf(
    aNotification({ settings: { image: 'https://x/y.png', urgency: 'HIGH', receiptId: 'R1' }, threadId: 'conv-1' }),
  );
  expect(message.notification).toMatchObject({ image: 'https://x/y.png' });
  expect(message.android).toMatchObject({ urgency: 'HIGH', receipt_id: 'R1' });
  expect(message.android.notification).not.toHaveProperty('group');
  const set = bodyOf(aNotification({ badgeIncrement: 4, settings: { badgeMode: 'SET' } }), 'a.Main');
  expect(set.message.android.notification.badge).toEqual({ set_num: 4, class: 'a.Main' });
  const known = bodyOf(aNotification({ badgeIncrement: 4, badge: 9, settings: { badgeMode: 'SET' } }), 'a.Main');
  expect(known.message.android.notification.badge).toEqual({ set_num: 9, class: 'a.Main' });
});

it.each([
  [
    { notifyType: 'SILENT', sound: '/raw/shake' },
    { default_sound: false, use_default_vibrate: false },
  ],
  [
    { notifyType: 'SOUND', sound: '/raw/shake' },
    { sound: '/raw/shake', default_sound: false, use_default_vibrate: false },
  ],
  [{ notifyType: 'VIBRATE' }, { default_sound: false, use_default_vibrate: true }],
  [{ notifyType: 'ALL' }, { default_sound: true, use_default_vibrate: true }],
  [{ importance: 'HIGH' }, {}],
])('with %j is heard as %j', (settings, expected) => {
  const { sound, default_sound, use_default_vibrate, importance } = bodyOf(aNotification({ settings })).message.android
    .notification;
  expect(JSON.parse(JSON.stringify({ sound, default_sound, use_default_vibrate, importance }))).toEqual(expected);
});

describe('a call', () => {
  const dataOf = ({ message }: Body): unknown => JSON.parse(String(message.data));

  it('is a text of the data, beside the payload, in the class of calls', () => {
    const body = bodyOf(aNotification({ call: aCall('ring'), ttlSeconds: 29 }));
    expect(dataOf(body)).toEqual({ payload: '{"a":1}', call: ringText });
    expect(body.message.android).toMatchObject({ category: 'VOIP', ttl: '29s', notification: { notify_id: 1001 } });
    expect(body.message.android.notification).not.toHaveProperty('importance');
    expect(dataOf(bodyOf(aNotification({ call: aCall('ring'), payload: undefined })))).toEqual({ call: ringText });
  });

  it.each(['missed', 'answered'] as const)('that is over (%s) is a quiet message in its place', (kind) => {
    const { android } = bodyOf(aNotification({ call: aCall(kind), isQuiet: true })).message;
    expect(android).toMatchObject({ category: 'IM', notification: { notify_id: 1001, importance: 'LOW' } });
  });

  it.each([
    [{ category: 'HEALTH' }, { category: 'HEALTH' }],
    [{ urgency: 'HIGH' }, { category: 'VOIP', urgency: 'HIGH' }],
  ])('says %j of a resource', (settings, expected) => {
    expect(bodyOf(aNotification({ call: aCall('ring'), settings })).message.android).toMatchObject(expected);
  });

  it('has no category where it was told to have none', () => {
    const settings = { category: 'NONE' };
    const { android } = bodyOf(aNotification({ call: aCall('ring'), settings })).message;
    expect(android).not.toHaveProperty('category');
  });

  it('is an extra of the intent too, where it fits', () => {
    const settings = tap('OPEN_PAGE', 'intent:#Intent;end');
    const clickOf = (extendedData: string, payload = 'p') =>
      bodyOf(aNotification({ settings, payload, call: aCall('ring', { extendedData }) })).message.android.notification
        .click_action as { intent: string };
    const call = `S.call=${encodeURIComponent(ringText)};end`;
    expect(clickOf('').intent).toBe(`intent:#Intent;S.payload=p;${call}`);
    expect(clickOf('', 'p'.repeat(1_800)).intent).toBe(`intent:#Intent;${call}`);
    expect(clickOf('x'.repeat(1_900)).intent).toBe('intent:#Intent;end');
  });

  it('goes without what the caller said where the message has no room', () => {
    const call = aCall('ring', { extendedData: '你'.repeat(600) });
    const request = huaweiRequest(aNotification({ call, payload: 'x'.repeat(2_500) }), {});
    expect(request).toMatchObject({ shortened: ['extendedData'] });
    expect(huaweiRequest(aNotification({ call, payload: 'x'.repeat(4_000) }), {})).toMatchObject({
      kind: 'rejected',
      code: 'PAYLOAD_TOO_LARGE',
    });
  });
});

describe('data', () => {
  const data = { settings: { pushKind: 'DATA', urgency: 'HIGH' } };

  it('shows nothing and is for the app alone', () => {
    expect(bodyOf(aNotification(data), 'a.Main')).toEqual({
      validate_only: false,
      message: {
        data: '{"payload":"{\\"a\\":1}"}',
        android: { category: 'IM', urgency: 'HIGH', ttl: '3600s', bi_tag: '0123456789abcdef0123456789abcdef' },
        token: ['t1', 't2'],
      },
    });
  });

  it('that has no room is refused: there is no text to shorten', () => {
    const request = huaweiRequest(aNotification({ ...data, payload: 'x'.repeat(4_096) }), {});
    expect(request).toMatchObject({ kind: 'rejected', code: 'PAYLOAD_TOO_LARGE' });
  });
});
