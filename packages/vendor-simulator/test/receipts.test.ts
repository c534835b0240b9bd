import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { VENDORS } from '../src/index.ts';
import { listen, shutDown } from '../src/http/listen.ts';
import { readBody } from '../src/http/read-body.ts';
import { signatureOf } from '../src/vendors/huawei/receipts.ts';
import { withSimulator } from './simulator-fixture.ts';
import { senderOf } from './vendor-senders.ts';

const it = withSimulator(...VENDORS);
let server: Server;
let url = '';
let received: { type: string; signature: string; body: string }[] = [];

beforeAll(async () => {
  server = createServer((message, response) => {
    void readBody(message, 100_000).then((body) => {
      const signature = String(message.headers['x-huawei-callback-id'] ?? '');
      received.push({ type: message.headers['content-type'] ?? '', signature, body });
      response.end('{}');
    });
  });
  url = await listen(server, '127.0.0.1', 0);
});
beforeEach(() => {
  received = [];
});
afterAll(() => shutDown(server));

async function firstReceipt() {
  await vi.waitUntil(() => received.length > 0, { timeout: 5_000 });
  return received[0]!;
}

test('xiaomi posts a form keyed by message id, several targets in one entry', async () => {
  const phones = await it.control.createPhones({ vendor: 'xiaomi', count: 2 });
  const send = senderOf(it, 'xiaomi');
  const { body } = await send(phones.map((phone) => phone.token).join(','), { receipts: { url, param: 'task-1' } });
  const receipt = await firstReceipt();
  expect(receipt.type).toBe('application/x-www-form-urlencoded');
  const data = JSON.parse(new URLSearchParams(receipt.body).get('data') ?? '') as object;
  const { id } = body['data'] as { id: string };
  expect(data).toEqual({
    [id]: {
      param: 'task-1',
      type: 1,
      targets: phones.map((phone) => phone.token).join(','),
      jobkey: '',
      barStatus: 'Enable',
      timestamp: it.clock.now,
    },
  });
});

test('oppo posts an array of events', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  await senderOf(it, 'oppo')(phone.token, { receipts: { url, param: 't=1' } });
  const [event] = JSON.parse((await firstReceipt()).body) as object[];
  expect(event).toMatchObject({
    registrationIds: phone.token,
    param: 't=1',
    eventType: 'push_arrive',
    eventTime: String(it.clock.now),
  });
});

test('vivo posts a map keyed by taskId to the registered address', async () => {
  await it.control.updateApp('vivo', '105000001', { receiptAddresses: [{ id: '7', url }] });
  const phone = await it.control.createPhone({ vendor: 'vivo' });
  const { body } = await senderOf(it, 'vivo')(phone.token, { receipts: { url, param: 'task-1' } });
  expect(JSON.parse((await firstReceipt()).body)).toEqual({
    [String(body['taskId'])]: { targets: phone.token, param: 'task-1', ackType: '0', ackTime: it.clock.now },
  });
});

test('huawei posts signed statuses of the chosen configuration', async () => {
  const configuration = { id: 'R1', url, username: 'bellhop', secret: 'secret', version: 'V2' };
  await it.control.updateApp('huawei', '100000001', { receipts: [configuration] });
  const phone = await it.control.createPhone({ vendor: 'huawei' });
  await senderOf(it, 'huawei')(phone.token, { receipts: { url, param: 'task-1' } });
  const { body, signature } = await firstReceipt();
  expect(JSON.parse(body)).toMatchObject({
    statuses: [
      { token: phone.token, biTag: 'task-1', deliveryStatus: { result: 0 }, appPackageName: 'com.example.bellhop' },
    ],
  });
  expect(signature).toMatch(/^timestamp=\d+; nonce=[\w-]+; value=.+$/);
});

test("huawei's signature agrees with the documented vectors", () => {
  const configuration = { id: 'R', url, username: 'zpns-callback' };
  const nonce = 'd5e5c2ea-6f4d-4b7c-9f1e-2c7a3b8d9e10';
  const text = signatureOf({ ...configuration, secret: 'my-callback-secret' }, 1563105451261, nonce);
  expect(text['X-HUAWEI-CALLBACK-ID']).toContain('value=rWgWToN8apVD4Y8JOV4A1fpO++HHr6xcfFOjSj3xqNo=');
  const secret = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';
  const base64 = signatureOf({ ...configuration, secret, secretEncoding: 'base64' }, 1563105451261, nonce);
  expect(base64['X-HUAWEI-CALLBACK-ID']).toContain('value=Axf72e9UOLmJoXcVONuoKGteOlGXI+iTa+n5TzsQNS4=');
});

test('never calls a host that is not this machine', async () => {
  const phone = await it.control.createPhone({ vendor: 'oppo' });
  await senderOf(it, 'oppo')(phone.token, { receipts: { url: 'https://push.example.com/cb', param: '' } });
  expect((await it.control.stats()).oppo?.receipts).toMatchObject({ skipped: 1, sent: 0 });
});
