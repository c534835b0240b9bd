import { expect, it } from 'vitest';
import { appDataOf, PAYLOAD_TOO_LARGE, withFittingCall } from './app-data.ts';
import type { Notification } from './notification.ts';
import type { ShortenedField } from './shorten.ts';

it('names the message beside its payload, and not beside a call, which has its id', () => {
  expect(appDataOf({ payload: 'p', call: undefined, messageId: 'm' })).toEqual({ payload: 'p', messageID: 'm' });
  const call = { kind: 'ring', callId: 'c', caller: 'alice', expireAtMs: 5, hasVideo: false, extendedData: '' };
  expect(appDataOf({ payload: undefined, call: call as never, messageId: 'c' })).not.toHaveProperty('messageID');
});

it('leaves the message’s id out before a push is refused', () => {
  const asked: string[] = [];
  const requestFor = (room: string) => (given: Notification) => {
    asked.push(given.messageId);
    return given.messageId === room
      ? { shortened: [] as ShortenedField[] }
      : ({ kind: 'rejected', code: PAYLOAD_TOO_LARGE, reason: 'too large' } as const);
  };
  const notification = { payload: 'p', call: undefined, messageId: 'm' } as Notification;
  expect(withFittingCall(notification, requestFor('m'))).toEqual({ shortened: [] });
  expect(withFittingCall(notification, requestFor(''))).toEqual({ shortened: [] });
  expect(asked).toEqual(['m', 'm', '']);
});
