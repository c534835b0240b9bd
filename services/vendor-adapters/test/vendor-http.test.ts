import { createSecureServer } from 'node:http2';
import net, { type AddressInfo, type TcpNetConnectOpts } from 'node:net';
import { testCertificates } from '@bellhop/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createVendorHttp } from '../src/http/vendor-http.ts';
import { createFcmAgent } from '../src/vendors/fcm/agent.ts';
import { startMockVendor, type MockAnswer } from './mock-vendor.ts';

const signal = AbortSignal.timeout(30_000);

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('a connection to a vendor', () => {
  it('is HTTP/1.1, though the vendor would rather have HTTP/2', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { server: certificate } = await testCertificates();
    const versions: string[] = [];
    const server = createSecureServer({ ...certificate, allowHTTP1: true }, (request, response) => {
      versions.push(request.httpVersion);
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const http = createVendorHttp();
    const { port } = server.address() as AddressInfo;
    expect(await http.call({ url: `https://127.0.0.1:${String(port)}/`, headers: {}, signal })).toMatchObject({
      status: 200,
    });
    expect(versions).toEqual(['1.1']);
    await http.close();
    server.close();
  });

  it('waits for an address long enough for another continent, and leaves time for a second one', async () => {
    await using vendor = await startMockVendor(() => ({}));
    const connect = vi.spyOn(net, 'connect');
    const http = createVendorHttp({ connectTimeoutMs: 3_000 });
    await http.call({ url: vendor.url, headers: {}, signal });
    expect((connect.mock.calls[0] as unknown as [TcpNetConnectOpts])[0]).toMatchObject({
      autoSelectFamilyAttemptTimeout: 1_500,
    });
    await http.close();
    const options = { endpoint: undefined, connections: 1, connectTimeoutMs: 3_000, idleTimeoutMs: 1_000 };
    expect(createFcmAgent(options).options).toMatchObject({ autoSelectFamilyAttemptTimeout: 1_500 });
  });
});

describe('an answer', () => {
  const json = Buffer.from('{"code":0}');

  it.each<[string, MockAnswer, object]>([
    [
      'that is called compressed and is not',
      { headers: { 'content-encoding': 'gzip' }, bytes: json },
      { body: { code: 0 } },
    ],
    [
      'without a body that is called compressed',
      { status: 429, headers: { 'content-encoding': 'gzip', 'retry-after': '7' }, text: '' },
      { status: 429, body: undefined, retryAfterMs: 7_000 },
    ],
    [
      'that begins with a byte order mark',
      { bytes: Buffer.concat([Buffer.from('\uFEFF'), json]) },
      { body: { code: 0 } },
    ],
  ])('%s is read', async (_title, answer, expected) => {
    await using vendor = await startMockVendor(() => answer);
    const http = createVendorHttp();
    expect(await http.call({ url: vendor.url, headers: {}, signal })).toMatchObject({ kind: 'answer', ...expected });
    await http.close();
  });

  it('that gives a date to come back at is read with the clock of the vendor', async () => {
    const headers = { date: 'Sun, 01 Mar 2026 00:00:00 GMT', 'retry-after': 'Sun, 01 Mar 2026 00:00:30 GMT' };
    await using vendor = await startMockVendor(() => ({ status: 503, headers }));
    const http = createVendorHttp();
    expect(await http.call({ url: vendor.url, headers: {}, signal })).toMatchObject({ retryAfterMs: 30_000 });
    await http.close();
  });
});
