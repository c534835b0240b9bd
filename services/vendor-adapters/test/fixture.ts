import { readFileSync } from 'node:fs';
import type { VendorName } from '@bellhop/contracts';
import type { HttpAnswer } from '../src/http/answer.ts';

/** A recorded answer body of a vendor, from its `fixtures/`. */
export function fixture(vendor: VendorName, name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../src/vendors/${vendor}/fixtures/${name}.json`, import.meta.url), 'utf8'),
  ) as unknown;
}

/** An HTTP answer with this body. */
export function answerOf(body: unknown, status = 200, retryAfterMs?: number): HttpAnswer {
  return { kind: 'answer', status, body, retryAfterMs };
}
