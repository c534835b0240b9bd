import type { RequestKind, VendorProtocol, VendorReply } from '../http/vendor-protocol.ts';
import type { Vendor } from '../vendor.ts';
import type { Fault, FaultRequest } from './fault.ts';

const MAX_FAULTS = 1_000;

/** What the faults in force do to one request. */
export interface FaultPlan {
  latencyMs: number;
  /** The one fault, other than latency and invalid tokens, that hits this request. */
  fault: Fault | undefined;
  readonly isForcedInvalid: (token: string) => boolean;
  /** The answer in place of the vendor's; undefined when the vendor answers itself. */
  reply(protocol: VendorProtocol, kind: RequestKind): VendorReply | undefined;
}

interface FaultedRequest {
  vendor: Vendor;
  kind: RequestKind;
  text: string;
}

const nothing: FaultPlan = {
  latencyMs: 0,
  fault: undefined,
  isForcedInvalid: () => false,
  reply: () => undefined,
};

export class FaultList {
  #faults: Fault[] = [];
  #lastId = 0;

  add(request: FaultRequest): Fault {
    if (this.#faults.length >= MAX_FAULTS) throw new Error(`more than ${MAX_FAULTS} faults at a time`);
    this.#lastId += 1;
    const fault: Fault = { ...request, id: `fault-${this.#lastId}`, hits: 0 };
    // Expiring tokens is a deed of the moment, done by the control API; it is listed by its answer only.
    if (fault.kind !== 'expire-tokens') this.#faults.push(fault);
    return fault;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  clear(vendor?: Vendor): void {
    this.#faults = vendor === undefined ? [] : this.#faults.filter((fault) => fault.vendor !== vendor);
  }

  /** `text` is all of a request that can name a token: its URL and its body. */
  planFor(request: FaultedRequest): FaultPlan {
    if (this.#faults.length === 0) return nothing;
    let latencyMs = 0;
    let chosen: Fault | undefined;
    const invalid: Fault[] = [];
    for (const fault of this.#faults) {
      if (!hits(fault, request)) continue;
      if (fault.kind === 'latency') latencyMs += fault.latencyMs ?? 0;
      else if (fault.kind === 'invalid-tokens') invalid.push(fault);
      else if (chosen === undefined) chosen = fault;
      else continue;
      fault.hits += 1;
    }
    this.#faults = this.#faults.filter((fault) => fault.hits < (fault.times ?? Infinity));
    return {
      latencyMs,
      fault: chosen,
      isForcedInvalid: (token) => invalid.some((fault) => fault.token === undefined || fault.token === token),
      reply: (protocol, kind) => (chosen === undefined ? undefined : replyOf(chosen, protocol, kind)),
    };
  }
}

function hits(fault: Fault, request: FaultedRequest): boolean {
  if (fault.vendor !== request.vendor) return false;
  if (fault.path !== undefined && fault.path !== request.kind) return false;
  if (fault.kind === 'invalid-tokens' && request.kind !== 'send') return false;
  if (fault.token === undefined) return true;
  // Forms carry tokens percent-encoded (Xiaomi's contain `+ / =`).
  return request.text.includes(fault.token) || request.text.includes(encodeURIComponent(fault.token));
}

function replyOf(fault: Fault, protocol: VendorProtocol, kind: RequestKind): VendorReply | undefined {
  const retryAfter: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
  const withRetryAfter = (reply: VendorReply): VendorReply => ({
    ...reply,
    headers: { ...reply.headers, ...retryAfter },
  });
  switch (fault.kind) {
    case 'status':
      return withRetryAfter(protocol.httpFailure(fault.status ?? 500));
    case 'vendor-code':
      return withRetryAfter(protocol.refusal(fault.code ?? '', kind));
    case 'empty-body':
      return { status: fault.status ?? 200, body: '', code: 'empty-body' };
    case 'html':
      return withRetryAfter({
        status: fault.status ?? 502,
        body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
        code: 'html',
      });
    case 'latency':
    case 'hang':
    case 'reset':
    case 'reset-after-accept':
    case 'invalid-tokens':
    case 'expire-tokens':
      return undefined;
  }
}
