import { describe, expect, test } from 'vitest';
import { VENDORS } from '../src/index.ts';
import { withSimulator } from './simulator-fixture.ts';
import { senderOf } from './vendor-senders.ts';

const it = withSimulator(...VENDORS);

describe.each(VENDORS)('a %s phone', (vendor) => {
  const phoneOf = () => it.control.createPhone({ vendor });

  test('replaces a notification that has the same id', async () => {
    const [send, phone] = [senderOf(it, vendor), await phoneOf()];
    await send(phone.token, { title: 'first', notifyId: 1 });
    await send(phone.token, { title: 'second', notifyId: 1 });
    await send(phone.token, { title: 'third', notifyId: 2 });
    const { notifications } = await it.control.phone(phone.phoneId);
    expect(notifications.map(({ title, visible }) => [title, visible])).toEqual([
      ['first', false],
      ['second', true],
      ['third', true],
    ]);
    expect((await it.control.phone(phone.phoneId)).bar.map(({ title }) => title)).toEqual(['second', 'third']);
  });

  test('gets when it comes back online what has not expired', async () => {
    const [send, phone] = [senderOf(it, vendor), await phoneOf()];
    await it.control.setPhoneState(phone.phoneId, { online: false });
    await send(phone.token, { title: 'short', notifyId: 1, ttlSeconds: 60 });
    await send(phone.token, { title: 'long', notifyId: 2, ttlSeconds: 3600 });
    expect((await it.control.phone(phone.phoneId)).waitingOffline).toBe(2);
    it.clock.now += 61_000;
    const { notifications } = await it.control.setPhoneState(phone.phoneId, { online: true });
    expect(notifications.map((notification) => notification.title)).toEqual(['long']);
  });

  test('loses its old token when it gets a new one, and every token when the app is removed', async () => {
    const [send, phone] = [senderOf(it, vendor), await phoneOf()];
    const { token } = await it.control.refreshToken(phone.phoneId);
    await send(phone.token, { title: 'to the old token' });
    await send(token, { title: 'to the new token' });
    await it.control.setPhoneState(phone.phoneId, { installed: false });
    await send(token, { title: 'after removal' });
    const { notifications, callbacks } = await it.control.phone(phone.phoneId);
    expect(notifications.map((notification) => notification.title)).toEqual(['to the new token']);
    expect(callbacks.filter(({ name }) => name === 'onRegistered').map((it) => it.token)).toEqual([phone.token, token]);
  });

  test('hands the payload to the app on a tap and fires the callback', async () => {
    const [send, phone] = [senderOf(it, vendor), await phoneOf()];
    await it.control.setPhoneState(phone.phoneId, { appState: 'killed' });
    await send(phone.token, { payload: '{"text":"你好 & \\"hi\\""}' });
    const before = await it.control.phone(phone.phoneId);
    expect(before.callbacks.map(({ name }) => name)).toEqual(['onRegistered']);
    const clicked = await it.control.click(phone.phoneId);
    expect(clicked).toMatchObject({ payload: '{"text":"你好 & \\"hi\\""}', callback: 'onNotificationClicked' });
    expect((await it.control.phone(phone.phoneId)).callbacks.at(-1)?.name).toBe('onNotificationClicked');
    await expect(it.control.click(phone.phoneId)).rejects.toThrow('no such notification is visible');
  });

  test('has every other text beside the payload, on the screen and on a tap', async () => {
    const [send, phone] = [senderOf(it, vendor), await phoneOf()];
    const call = '{"kind":"ring","callID":"c1"}';
    await send(phone.token, { payload: 'p', call, notifyId: 1 });
    expect((await it.control.phone(phone.phoneId)).bar).toMatchObject([{ payload: 'p', extras: { call } }]);
    expect(await it.control.click(phone.phoneId)).toMatchObject({ payload: 'p', extras: { call } });
    expect((await it.control.phone(phone.phoneId)).bar).toEqual([]);
  });

  test('displays nothing while notifications are off', async () => {
    const [send, phone] = [senderOf(it, vendor), await phoneOf()];
    await it.control.setPhoneState(phone.phoneId, { notificationsEnabled: false });
    await send(phone.token);
    expect((await it.control.phone(phone.phoneId)).notifications).toEqual([]);
  });
});

test('a long poll ends with the notification it waited for', async () => {
  const phone = await it.control.createPhone({ vendor: 'vivo' });
  const waiting = it.control.notificationsAfter(phone.phoneId, 0, 10_000);
  await senderOf(it, 'vivo')(phone.token, { title: 'awaited' });
  expect(await waiting).toMatchObject([{ n: 1, title: 'awaited' }]);
  expect(await it.control.notificationsAfter(phone.phoneId, 1, 10)).toEqual([]);
});

test('an fcm app in front gets the message itself, and nothing is displayed', async () => {
  const phone = await it.control.createPhone({ vendor: 'fcm' });
  await it.control.setPhoneState(phone.phoneId, { appState: 'foreground' });
  await senderOf(it, 'fcm')(phone.token, { payload: 'in front' });
  expect(await it.control.phone(phone.phoneId)).toMatchObject({
    notifications: [],
    messages: [{ payload: 'in front' }],
  });
});

test('an offline fcm phone keeps the newest message of each collapse key', async () => {
  const [send, phone] = [senderOf(it, 'fcm'), await it.control.createPhone({ vendor: 'fcm' })];
  await it.control.setPhoneState(phone.phoneId, { online: false });
  await send(phone.token, { title: 'older', notifyId: 1 });
  await send(phone.token, { title: 'newer', notifyId: 1 });
  const { notifications } = await it.control.setPhoneState(phone.phoneId, { online: true });
  expect(notifications.map((notification) => notification.title)).toEqual(['newer']);
});
