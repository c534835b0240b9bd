import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { VENDORS } from '../src/index.ts';
import type { Vendor } from '../src/index.ts';
import { withSimulator } from './simulator-fixture.ts';

const it = withSimulator(...VENDORS);

/** Sends bytes as they are, and gives all that comes back until the server ends the connection. */
function exchange(vendor: Vendor, request: string): Promise<string> {
  const { hostname, port } = new URL(it.simulator.urls[vendor]);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

const head = (target: string, lines: string[] = [], version = '1.1'): string =>
  [`POST ${target} HTTP/${version}`, 'Host: vendor.example', 'Connection: close', ...lines, '', ''].join('\r\n');

test('answers a proxy request, which names the whole URL', async () => {
  const target = 'http://api-push.vivo.com.cn/message/auth?x=1';
  expect(await exchange('vivo', head(target, ['Content-Length: 0']))).toContain('"result":10200');
});

test('answers HTTP/1.0, chunked bodies and Expect: 100-continue', async () => {
  const type = 'Content-Type: application/x-www-form-urlencoded';
  const old = await exchange('oppo', `${head('/server/v1/auth', [type, 'Content-Length: 9'], '1.0')}app_key=x`);
  expect(old).toContain('"code":18');
  const chunked = head('/server/v1/auth', [type, 'Transfer-Encoding: chunked', 'Expect: 100-continue']);
  const answer = await exchange('oppo', `${chunked}9\r\napp_key=x\r\n0\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 100 Continue/);
  expect(answer).toContain('"code":18');
});

test.each([
  ['huawei', '/v1/%zz/messages:send'],
  ['fcm', '/v1/projects/%ff/messages:send'],
] as const)('%s answers 400 to a path that cannot be decoded', async (vendor, path) => {
  const answer = await exchange(vendor, head(path, ['Content-Length: 0']));
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
});
