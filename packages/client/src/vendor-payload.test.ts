import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ZIM, ZPNs, type VendorMessage } from './index.ts';

it.each<[VendorMessage, string | undefined]>([
  [{ vendor: 'xiaomi', extra: { payload: 'p', notify_id: '1' } }, 'p'],
  [{ vendor: 'huawei', data: { payload: 'p' } }, 'p'],
  [{ vendor: 'huawei', intentExtras: { payload: 'p' } }, 'p'],
  [{ vendor: 'oppo', dataExtra: '{"payload":"p"}' }, 'p'],
  [{ vendor: 'oppo', dataExtra: 'no JSON' }, undefined],
  [{ vendor: 'vivo', params: { payload: 'p' } }, 'p'],
  [{ vendor: 'fcm', data: { payload: 'p' } }, 'p'],
  [{ vendor: 'fcm', data: {} }, undefined],
  [{ vendor: 'xiaomi', extra: { payload: 5 } }, undefined],
])('finds the payload where the vendor puts it: %o', (message, payload) => {
  expect(ZPNs.getPayload(message)).toBe(payload);
});

const ring = { kind: 'ring', callID: 'c', caller: 'alice', expireAt: 5 };
const said = { hasVideo: true, extendedData: 'room-7' };

/** Where each vendor hands over the texts beside the payload. */
const messagesWith = (call: unknown): VendorMessage[] => [
  { vendor: 'xiaomi', extra: { call } },
  { vendor: 'huawei', data: { call } },
  { vendor: 'huawei', data: {}, intentExtras: { call } },
  { vendor: 'oppo', dataExtra: JSON.stringify({ call }) },
  { vendor: 'vivo', params: { call } },
  { vendor: 'fcm', data: { call } },
];

it('finds the call where the vendor puts it', () => {
  for (const message of messagesWith(JSON.stringify({ ...ring, ...said })))
    expect(ZPNs.getCall(message), JSON.stringify(message)).toEqual({ ...ring, ...said });
  for (const message of messagesWith(JSON.stringify({ ...ring, kind: 'missed', later: 1 })))
    expect(ZPNs.getCall(message)).toEqual({ ...ring, kind: 'missed', hasVideo: false });
});

it.each([
  ['no JSON', '{"kind":"ring"'],
  ['no text', ring],
  ['no object', '"ring"'],
  ['null', 'null'],
  ['an unknown kind', JSON.stringify({ ...ring, kind: 'dance' })],
  ['no call id', JSON.stringify({ ...ring, callID: '' })],
  ['no caller', JSON.stringify({ ...ring, caller: null })],
  ['an end that is no time', JSON.stringify({ ...ring, expireAt: '5' })],
  ['a wrong hasVideo', JSON.stringify({ ...ring, hasVideo: 'yes' })],
  ['a wrong extendedData', JSON.stringify({ ...ring, extendedData: {} })],
])('finds no call in %s', (_, call) => {
  for (const message of messagesWith(call)) expect(ZPNs.getCall(message)).toBeUndefined();
});

it('never throws, whatever a vendor library hands over', () => {
  const vendor = fc.constantFrom('xiaomi', 'huawei', 'oppo', 'vivo', 'fcm', 'nokia');
  const part = fc.oneof(fc.anything(), fc.json(), fc.record({ call: fc.json(), payload: fc.anything() }));
  const names = ['extra', 'data', 'intentExtras', 'dataExtra', 'params'];
  const message = fc.record(
    { vendor, ...Object.fromEntries(names.map((name) => [name, part])) },
    { requiredKeys: ['vendor'] },
  );
  fc.assert(
    fc.property(message, (given) => {
      const call = ZPNs.getCall(given as unknown as VendorMessage);
      const payload = ZPNs.getPayload(given as unknown as VendorMessage);
      expect(['undefined', 'object']).toContain(typeof call);
      expect(['undefined', 'string']).toContain(typeof payload);
    }),
  );
});

it('tells the call with what is handed over', () => {
  const zpns = ZPNs.create(ZIM.create({ appID: 'demo', server: 'ws://im.example' }));
  const events: unknown[] = [];
  for (const event of ['notificationArrived', 'notificationClicked', 'throughMessageReceived'] as const)
    zpns.on(event, ({ vendor, call }) => events.push([event, vendor, call?.callID]));
  zpns.handleNotificationArrived({ vendor: 'xiaomi', extra: { call: JSON.stringify(ring) } });
  zpns.handleNotificationClicked({ vendor: 'oppo', dataExtra: JSON.stringify({ call: JSON.stringify(ring) }) });
  zpns.handleThroughMessage({ vendor: 'fcm', data: { payload: 'p' } });
  expect(events).toEqual([
    ['notificationArrived', 'xiaomi', 'c'],
    ['notificationClicked', 'oppo', 'c'],
    ['throughMessageReceived', 'fcm', undefined],
  ]);
});
