import { describe, expect, it } from 'vitest';
import { aCall, aNotification, ringText, tap } from '../../../test/a-notification.ts';
import type { Notification } from '../../domain/notification.ts';
import { oppoSign } from './client.ts';
import {
  broadcastFields,
  oppoRequest,
  saveFields,
  unicastBatchFields,
  unicastFields,
  type OppoNotification,
} from './request.ts';

function bodyOf(notification: Notification, credential: Parameters<typeof oppoRequest>[1] = {}): OppoNotification {
  const request = oppoRequest(notification, credential);
  if ('kind' in request) throw new Error(request.kind);
  return request.notification;
}

describe('oppoRequest', () => {
  it('has every field that the vendor wants', () => {
    expect(bodyOf(aNotification())).toEqual({
      app_message_id: '0123456789abcdef0123456789abcdef',
      style: 1,
      title: 'Alice',
      content: 'Hi & 你好',
      click_action_type: 0,
      action_parameters: '{"payload":"{\\"a\\":1}"}',
      off_line: true,
      off_line_ttl: 3_600,
      notify_id: 1001,
    });
  });

  it.each([
    ['a channel', { settings: { channelId: 'im' } }, { channel_id: 'im' }],
    ['a level', { settings: { category: 'ACCOUNT', notifyLevel: 16 } }, { category: 'ACCOUNT', notify_level: 16 }],
    ['a web page', { settings: tap('OPEN_URL', 'https://x') }, { click_action_type: 2, click_action_url: 'https://x' }],
    [
      'an activity',
      { settings: tap('OPEN_PAGE', 'a.b.Chat') },
      { click_action_type: 4, click_action_activity: 'a.b.Chat' },
    ],
    [
      'an intent, which carries the payload itself',
      { settings: tap('OPEN_PAGE', 'intent:#Intent;component=a/.B;end') },
      {
        click_action_type: 5,
        click_action_url: 'intent:#Intent;component=a/.B;S.payload=%7B%22a%22%3A1%7D;end',
      },
    ],
    [
      'a deep link',
      { settings: tap('OPEN_PAGE', 'app://chat/alice') },
      { click_action_type: 5, click_action_url: 'app://chat/alice' },
    ],
    [
      'an intent action',
      { settings: tap('OPEN_PAGE', 'com.example.action.CHAT') },
      { click_action_type: 1, click_action_activity: 'com.example.action.CHAT' },
    ],
    ['a badge', { badgeIncrement: 2 }, { badge_operation_type: 1, badge_message_count: 2 }],
    ['a template', { template: { id: 't1', title: {}, content: {} } }, { private_msg_template_id: 't1' }],
    [
      'a template with variables, as text',
      { template: { id: 't1', title: { name: 'Alice 🎉' }, content: { text: 'hello' } } },
      {
        private_msg_template_id: 't1',
        private_title_parameters: '{"name":"Alice 🎉"}',
        private_content_parameters: '{"text":"hello"}',
      },
    ],
    ['a long life', { ttlSeconds: 9_999_999 }, { off_line_ttl: 864_000 }],
  ])('says %s', (_, given, expected) => {
    expect(bodyOf(aNotification(given))).toMatchObject(expected);
  });

  it.each([
    ['a foreign address', tap('OPEN_URL', 'https://example.com/')],
    ['an intent URI', tap('OPEN_PAGE', 'intent:#Intent;end')],
    ['an intent URI with a long payload', tap('OPEN_PAGE', `intent:#Intent;S.x=${'x'.repeat(400)};end`)],
    ['a deep link', tap('OPEN_PAGE', 'app://chat/alice#top')],
  ])('never has the vendor append the payload to %s', (_title, settings) => {
    const body = bodyOf(aNotification({ settings, payload: JSON.stringify({ secret: 'x'.repeat(200) }) }));
    expect(body).not.toHaveProperty('action_parameters');
    expect(String(body['click_action_url']).length).toBeLessThanOrEqual(500);
  });

  it.each([
    [{}, {}],
    [{ category: 'NONE', notifyLevel: 2 }, {}],
    [{ notifyLevel: 2 }, {}],
    [{ category: 'IM' }, { category: 'IM' }],
    [
      { category: 'IM', notifyLevel: 2 },
      { category: 'IM', notify_level: 2 },
    ],
  ])('has a category and a level only where they were chosen: %j', (settings, expected) => {
    const { category, notify_level } = bodyOf(aNotification({ settings }));
    expect({
      ...(category === undefined ? {} : { category }),
      ...(notify_level === undefined ? {} : { notify_level }),
    }).toEqual(expected);
  });

  it('cuts title and content to 50 characters', () => {
    const request = oppoRequest(aNotification({ title: '你'.repeat(51), content: '你'.repeat(50) }), {});
    expect(request).toMatchObject({
      notification: { title: '你'.repeat(49) + '…', content: '你'.repeat(50) },
      shortened: ['title'],
    });
  });

  it('refuses action parameters of more than 4000 characters, escapes included', () => {
    expect(oppoRequest(aNotification({ payload: 'x'.repeat(3_986) }), {})).toMatchObject({ shortened: [] });
    expect(oppoRequest(aNotification({ payload: 'x'.repeat(3_987) }), {})).toMatchObject({
      kind: 'rejected',
      code: 'PAYLOAD_TOO_LARGE',
    });
    expect(oppoRequest(aNotification({ payload: '"'.repeat(2_000) }), {})).toMatchObject({ kind: 'rejected' });
  });
});

describe('forms', () => {
  const notification = bodyOf(aNotification({ payload: undefined }));

  it('unicast nests the notification', () => {
    expect(JSON.parse(unicastFields({ regId: 'CN_a', notification }).message ?? '')).toEqual({
      target_type: 2,
      target_value: 'CN_a',
      verify_registration_id: true,
      notification,
    });
  });

  it('unicast_batch is a list of the same', () => {
    const messages = unicastBatchFields([
      { regId: 'CN_a', notification },
      { regId: 'CN_b', notification },
    ]).messages;
    expect(JSON.parse(messages ?? '')).toMatchObject([{ target_value: 'CN_a' }, { target_value: 'CN_b' }]);
  });

  it('save_message_content has each field for itself, as text', () => {
    expect(saveFields(notification)).toMatchObject({
      off_line: 'true',
      off_line_ttl: '3600',
      click_action_type: '0',
      title: 'Alice',
    });
  });

  it('broadcast joins ids by semicolons', () => {
    expect(broadcastFields('m', ['CN_a', 'CN_b'])).toMatchObject({
      message_id: 'm',
      target_type: '2',
      target_value: 'CN_a;CN_b',
    });
  });
});

it.each([
  [
    'bbbb1111cccc2222dddd3333eeee4444',
    '1700000000000',
    '0123456789abcdef0123456789abcdef',
    'ac32ed75147be628eadcc30f47a3d1740edea0722f0364932fa09f21ef8cd3c5',
  ],
  ['key', '1', 'secret', '0bf81ee73ae51e84d47cb77616babb919f457b6501a5adda997e5d52c9ee2d5f'],
])('signs as the vendor’s SDK does: %s', (appKey, timestamp, masterSecret, sign) => {
  expect(oppoSign({ appKey, masterSecret }, timestamp)).toBe(sign);
});

it.each([
  [{ bigText: true }, { style: 2 }],
  [{ showTtlSeconds: 7_200 }, { show_ttl: 7_200 }],
  [{ badgeMode: 'SET' }, { badge_operation_type: 0, badge_message_count: 5 }],
])('says %j of a resource', (settings, expected) => {
  expect(bodyOf(aNotification({ settings, badgeIncrement: 5, content: '你'.repeat(128) }))).toMatchObject(expected);
});

it('shows the number of the badge where it is known and wanted', () => {
  const badgeOf = (badgeMode: string) =>
    bodyOf(aNotification({ settings: { badgeMode }, badgeIncrement: 5, badge: 9 }));
  expect(badgeOf('SET')).toMatchObject({ badge_operation_type: 0, badge_message_count: 9 });
  expect(badgeOf('ADD')).toMatchObject({ badge_operation_type: 1, badge_message_count: 5 });
});

it('has room for 128 characters where the text unfolds', () => {
  const request = oppoRequest(aNotification({ content: '你'.repeat(128), settings: { bigText: true } }), {});
  expect(request).toMatchObject({ shortened: [] });
});

const ofCredential = { category: 'IM', notifyLevel: 2, templateID: 't9' } as const;

it.each([
  ['the credential alone', {}, { category: 'IM', notify_level: 2, private_msg_template_id: 't9' }],
  [
    'the settings, over the credential',
    { category: 'ACCOUNT', notifyLevel: 1 },
    { category: 'ACCOUNT', notify_level: 1, private_msg_template_id: 't9' },
  ],
  ['nobody: NONE stands against the credential', { category: 'NONE' }, { private_msg_template_id: 't9' }],
])('has the class that was chosen by %s', (_, settings, expected) => {
  const { category, notify_level, private_msg_template_id } = bodyOf(aNotification({ settings }), ofCredential);
  expect(JSON.parse(JSON.stringify({ category, notify_level, private_msg_template_id }))).toEqual(expected);
});

it("fills the credential's template with the message's variables", () => {
  const template = { id: '', title: { name: 'Alice' }, content: {} };
  expect(bodyOf(aNotification({ template }), ofCredential)).toMatchObject({
    private_msg_template_id: 't9',
    private_title_parameters: '{"name":"Alice"}',
  });
  expect(bodyOf(aNotification({ template }))).not.toHaveProperty('private_title_parameters');
});

describe('a call', () => {
  it('is a text of the action parameters, beside the payload, and is kept as long as it rings', () => {
    const body = bodyOf(aNotification({ call: aCall('ring'), ttlSeconds: 7, settings: { channelId: 'calls' } }));
    expect(JSON.parse(String(body['action_parameters']))).toEqual({ payload: '{"a":1}', call: ringText });
    expect(body).toMatchObject({ off_line: true, off_line_ttl: 7, channel_id: 'calls', notify_id: 1001 });
    expect(body).not.toHaveProperty('category');
    const alone = bodyOf(aNotification({ call: aCall('ring'), payload: undefined }));
    expect(JSON.parse(String(alone['action_parameters']))).toEqual({ call: ringText });
  });

  it('goes without what the caller said where the parameters have no room', () => {
    const call = aCall('ring', { extendedData: '"'.repeat(2_000) });
    const request = oppoRequest(aNotification({ call }), {});
    expect(request).toMatchObject({ shortened: ['extendedData'] });
    const parameters = JSON.stringify({ payload: '{"a":1}', call: ringText });
    expect(request).toMatchObject({ notification: { action_parameters: parameters } });
    const payload = 'x'.repeat(3_900);
    expect(oppoRequest(aNotification({ call, payload }), {})).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('is reminded of strongly while it rings, not when it is over', () => {
    const settings = { category: 'IM', notifyLevel: 16 };
    expect(bodyOf(aNotification({ call: aCall('ring'), settings }))).toMatchObject({
      category: 'IM',
      notify_level: 16,
    });
    const over = bodyOf(aNotification({ call: aCall('answered'), isQuiet: true, settings }));
    expect(over).toMatchObject({ category: 'IM', notify_id: 1001 });
    expect(over).not.toHaveProperty('notify_level');
  });

  it('is an extra of an intent URI, and the payload too where both fit', () => {
    const url = (payload: string) => {
      const settings = tap('OPEN_PAGE', 'intent:#Intent;component=a/.B;end');
      return String(bodyOf(aNotification({ call: aCall('ring'), payload, settings }))['click_action_url']);
    };
    const call = `S.call=${encodeURIComponent(ringText)};end`;
    expect(url('p')).toBe(`intent:#Intent;component=a/.B;S.payload=p;${call}`);
    expect(url('p'.repeat(400))).toBe(`intent:#Intent;component=a/.B;${call}`);
  });
});
