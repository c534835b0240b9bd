import { expect, it } from 'vitest';
import { ZPNs, type VendorMessage } from './index.ts';

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
