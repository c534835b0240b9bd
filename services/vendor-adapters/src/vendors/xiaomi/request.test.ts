import { describe, expect, it } from 'vitest';
import { aCall, aNotification, ringText, tap } from '../../../test/a-notification.ts';
import type { Notification } from '../../domain/notification.ts';
import { multiMessagesForm, regIdForm, revokeForm, xiaomiRequest, type XiaomiRequest } from './request.ts';

function requestOf(notification: Notification): XiaomiRequest {
  const request = xiaomiRequest(notification);
  if ('kind' in request) throw new Error(request.kind);
  return request;
}

function fieldsOf(notification: Notification, regIds = ['regA', 'regB']): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(regIdForm(requestOf(notification).message, regIds)));
}

describe('the form for registration ids', () => {
  it('has every field that the vendor wants', () => {
    expect(fieldsOf(aNotification(), ['a/+=', 'b'])).toEqual({
      registration_id: 'a/+=,b',
      restricted_package_name: 'com.example.app',
      title: 'Alice',
      description: 'Hi & 你好',
      pass_through: '0',
      notify_type: '-1',
      notify_id: '1001',
      time_to_live: '3600000',
      payload: '{"a":1}',
      'extra.payload': '{"a":1}',
      'extra.notify_effect': '1',
      'extra.jobkey': '0123456789abcdef0123',
    });
  });

  it.each([
    ['no payload', { payload: undefined }, 'extra.payload', undefined],
    ['no payload', { payload: undefined }, 'payload', undefined],
    ['an empty payload', { payload: '' }, 'extra.payload', ''],
    ['a channel', { settings: { channelId: '119572' } }, 'extra.channel_id', '119572'],
    ['a sound', { settings: { sound: 'android.resource://a/raw/b' } }, 'extra.sound_uri', 'android.resource://a/raw/b'],
    ['a page', { settings: tap('OPEN_PAGE', 'intent:#Intent;end') }, 'extra.intent_uri', 'intent:#Intent;end'],
    ['a page', { settings: tap('OPEN_PAGE', 'intent:#Intent;end') }, 'extra.notify_effect', '2'],
    ['an address', { settings: tap('OPEN_URL', 'https://x') }, 'extra.web_uri', 'https://x'],
    ['an address', { settings: tap('OPEN_URL', 'https://x') }, 'extra.notify_effect', '3'],
    ['a long life', { ttlSeconds: 30 * 86_400 }, 'time_to_live', '864000000'],
  ])('with %s has %j → %s', (_, given, field, value) => {
    expect(fieldsOf(aNotification(given))[field]).toBe(value);
  });

  it.each([
    ['nothing of a template', undefined, undefined, undefined],
    ['its id alone, without variables', { id: 'p1', title: {}, content: {} }, 'p1', undefined],
    [
      'one set of variables for title and content',
      { id: 'p1', title: { name: 'Alice', of: 'title' }, content: { text: 'hello', of: 'content' } },
      'p1',
      '{"name":"Alice","of":"content","text":"hello"}',
    ],
    [
      'variables without what the vendor refuses',
      { id: 'p1', title: { name: '🎉 Alice 👩‍💻', heart: '❤️' }, content: { text: '你'.repeat(129) } },
      'p1',
      `{"name":"Alice","heart":"-","text":"${'你'.repeat(127)}…"}`,
    ],
  ])('has %s', (_, template, id, parameters) => {
    const fields = fieldsOf(aNotification({ template }));
    expect([fields['extra.template_id'], fields['extra.template_param']]).toEqual([id, parameters]);
  });

  it('cuts texts below 50 and 128 characters', () => {
    const request = requestOf(aNotification({ title: 't'.repeat(50), content: '😀'.repeat(64) }));
    expect(request.message.title).toHaveLength(49);
    expect(request.message.description).toHaveLength(127);
    expect(request.shortened).toEqual(['title', 'content']);
  });
});

it("refuses what is too large for the extras, the vendor's own keys counted, before any call", () => {
  const room = 1_024 - 'payload'.length - 'notify_effect'.length - '1'.length - 'jobkey'.length - 20;
  expect(xiaomiRequest(aNotification({ payload: 'x'.repeat(room) }))).toMatchObject({ shortened: [] });
  const tooLarge = { kind: 'rejected', code: 'PAYLOAD_TOO_LARGE' };
  expect(xiaomiRequest(aNotification({ payload: 'x'.repeat(room + 1) }))).toMatchObject(tooLarge);
  const settings = { channelId: 'im' };
  expect(xiaomiRequest(aNotification({ payload: 'x'.repeat(room), settings }))).toMatchObject(tooLarge);
});

it('says what a resource says', () => {
  const settings = {
    channelName: 'Chats',
    hideInForeground: true,
    onlySendOnce: true,
    bigText: true,
    notifyType: 'SOUND',
  };
  expect(fieldsOf(aNotification({ settings }))).toMatchObject({
    notify_type: '1',
    'extra.channel_name': 'Chats',
    'extra.notify_foreground': '0',
    'extra.only_send_once': '1',
    'extra.notification_style_type': '1',
  });
  expect(fieldsOf(aNotification({ isQuiet: true, settings }))).toMatchObject({ notify_type: '4' });
});

it('gives each entry of multi_messages its own content, extras without prefix', () => {
  const { message } = requestOf(aNotification({ settings: { channelId: 'im' } }));
  const form = new URLSearchParams(multiMessagesForm([{ regId: 'regA', message }]));
  expect(form.get('time_to_send')).toBe('0');
  expect(JSON.parse(form.get('messages') ?? '')).toEqual([
    {
      target: 'regA',
      message: {
        title: 'Alice',
        description: 'Hi & 你好',
        restricted_package_name: 'com.example.app',
        pass_through: 0,
        notify_type: -1,
        notify_id: 1001,
        time_to_live: 3_600_000,
        payload: '{"a":1}',
        extra: { notify_effect: '1', jobkey: '0123456789abcdef0123', channel_id: 'im', payload: '{"a":1}' },
      },
    },
  ]);
});

describe('a call', () => {
  it('is a text of the extras, beside the payload, and lives as long as it rings', () => {
    const fields = fieldsOf(aNotification({ call: aCall('ring'), ttlSeconds: 29, settings: { channelId: 'calls' } }));
    expect(fields).toMatchObject({
      'extra.call': ringText,
      'extra.payload': '{"a":1}',
      payload: '{"a":1}',
      'extra.channel_id': 'calls',
      notify_type: '-1',
      time_to_live: '29000',
    });
    expect(fieldsOf(aNotification())).not.toHaveProperty(['extra.call']);
  });

  it('goes without what the caller said where the extras have no room', () => {
    const call = aCall('ring', { extendedData: 'x'.repeat(1_000) });
    const request = requestOf(aNotification({ call, title: 't'.repeat(50) }));
    expect(request.message.extra.call).toBe(ringText);
    expect(request.shortened).toEqual(['title', 'extendedData']);
    const short = requestOf(aNotification({ call: aCall('ring', { extendedData: 'room 7' }) }));
    expect(JSON.parse(short.message.extra.call ?? '')).toMatchObject({ extendedData: 'room 7' });
    expect(short.shortened).toEqual([]);
    const payload = 'x'.repeat(950);
    expect(xiaomiRequest(aNotification({ call, payload }))).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('is revoked by its notify id, every registration id in a field of its own', () => {
    expect(revokeForm(aNotification(), ['a/+=', 'b'])).toBe(
      'restricted_package_name=com.example.app&notify_id=1001&registration_ids=a%2F%2B%3D&registration_ids=b',
    );
  });
});
