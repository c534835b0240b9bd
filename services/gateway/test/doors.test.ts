import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { createClient, messageService } from '@bellhop/grpc';
import { Secret, silentLogger, tlsFiles } from '@bellhop/runtime';
import { testCertificates, until, type TestCertificate, type TestCertificates } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { APP, apiKey, startHarness, tokenFor, type Harness } from './harness.ts';

const page = 'https://app.example';
let folder: string;
let certificates: TestCertificates<never>;
let harness: Harness;
let files: { cert: string; key: string };

const write = (name: string, { cert, key }: TestCertificate) => {
  const paths = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}-key.pem`) };
  writeFileSync(paths.cert, cert);
  writeFileSync(paths.key, key);
  return paths;
};
const url = (path: string): URL => new URL(path, harness.gateway.httpUrl);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}
const ask = (
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
) =>
  new Promise<Answer>((resolve, reject) => {
    const asking = request(url(path), { method, headers, ca: certificates.ca, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asking.on('error', reject).end();
  });
/** Opens a WebSocket; says how it was refused otherwise. */
const open = (headers: Record<string, string> = {}) =>
  new Promise<WebSocket | { status: number; body: string }>((resolve, reject) => {
    const socket = new WebSocket(url('/v1/ws').href.replace(/^http/, 'ws'), { headers, ca: certificates.ca });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    socket.on('error', reject);
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bellhop-doors-'));
  certificates = await testCertificates();
  files = write('server', certificates.server);
  harness = await startHarness({ doors: { httpTls: files, grpcTls: files, corsOrigins: [page] } });
});
afterAll(async () => {
  await harness.close();
  rmSync(folder, { recursive: true, force: true });
  expect(harness.context.fatal).toEqual([]);
});

describe('with certificates of its own', () => {
  it('the gateway serves HTTP, WebSocket and gRPC over TLS', async () => {
    expect(harness.gateway.httpUrl).toMatch(/^https:/);
    expect((await ask('/openapi.json')).status).toBe(200);

    const socket = await open();
    if (!(socket instanceof WebSocket)) throw new Error(`refused: ${socket.body}`);
    onTestFinished(() => socket.close());
    const answered = new Promise<string>((resolve) =>
      socket.once('message', (data: Buffer) => resolve(data.toString())),
    );
    const body = { app: APP, token: await tokenFor('alice'), deviceID: 'd' };
    socket.send(JSON.stringify({ v: 1, id: 1, type: 'login', body }));
    expect(JSON.parse(await answered)).toMatchObject({ replyTo: 1, type: 'ok' });

    const ca = join(folder, 'ca.pem');
    writeFileSync(ca, certificates.ca);
    const client = createClient(messageService, {
      address: harness.gateway.grpcAddress,
      key: new Secret(apiKey),
      deadlineMs: 5_000,
      tls: { files: tlsFiles({ ca }, { prefix: 'TEST', log: silentLogger() }), serverName: 'localhost' },
    });
    onTestFinished(() => client.close());
    await expect(client.sendMessage({ app: APP })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it.each(['http', 'grpc'] as const)('the %s door takes no TLS below 1.2', async (door) => {
    const port = door === 'http' ? Number(url('').port) : Number(harness.gateway.grpcAddress.split(':')[1]);
    const ending = (maxVersion: 'TLSv1.1' | 'TLSv1.2') =>
      new Promise<string>((resolve) => {
        const socket = connect(
          {
            port,
            host: 'localhost',
            ca: certificates.ca,
            minVersion: maxVersion,
            maxVersion,
            ciphers: 'DEFAULT@SECLEVEL=0',
            ALPNProtocols: ['h2', 'http/1.1'],
          },
          () => {
            resolve(socket.getProtocol() ?? '');
            socket.destroy();
          },
        );
        socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      });
    expect(await ending('TLSv1.2')).toBe('TLSv1.2');
    expect(await ending('TLSv1.1')).toMatch(/PROTOCOL_VERSION|HANDSHAKE_FAILURE|ECONNRESET/);
  });

  it('new connections get new certificates, without a restart', async () => {
    const next = await certificates.issue({ name: 'localhost', hosts: ['127.0.0.1'] });
    write('server', next);
    const serial = (port: number) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(
          { port, host: 'localhost', ca: certificates.ca, ALPNProtocols: ['h2', 'http/1.1'] },
          () => {
            resolve(socket.getPeerX509Certificate()?.toString() ?? '');
            socket.destroy();
          },
        );
        socket.on('error', reject);
      });
    for (const port of [Number(url('').port), Number(harness.gateway.grpcAddress.split(':')[1])])
      await until(async () => (await serial(port)) === next.cert.replace(/\n\n$/, '\n'), { timeoutMs: 15_000 });
  });
});

describe('pages of browsers', () => {
  const preflight = (origin: string) =>
    ask('/v1/apps/demo/messages', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  it('of the list are told that they may ask and read; others are not', async () => {
    expect(await preflight(page)).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': page,
        'access-control-allow-methods': expect.stringContaining('POST') as string,
        'access-control-allow-headers': expect.stringContaining('authorization') as string,
      },
    });
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
    const answer = await ask('/v1/apps/demo/messages', { method: 'POST', headers: { origin: page } });
    expect(answer).toMatchObject({ status: 401, headers: { 'access-control-allow-origin': page } }); // refusals can be read, too
  });

  it('of the list open a WebSocket; others are refused and told why; who is no browser is not asked', async () => {
    for (const headers of [{ origin: page }, {}, { origin: harness.gateway.httpUrl }]) {
      const socket = await open(headers);
      expect(socket).toBeInstanceOf(WebSocket);
      if (socket instanceof WebSocket) socket.close();
    }
    expect(await open({ origin: 'https://evil.example' })).toEqual({
      status: 403,
      body: '{"error":{"code":"ORIGIN_NOT_ALLOWED","message":"pages of https://evil.example may not connect: CORS_ORIGINS of the gateway lists those that may"}}',
    });
  });
});
