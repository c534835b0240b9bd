import { randomBytes, randomInt } from 'node:crypto';
import type { VendorReply } from '../../http/vendor-protocol.ts';
import type { Refusal } from './codes.ts';
import { descriptionOf } from './codes.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const run = randomBytes(2).readUInt16BE() % 100;
let counter = 0;

/** e.g. `scm51336519827468580b1`: opaque to clients, unique in this process. */
export function newMessageId(nowMs: number): string {
  counter += 1;
  return `scm${String(run).padStart(2, '0')}${Math.floor(nowMs)}${counter}${LETTERS[counter % 26] ?? 'a'}`;
}

/** e.g. `Xdm011145198187915406b`. */
function newTraceId(): string {
  counter += 1;
  return `Xdm${String(run).padStart(2, '0')}${randomInt(1_000_000_000)}${counter}${LETTERS[counter % 26] ?? 'b'}`;
}

/** `data` values are strings, `code` is an integer: the official SDK casts both (xiaomi.md §3). */
export function success(data: object | undefined, info?: string): VendorReply {
  const body = {
    result: 'ok',
    trace_id: newTraceId(),
    code: 0,
    ...(data === undefined ? {} : { data }),
    description: '成功',
    ...(info === undefined ? {} : { info }),
  };
  return { status: 200, body, code: '0' };
}

/** Failures come with HTTP 200 too; clients decide on `code` (xiaomi.md §2). */
export function failure({ code, reason }: Refusal): VendorReply {
  return {
    status: 200,
    body: { result: 'error', reason, trace_id: newTraceId(), code, description: descriptionOf(code) },
    code: String(code),
  };
}
