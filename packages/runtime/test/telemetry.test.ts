import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SpanKind } from '@opentelemetry/api';
import { afterEach, expect, it } from 'vitest';
import { contextOf, endSpan, openSpan, startTelemetry, traceHeaders, untraced } from '../src/index.ts';

let telemetry: Awaited<ReturnType<typeof startTelemetry>> | undefined;
afterEach(async () => {
  await telemetry?.close();
  telemetry = undefined;
});

it('without a collector makes no spans, and still hands on the trace of a caller', async () => {
  telemetry = await startTelemetry({ service: 'test' });
  expect(openSpan('nothing', SpanKind.SERVER, {})).toBeUndefined();
  const traceparent = '00-af7651916cd43dd8448eb211c80319c0-b7ad6b7169203331-01';
  expect(traceHeaders(contextOf({ traceparent }))).toEqual({ traceparent });
});

it('sends the last spans to the collector before it ends', async () => {
  const received: { path: string | undefined; type: string | undefined; body: string }[] = [];
  const collector = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('latin1');
      received.push({ path: request.url, type: request.headers['content-type'], body });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  telemetry = await startTelemetry({ service: 'the-service', otlpEndpoint: `http://127.0.0.1:${port}/` });
  endSpan(openSpan('the-span', SpanKind.SERVER, {}));
  await telemetry.close();
  await new Promise((resolve) => collector.close(resolve));
  expect(received).toMatchObject([{ path: '/v1/traces', type: 'application/x-protobuf' }]);
  expect(received[0]?.body).toContain('the-span');
  expect(received[0]?.body).toContain('the-service');
});

it('makes no spans of what is untraced, here or behind a call', async () => {
  telemetry = await startTelemetry({ service: 'test', otlpEndpoint: 'http://127.0.0.1:1' });
  expect(openSpan('asked all the time', SpanKind.CLIENT, {}, untraced)).toBeUndefined();
  expect(openSpan('behind', SpanKind.SERVER, {}, contextOf(traceHeaders(untraced)))).toBeUndefined();
});

it('ends in order when the collector is away', async () => {
  telemetry = await startTelemetry({ service: 'test', otlpEndpoint: 'http://127.0.0.1:1' });
  endSpan(openSpan('lost', SpanKind.SERVER, {}));
  await expect(telemetry.close()).resolves.toBeUndefined();
});
