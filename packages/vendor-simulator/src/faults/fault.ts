import type { Vendor } from '../vendor.ts';

export const FAULT_KINDS = [
  'latency',
  'status',
  'hang',
  'reset',
  'reset-after-accept',
  'vendor-code',
  'empty-body',
  'html',
  'invalid-tokens',
  'expire-tokens',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** Something that goes wrong on purpose. */
export interface FaultRequest {
  vendor: Vendor;
  kind: FaultKind;
  /** Only requests of this sort; every request when absent. */
  path?: 'send' | 'auth';
  /** For `status` (required) and `html` (502 when absent). */
  status?: number;
  /** Adds a Retry-After header to `status` and `vendor-code`. */
  retryAfterSeconds?: number;
  latencyMs?: number;
  /** For `vendor-code`: the vendor's own code, e.g. `200001` or `QUOTA_EXCEEDED`. */
  code?: string;
  /** How many requests it hits; all when absent. */
  times?: number;
  /** Only requests that contain this token; for `invalid-tokens`, only this token is invalid. */
  token?: string;
}

export interface Fault extends FaultRequest {
  id: string;
  /** Requests it has hit so far. */
  hits: number;
}
