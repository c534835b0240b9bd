import { describe, expect, it } from 'vitest';
import { aCall, aNotification, ringText, tap } from '../../../test/a-notification.ts';
import type { Notification } from '../../domain/notification.ts';
import { vivoSign } from './client.ts';
import {
  pushToListBody,
  recycleBody,
  requestIdOf,
  saveBody,
  sendBody,
  vivoRequest,
  type VivoMessage,
} from './request.ts';

function messageOf(notification: Notification): VivoMessage {
  const request = vivoRequest(notification, { appId: '10004' });
  if ('kind' in request) throw new Error(request.kind);
  return request.message;
}

describe('vivoRequest', () => {
  it('has every field that the vendor wants', () => {
    expect(messageOf(aNotification())).toEqual({
      appId: 10004,
      notifyType: 4,
      title: 'Alice',
      content: 'Hi & 你好',
      timeToLive: 3_600,
      skipType: 1,
      networkType: -1,
      classification: 1,
      category: 'IM',
      clientCustomMap: { payload: '{"a":1}' },
      notifyId: 1001,
      pushMode: 0,
      foregroundShow: true,
    });
  });

  it.each([
    [{ settings: tap('OPEN_URL', 'https://x') }, { skipType: 2, skipContent: 'https://x' }],
    [{ settings: tap('OPEN_PAGE', 'intent:#Intent;end') }, { skipType: 4, skipContent: 'intent:#Intent;end' }],
    [{ settings: { category: 'MARKETING' } }, { category: 'MARKETING', classification: 0 }],
    [{ settings: { category: 'ORDER' } }, { category: 'ORDER', classification: 1 }],
    [{ settings: { onlySendOnce: true } }, { timeToLive: 3_600, sendOnline: true }],
    [{ settings: { category: 'NONE' } }, { classification: 1 }],
    [{ ttlSeconds: 59 }, { timeToLive: 60, sendOnline: true }],
    [{ ttlSeconds: 604_800 }, { timeToLive: 86_400 }],
    [{ badgeIncrement: 3 }, { addBadge: true }],
    [{ environment: 'sandbox' }, { pushMode: 1 }],
    [{ isQuiet: true }, { notifyType: 1 }],
  ])('%j gives %j', (given, expected) => {
    expect(messageOf(aNotification(given))).toMatchObject(expected);
  });

  it('cuts title and content to 40 and 100 characters', () => {
    const request = vivoRequest(aNotification({ title: '你'.repeat(41), content: '你'.repeat(101) }), { appId: '1' });
    expect(request).toMatchObject({
      message: { title: '你'.repeat(39) + '…', content: '你'.repeat(99) + '…' },
      shortened: ['title', 'content'],
    });
  });

  it('refuses custom parameters of more than 1024 characters', () => {
    expect(vivoRequest(aNotification({ payload: 'x'.repeat(1_017) }), { appId: '1' })).toMatchObject({ shortened: [] });
    expect(vivoRequest(aNotification({ payload: 'x'.repeat(1_018) }), { appId: '1' })).toMatchObject({
      kind: 'rejected',
      code: 'PAYLOAD_TOO_LARGE',
    });
  });
});

describe('request ids', () => {
  const { taskId } = aNotification();

  it('begin with the task id, fit, and are the same for the same request', () => {
    expect(requestIdOf(taskId, 'send', ['a'])).toBe(requestIdOf(taskId, 'send', ['a']));
    expect(requestIdOf(taskId, 'send', ['a'])).toMatch(/^0123456789abcdef0123456789abcdef-[0-9a-f]{16}$/);
  });

  it('differ between requests of one task', () => {
    const ids = [
      requestIdOf(taskId, 'send', ['a']),
      requestIdOf(taskId, 'send', ['b']),
      requestIdOf(taskId, 'push', ['a', 'b']),
      requestIdOf(taskId, 'push', ['b']),
      requestIdOf(taskId, 'save', ['a', 'b']),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('makes the bodies of single and list sends', () => {
  const message = messageOf(aNotification({ payload: undefined }));
  expect(JSON.parse(sendBody(message, 'regA', 'r'))).toEqual({ ...message, regId: 'regA', requestId: 'r' });
  expect(JSON.parse(saveBody(message, 'r'))).toEqual({ ...message, requestId: 'r' });
  expect(JSON.parse(pushToListBody(message, 't', ['regA', 'regB'], 'r'))).toEqual({
    appId: 10004,
    regIds: ['regA', 'regB'],
    taskId: 't',
    requestId: 'r',
    pushMode: 0,
  });
});

it.each([
  [
    '10004',
    '25509283-3767-4b9e-83fe-b6e55ac6243e',
    '1501484120000',
    '7265f2a4-ebbb-44bf-88b9-b03e67dfdc21',
    'fe3b46a2befc60334c2388676a752bd6',
  ],
  [
    '105000001',
    '11111111-2222-3333-4444-555555555555',
    '1760000000000',
    'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    'c91c1fe5fd4bfc92ba293587d22d039e',
  ],
])('signs as the vendor documents: %s', (appId, appKey, timestamp, appSecret, sign) => {
  expect(vivoSign({ appId, appKey, appSecret }, timestamp)).toBe(sign);
});

it('leaves the category out where it was told to', () => {
  expect(messageOf(aNotification({ settings: { category: 'NONE' } }))).not.toHaveProperty('category');
});

it('sends test pushes for a credential of an app under review', () => {
  expect(vivoRequest(aNotification(), { appId: '1', environment: 'sandbox' })).toMatchObject({
    message: { pushMode: 1 },
  });
});

it.each([
  [{ notifyType: 'SILENT' }, { notifyType: 1 }],
  [{ notifyType: 'SOUND' }, { notifyType: 2 }],
  [{ notifyType: 'ALL' }, { notifyType: 4 }],
  [{ hideInForeground: true }, { foregroundShow: false }],
])('says %j of a resource', (settings, expected) => {
  expect(messageOf(aNotification({ settings }))).toMatchObject(expected);
});

describe('a call', () => {
  it('is a text of the custom parameters, beside the payload', () => {
    expect(messageOf(aNotification({ call: aCall('ring'), ttlSeconds: 90 }))).toMatchObject({
      clientCustomMap: { payload: '{"a":1}', call: ringText },
      category: 'IM',
      classification: 1,
      timeToLive: 90,
      notifyType: 4,
    });
    expect(messageOf(aNotification({ call: aCall('ring'), payload: undefined }))).toMatchObject({
      clientCustomMap: { call: ringText },
    });
    expect(messageOf(aNotification({ call: aCall('ring'), ttlSeconds: 90 }))).not.toHaveProperty('sendOnline');
  });

  it.each(['ring', 'answered'] as const)(
    'of less than a minute (%s) reaches who is online, and is kept for nobody',
    (kind) => {
      const message = messageOf(aNotification({ call: aCall(kind), ttlSeconds: 30 }));
      expect(message).toMatchObject({ sendOnline: true, timeToLive: 60 });
    },
  );

  it('has the class of the resource where it has one', () => {
    const settings = { category: 'SUBSCRIPTION' };
    expect(messageOf(aNotification({ call: aCall('ring'), settings }))).toMatchObject({ category: 'SUBSCRIPTION' });
  });

  it('goes without what the caller said where the parameters have no room', () => {
    const call = aCall('ring', { extendedData: 'x'.repeat(1_000) });
    expect(vivoRequest(aNotification({ call }), { appId: '1' })).toMatchObject({
      message: { clientCustomMap: { payload: '{"a":1}', call: ringText } },
      shortened: ['extendedData'],
    });
    const room = 1_024 - 'payload'.length - 'call'.length - ringText.length;
    const fits = (length: number) => vivoRequest(aNotification({ call, payload: 'x'.repeat(length) }), { appId: '1' });
    expect(fits(room)).toMatchObject({ shortened: ['extendedData'] });
    expect(fits(room + 1)).toMatchObject({ kind: 'rejected', code: 'PAYLOAD_TOO_LARGE' });
  });

  it('is taken back by the task of the vendor, from all it went to', () => {
    expect(JSON.parse(recycleBody('10004', '121397329'))).toEqual({
      appId: 10004,
      taskId: '121397329',
      userIds: [],
      userType: 1,
    });
  });
});
