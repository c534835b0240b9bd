import type { IncomingHttpHeaders } from 'node:http';
import type { Vendor } from '../vendor.ts';
import { VENDORS } from '../vendor.ts';
import { Ring } from './ring.ts';

const MAX_ACCEPTED = 500_000;
const MAX_REQUESTS_PER_VENDOR = 200;
const MAX_CODES = 200;

/** What one vendor was asked and answered since the start or the last reset. */
export interface VendorStats {
  requests: number;
  authRequests: number;
  acceptedTargets: number;
  refusedTargets: number;
  /** Answers by the vendor's own result code. */
  byCode: Record<string, number>;
  receipts: { sent: number; failed: number; skipped: number; dropped: number };
}

/** One target that a vendor took over for delivery. `at` is when its request was received. */
export interface AcceptedTarget {
  vendor: Vendor;
  token: string;
  payload: string | null;
  title: string;
  notifyId: string | null;
  vendorMessageId: string;
  at: number;
}

export interface SeenRequest {
  at: number;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

const noStats = (): VendorStats => ({
  requests: 0,
  authRequests: 0,
  acceptedTargets: 0,
  refusedTargets: 0,
  byCode: {},
  receipts: { sent: 0, failed: 0, skipped: 0, dropped: 0 },
});

/** Everything a test or a benchmark may want to know afterwards, in bounded memory. */
export class Observation {
  readonly accepted = new Ring<AcceptedTarget>(MAX_ACCEPTED);
  #stats = new Map<Vendor, VendorStats>();
  #requests = new Map<Vendor, Ring<SeenRequest>>();

  constructor() {
    this.reset();
  }

  stats(vendor: Vendor): VendorStats {
    const stats = this.#stats.get(vendor);
    if (stats === undefined) throw new Error(`no statistics for ${vendor}`);
    return stats;
  }

  countCode(vendor: Vendor, code: string): void {
    const { byCode } = this.stats(vendor);
    const known = byCode[code];
    if (known === undefined && Object.keys(byCode).length >= MAX_CODES) return;
    byCode[code] = (known ?? 0) + 1;
  }

  remember(vendor: Vendor, request: SeenRequest): void {
    this.#requests.get(vendor)?.add(request);
  }

  requests(vendor: Vendor, limit: number): SeenRequest[] {
    const ring = this.#requests.get(vendor);
    if (ring === undefined) return [];
    return ring.after(Math.max(0, ring.last - limit), limit).map(({ item }) => withoutSecrets(item));
  }

  reset(): void {
    this.accepted.clear();
    for (const vendor of VENDORS) {
      this.#stats.set(vendor, noStats());
      this.#requests.set(vendor, new Ring(MAX_REQUESTS_PER_VENDOR));
    }
  }
}

const SECRET_HEADERS = new Set(['authorization', 'authtoken', 'auth_token']);
const SECRET_FIELDS = /(client_secret|assertion|auth_token)=[^&]*/g;
const MAX_BODY_SHOWN = 64 * 1024;

/** Credentials are left out when a request is shown, not when it is stored: that path must stay fast. */
function withoutSecrets(request: SeenRequest): SeenRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !SECRET_HEADERS.has(name)));
  return {
    ...request,
    headers,
    path: request.path.replace(SECRET_FIELDS, '$1=[secret]'),
    body: request.body.slice(0, MAX_BODY_SHOWN).replace(SECRET_FIELDS, '$1=[secret]'),
  };
}
