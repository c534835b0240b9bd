import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startVendorSimulator } from '../src/index.ts';
import { post, withSimulator } from './simulator-fixture.ts';
import { senderOf } from './vendor-senders.ts';

const it = withSimulator('xiaomi', 'vivo');

test('counts requests, targets and codes, and lists the accepted targets in order', async () => {
  const [send, phone] = [senderOf(it, 'xiaomi'), await it.control.createPhone({ vendor: 'xiaomi' })];
  await send(phone.token, { payload: 'one', notifyId: 1 });
  await send(`${phone.token},bad`, { payload: 'two', notifyId: 2 });
  const stats = (await it.control.stats()).xiaomi;
  expect(stats).toMatchObject({
    requests: 2,
    authRequests: 0,
    acceptedTargets: 2,
    refusedTargets: 1,
    byCode: { '0': 2 },
  });
  const { accepted, last } = await it.control.accepted({ vendor: 'xiaomi', after: 1 });
  expect(last).toBe(2);
  expect(accepted).toMatchObject([{ n: 2, token: phone.token, payload: 'two', notifyId: '2', at: it.clock.now }]);
});

test('shows the last requests with their trace context and without credentials', async () => {
  const url = `${it.simulator.urls.vivo}/message/send`;
  await post(url, { title: 'x' }, { authToken: 'secret', traceparent: '00-a-b-01' });
  const [request] = await it.control.requests({ vendor: 'vivo' });
  expect(request).toMatchObject({
    path: '/message/send',
    body: '{"title":"x"}',
    headers: { traceparent: '00-a-b-01' },
  });
  expect(request?.headers).not.toHaveProperty('authtoken');
});

test('forgets everything on reset but keeps the default credentials', async () => {
  const before = await it.control.apps();
  await it.control.registerApp({ vendor: 'vivo' });
  await it.control.updateApp('vivo', '105000001', { qps: 1 });
  const phone = await it.control.createPhone({ vendor: 'vivo' });
  await it.control.reset();
  expect(await it.control.apps()).toEqual(before);
  await expect(it.control.phone(phone.phoneId)).rejects.toThrow('there is no phone');
});

test.each([
  ['POST', '/v1/phones', { vendor: 'fcm' }, 400],
  ['POST', '/v1/phones', { vendor: 'vivo', application: 'x' }, 400],
  ['POST', '/v1/phones/batch', { vendor: 'vivo', count: 10_001 }, 400],
  ['POST', '/v1/faults', { vendor: 'vivo', kind: 'latency' }, 400],
  ['POST', '/v1/faults', { vendor: 'vivo', kind: 'boom' }, 400],
  ['PATCH', '/v1/apps/vivo/105000001', { settings: { qsp: 1 } }, 400],
  ['PATCH', '/v1/apps/vivo/105000001', { settings: { qps: 'many' } }, 400],
  ['PATCH', '/v1/apps/vivo/42', { settings: {} }, 404],
  ['GET', '/v1/nothing', undefined, 404],
  ['GET', '/v1/phones/%zz', undefined, 400],
  ['PATCH', '/v1/phones', {}, 405],
])('refuses %s %s with %j', async (method, path, body, status) => {
  const response = await fetch(it.simulator.controlUrl + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: expect.any(String) as string });
});

test('says in one sentence that a port is taken', async () => {
  const port = Number(new URL(it.simulator.urls.xiaomi).port);
  await expect(startVendorSimulator({ port, vendors: ['oppo'] })).rejects.toThrow(
    `port ${port} on 127.0.0.1 is already in use`,
  );
});

test('the command prints one JSON line and ends with 0 on SIGTERM', async () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=source', main, '--vendor', 'xiaomi,fcm']);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const urls = JSON.parse(line.toString()) as Record<string, string>;
  expect(Object.keys(urls)).toEqual(['xiaomi', 'fcm', 'control']);
  expect((await fetch(`${urls['control']}/v1/stats`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
