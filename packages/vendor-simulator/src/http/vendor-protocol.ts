import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock.ts';
import type { AppRegistry } from '../credentials/app-registry.ts';
import type { VendorStats } from '../observation/observation.ts';
import type { Dispatcher } from '../phones/dispatch.ts';
import type { PhoneRegistry } from '../phones/phone-registry.ts';

/** What a vendor's protocol works on. */
export interface VendorParts {
  apps: AppRegistry;
  phones: PhoneRegistry;
  dispatcher: Dispatcher;
  clock: Clock;
  receiptCounts: () => VendorStats['receipts'];
}

/** What a request is for; faults can be limited to one of the first two. */
export type RequestKind = 'auth' | 'send' | 'other';

export interface VendorRequest {
  readonly method: string;
  /** Path without the query, as sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly receivedAt: number;
  /** The same moment by the vendor's own clock, which may be set off: what timestamps and signatures are held against. */
  readonly vendorTime: number;
  /** True when a fault says that this target is to be treated as invalid. */
  readonly isForcedInvalid: (token: string) => boolean;
}

export interface VendorReply {
  readonly status: number;
  /** An object is sent as JSON, a string as it is. */
  readonly body: object | string;
  readonly headers?: Record<string, string>;
  /** The vendor's own result code, for the statistics. */
  readonly code: string;
  readonly acceptedTargets?: number;
  readonly refusedTargets?: number;
}

/** One vendor's server side, without sockets: what it answers to a request, and what it does by it. */
export interface VendorProtocol {
  kindOf(path: string): RequestKind;
  handle(request: VendorRequest): VendorReply;
  /** The vendor's own way of answering with this code (for faults on demand). */
  refusal(code: string, kind: RequestKind): VendorReply;
  /** What the vendor's front door sends with a bare HTTP failure. */
  httpFailure(status: number): VendorReply;
  expireAccessTokens(): void;
  reset(): void;
  /** Ends timers and forgets receipts that have not gone out. */
  stop(): void;
}

/** The media type of a request, without its parameters. */
export function mediaTypeOf(request: VendorRequest): string {
  const type = request.headers['content-type'] ?? '';
  const end = type.indexOf(';');
  return (end === -1 ? type : type.slice(0, end)).trim().toLowerCase();
}
