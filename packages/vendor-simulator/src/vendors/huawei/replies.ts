import { randomInt } from 'node:crypto';
import type { HuaweiSettings } from '../../credentials/app.ts';
import type { VendorReply } from '../../http/vendor-protocol.ts';

/** A refusal of the push API: 8-digit code (a string on the wire) and its text. */
export interface Refusal {
  code: string;
  msg: string;
}

export const refuse = (code: string, msg: string): Refusal => ({ code, msg });

export const badParameter = (what: string): Refusal => refuse('80100001', `Parameter check failed: ${what}`);
export const badStructure = (what: string): Refusal => refuse('80100003', `Illegal message structure: ${what}`);

let counter = 0;

/** 24 digits that begin with a timestamp in ms. */
export function newRequestId(nowMs: number): string {
  counter = (counter + 1) % 100_000_000;
  return `${Math.floor(nowMs)}${randomInt(100, 1000)}${String(counter).padStart(8, '0')}`;
}

export function answer(code: string, msg: string, requestId: string): VendorReply {
  return { status: 200, body: { code, msg, requestId }, code };
}

/** HTTP 200 as observed, or the status of the vendor's table when the app asks for it (huawei.md §2.3, §6.1). */
export function failure(refusal: Refusal, nowMs: number, settings?: HuaweiSettings): VendorReply {
  const reply = answer(refusal.code, refusal.msg, newRequestId(nowMs));
  if (settings?.documentedHttpStatuses !== true) return reply;
  return { ...reply, status: refusal.code.startsWith('802') ? 401 : 400 };
}

/** The OAuth server's form of a refusal (huawei.md §2.1). */
export function oauthFailure(status: number, subError: number, description: string): VendorReply {
  return {
    status,
    body: { error: 1101, sub_error: subError, error_description: description },
    code: String(subError),
    headers: { 'cache-control': 'no-store' },
  };
}
