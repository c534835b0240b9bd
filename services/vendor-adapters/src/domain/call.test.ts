import type { CallPush } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { appDataOf, intentExtrasOf, withFittingCall } from './app-data.ts';
import { callEnds, isRecall } from './call-ends.ts';
import { callOf, callText, isRing } from './call.ts';
import { freshUntilMs } from './checked-task.ts';
import { aCall, aNotification } from '../../test/a-notification.ts';
import type { SendOutcome } from './send-outcome.ts';
import type { ShortenedField } from './shorten.ts';

const call = (kind: CallPush['kind']): CallPush => ({
  kind,
  callId: 'c1',
  callerUserId: 'alice',
  extendedData: 'room 7',
  expiresAtMs: 1_764_000_060_000,
  hasVideo: true,
  pushExpiresAtMs: 0,
  rangAtMs: 0,
});

describe('the call of a task', () => {
  it.each([
    ['CALL_PUSH_KIND_RING', 'ring'],
    ['CALL_PUSH_KIND_MISSED', 'missed'],
    ['CALL_PUSH_KIND_ANSWERED', 'answered'],
  ] as const)('of kind %s says %s', (kind, expected) => {
    expect(callOf({ call: call(kind) })).toEqual({
      kind: expected,
      callID: 'c1',
      callerUserID: 'alice',
      extendedData: 'room 7',
      expireAtMs: 1_764_000_060_000,
      hasVideo: true,
    });
  });

  it('is none for a message', () => {
    expect(callOf({ call: null })).toBeUndefined();
    expect(callOf({ call: call('CALL_PUSH_KIND_UNSPECIFIED') })).toBeUndefined();
    expect(isRing({ call: null })).toBe(false);
  });

  it('is a text for the app, without what is not so', () => {
    expect(callText(aCall('ring', { hasVideo: true, extendedData: 'say "hi"' }))).toBe(
      '{"kind":"ring","callID":"c1","caller":"alice","expireAt":1764000060000,"hasVideo":true,"extendedData":"say \\"hi\\""}',
    );
    expect(JSON.parse(callText(aCall('missed')))).toEqual({
      kind: 'missed',
      callID: 'c1',
      caller: 'alice',
      expireAt: 1_764_000_060_000,
    });
  });
});

it('looks at what rings before every attempt, at what ends it as at messages', () => {
  const task = { attempts: 0, decidedAtMs: 5_000 };
  expect(freshUntilMs({ ...task, call: call('CALL_PUSH_KIND_RING') })).toBe(-Infinity);
  expect(freshUntilMs({ ...task, call: call('CALL_PUSH_KIND_MISSED') })).toBe(6_000);
  expect(freshUntilMs({ ...task, attempts: 1, call: call('CALL_PUSH_KIND_ANSWERED') })).toBe(-Infinity);
});

it('recalls the end of a ringing where the vendor takes nothing else for it', () => {
  const vendors = ['XIAOMI', 'HUAWEI', 'OPPO', 'VIVO', 'FCM'] as const;
  const recalled = (kind: CallPush['kind']) =>
    vendors.filter((vendor) => isRecall({ vendor: `VENDOR_${vendor}`, call: call(kind), takesBack: false }));
  expect(recalled('CALL_PUSH_KIND_MISSED')).toEqual(['XIAOMI']);
  expect(recalled('CALL_PUSH_KIND_ANSWERED')).toEqual(['XIAOMI']);
  expect(recalled('CALL_PUSH_KIND_RING')).toEqual([]);
  expect(isRecall({ vendor: 'VENDOR_XIAOMI', call: null, takesBack: false })).toBe(false);
  expect(isRecall({ vendor: 'VENDOR_XIAOMI', call: null, takesBack: true })).toBe(true); // a message that was revoked
  expect(isRecall({ vendor: 'VENDOR_HUAWEI', call: null, takesBack: true })).toBe(false);
  expect(callEnds).toEqual({
    xiaomi: 'recall',
    huawei: 'replace',
    oppo: 'replace',
    vivo: 'recall or replace',
    fcm: 'replace',
  });
});

describe('what the app is given', () => {
  const ring = aCall('ring');

  it('are payload and call, those there are', () => {
    expect(appDataOf({ payload: 'p', call: ring })).toEqual({ payload: 'p', call: callText(ring) });
    expect(appDataOf({ payload: 'p', call: undefined })).toEqual({ payload: 'p' });
    expect(appDataOf({ payload: undefined, call: undefined })).toEqual({});
  });

  it('goes into an intent whole, else the call alone, else not', () => {
    const text = { call: callText(ring) };
    expect(intentExtrasOf({ payload: 'p', call: ring })).toEqual([{ payload: 'p', ...text }, text, {}]);
    expect(intentExtrasOf({ payload: 'p', call: undefined })).toEqual([{ payload: 'p' }, {}]);
    expect(intentExtrasOf({ payload: undefined, call: ring })).toEqual([text, {}]);
  });
});

describe('a call that has to fit', () => {
  interface Request {
    readonly shortened: readonly ShortenedField[];
    readonly call: string;
  }
  const room =
    (max: number, kind: SendOutcome['kind'] = 'rejected') =>
    (notification: ReturnType<typeof aNotification>): Request | SendOutcome => {
      const text = appDataOf(notification).call ?? '';
      if (text.length <= max) return { shortened: ['title'], call: text };
      return { kind, code: kind === 'rejected' ? 'PAYLOAD_TOO_LARGE' : 'OTHER', reason: '' } as SendOutcome;
    };
  const notification = aNotification({ call: aCall('ring', { extendedData: 'x'.repeat(200) }) });

  it('keeps what the caller said where there is room', () => {
    expect(withFittingCall(notification, room(1_000))).toMatchObject({ shortened: ['title'] });
  });

  it('leaves it out where there is none, and says so', () => {
    const request = withFittingCall(notification, room(150));
    expect(request).toMatchObject({ shortened: ['title', 'extendedData'] });
    expect('call' in request && request.call).not.toContain('extendedData');
  });

  it('is refused where not even the rest fits', () => {
    expect(withFittingCall(notification, room(10))).toMatchObject({ kind: 'rejected', code: 'PAYLOAD_TOO_LARGE' });
    expect(withFittingCall(aNotification({ call: aCall('ring') }), room(10))).toMatchObject({ kind: 'rejected' });
  });

  it('is not tried twice for another reason', () => {
    let tried = 0;
    const request = withFittingCall(notification, (one) => ((tried += 1), room(10, 'misconfigured')(one)));
    expect([tried, 'kind' in request && request.kind]).toEqual([1, 'misconfigured']);
  });
});
