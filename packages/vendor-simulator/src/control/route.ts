import type { Vendor } from '../vendor.ts';
import { isVendor } from '../vendor.ts';
import type { Input } from './input.ts';
import { ControlError } from './input.ts';

export interface ControlRequest {
  /** The groups of the route's path. */
  parameters: string[];
  query: URLSearchParams;
  input: Input;
  /** Settles when the client is gone, so that a long poll can stop waiting. */
  closed: Promise<unknown>;
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: RegExp;
  /** What it returns is the JSON of the answer. */
  handle(request: ControlRequest): unknown;
}

/** A vendor by its name, if this simulator runs it. */
export function vendorNamed(name: unknown, running: ReadonlyMap<Vendor, unknown>): Vendor {
  if (typeof name === 'string' && isVendor(name) && running.has(name)) return name;
  throw new ControlError(400, `vendor must be one of ${[...running.keys()].join(', ')}`);
}
