import { expect, test } from 'vitest';
import { VENDORS } from '../src/index.ts';
import type { FaultRequest, Vendor } from '../src/index.ts';
import { withSimulator } from './simulator-fixture.ts';
import { senderOf } from './vendor-senders.ts';

const it = withSimulator(...VENDORS);

const fail = (vendor: Vendor, fault: Omit<FaultRequest, 'vendor'>) => it.control.addFault({ vendor, ...fault });

test.each([
  ['xiaomi', '200001', { code: 200001, result: 'error' }],
  ['huawei', '81000001', { code: '81000001' }],
  ['oppo', '-2', { code: -2, message: 'Service in Flow Control' }],
  ['vivo', '10070', { result: 10070 }],
  ['fcm', 'UNAVAILABLE', { error: { code: 503, status: 'UNAVAILABLE' } }],
] as const)('%s answers with a vendor code on demand, as often as asked', async (vendor, code, body) => {
  const [send, phone] = [senderOf(it, vendor), await it.control.createPhone({ vendor })];
  await fail(vendor, { kind: 'vendor-code', path: 'send', code, times: 1 });
  expect((await send(phone.token)).body).toMatchObject(body);
  expect((await send(phone.token)).status).toBe(200);
  expect(await it.control.faults()).toEqual([]);
  expect((await it.control.phone(phone.phoneId)).notifications).toHaveLength(1);
});

test.each(['huawei', 'oppo', 'vivo', 'fcm'] as const)('%s forgets access tokens on demand', async (vendor) => {
  const [send, phone] = [senderOf(it, vendor), await it.control.createPhone({ vendor })];
  await send(phone.token);
  await fail(vendor, { kind: 'expire-tokens' });
  const { status, body } = await send(phone.token);
  const code = vendor === 'fcm' ? status : (body['code'] ?? body['result']);
  expect(code).toBe({ huawei: '80200003', oppo: 11, vivo: 10000, fcm: 401 }[vendor]);
});

test('sends an HTTP status with Retry-After', async () => {
  const [send, phone] = [senderOf(it, 'fcm'), await it.control.createPhone({ vendor: 'fcm' })];
  await fail('fcm', { kind: 'status', path: 'send', status: 503, retryAfterSeconds: 3 });
  const answer = await send(phone.token);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '3']);
  await it.control.clearFaults('fcm');
  expect((await send(phone.token)).status).toBe(200);
});

test('resets the connection before or after accepting', async () => {
  const [send, phone] = [senderOf(it, 'xiaomi'), await it.control.createPhone({ vendor: 'xiaomi' })];
  await fail('xiaomi', { kind: 'reset', times: 1 });
  await expect(send(phone.token)).rejects.toThrow('fetch failed');
  expect((await it.control.phone(phone.phoneId)).notifications).toHaveLength(0);
  await fail('xiaomi', { kind: 'reset-after-accept', times: 1 });
  await expect(send(phone.token)).rejects.toThrow('fetch failed');
  expect((await it.control.phone(phone.phoneId)).notifications).toHaveLength(1);
});

test('never answers while it hangs', async () => {
  await fail('vivo', { kind: 'hang' });
  const request = fetch(`${it.simulator.urls.vivo}/message/send`, { method: 'POST', signal: AbortSignal.timeout(100) });
  await expect(request).rejects.toThrow('timeout');
});

test('answers with an empty body or a gateway page', async () => {
  const url = `${it.simulator.urls.oppo}/server/v1/auth`;
  await fail('oppo', { kind: 'empty-body', times: 1 });
  expect(await (await fetch(url)).text()).toBe('');
  await fail('oppo', { kind: 'html', times: 1 });
  const page = await fetch(url);
  expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
});

test('delays, and invalidates one token, percent-encoded or not', async () => {
  const [hit, spared] = await it.control.createPhones({ vendor: 'xiaomi', count: 2 });
  const send = senderOf(it, 'xiaomi');
  await fail('xiaomi', { kind: 'latency', latencyMs: 30, token: hit!.token });
  await fail('xiaomi', { kind: 'invalid-tokens', token: hit!.token });
  const started = performance.now();
  expect((await send(hit!.token)).body['code']).toBe(20301);
  expect(performance.now() - started).toBeGreaterThan(25);
  expect((await send(spared!.token)).body['code']).toBe(0);
  expect((await it.control.faults()).map((fault) => fault.hits)).toEqual([1, 1]);
});
