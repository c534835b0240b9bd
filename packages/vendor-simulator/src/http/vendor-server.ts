import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { FaultList } from '../faults/fault-list.ts';
import type { Observation } from '../observation/observation.ts';
import type { Vendor } from '../vendor.ts';
import type { VendorClocks } from './vendor-clocks.ts';
import { BodyTooLarge, readBody } from './read-body.ts';
import type { VendorProtocol, VendorReply, VendorRequest } from './vendor-protocol.ts';

/** An OPPO batch of 1,000 messages, percent-encoded, is the biggest legitimate request. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

export interface VendorServerParts {
  vendor: Vendor;
  /** Undefined while the simulator is still starting. */
  protocol: () => VendorProtocol | undefined;
  faults: FaultList;
  observation: Observation;
  clock: Clock;
  clocks: VendorClocks;
}

/** The socket side of one vendor: reads, applies faults, lets the protocol answer, counts. */
export function createVendorServer(parts: VendorServerParts): Server {
  const server = createServer((message, response) => {
    const receivedAt = parts.clock();
    serve(parts, message, response, receivedAt).catch((error: unknown) => {
      if (!response.headersSent && !response.destroyed) {
        write(response, { status: error instanceof BodyTooLarge ? 413 : 500, body: '', code: 'http' });
      }
      if (!(error instanceof BodyTooLarge) && !message.socket.destroyed) console.error(error);
    });
  });
  server.keepAliveTimeout = 65_000;
  return server;
}

async function serve(
  { vendor, protocol: protocolNow, faults, observation, clock, clocks }: VendorServerParts,
  message: IncomingMessage,
  response: ServerResponse,
  receivedAt: number,
): Promise<void> {
  const body = await readBody(message, MAX_BODY_BYTES);
  const protocol = protocolNow();
  if (protocol === undefined) return write(response, { status: 503, body: '', code: 'starting' });
  const url = originForm(message.url ?? '/');
  const queryAt = url.indexOf('?');
  const path = queryAt === -1 ? url : url.slice(0, queryAt);
  if (!isDecodable(path)) return write(response, { status: 400, body: '', code: 'http 400' });
  const method = message.method ?? 'GET';
  const kind = protocol.kindOf(path);
  const stats = observation.stats(vendor);
  stats.requests += 1;
  if (kind === 'auth') stats.authRequests += 1;
  observation.remember(vendor, { at: receivedAt, method, path: url, headers: message.headers, body });

  const plan = faults.planFor({ vendor, kind, text: `${url}\n${body}` });
  if (plan.latencyMs > 0) await delay(plan.latencyMs);
  const fault = plan.fault;
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'reset') return reset(message);

  const now = plan.latencyMs > 0 ? clock() : receivedAt;
  const vendorTime = now + clocks.offsetOf(vendor);
  const request: VendorRequest = {
    method,
    path,
    query: new URLSearchParams(queryAt === -1 ? '' : url.slice(queryAt + 1)),
    headers: message.headers,
    body,
    receivedAt: now,
    vendorTime,
    isForcedInvalid: plan.isForcedInvalid,
  };
  const reply = plan.reply(protocol, kind) ?? protocol.handle(request);
  observation.countCode(vendor, reply.code);
  stats.acceptedTargets += reply.acceptedTargets ?? 0;
  stats.refusedTargets += reply.refusedTargets ?? 0;
  if (fault?.kind === 'reset-after-accept') return reset(message);
  write(response, reply, clocks.dateHeader(vendorTime));
}

/** A client that takes the simulator for its proxy names the whole URL; servers must accept that (RFC 9112 §3.2.2). */
const originForm = (url: string): string => url.replace(/^https?:\/\/[^/?]*\/?/i, '/');

function isDecodable(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function reset(message: IncomingMessage): void {
  message.socket.resetAndDestroy();
}

function write(response: ServerResponse, reply: VendorReply, date?: string): void {
  const isText = typeof reply.body === 'string';
  const text = isText ? reply.body : JSON.stringify(reply.body);
  const headers: Record<string, string | number> = { 'content-length': Buffer.byteLength(text) };
  if (date !== undefined) headers['date'] = date;
  if (text !== '') headers['content-type'] = isText ? 'text/html; charset=utf-8' : 'application/json;charset=UTF-8';
  response.writeHead(reply.status, reply.headers === undefined ? headers : { ...headers, ...reply.headers });
  response.end(text);
}
