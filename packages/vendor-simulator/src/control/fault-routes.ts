import type { FaultRequest } from '../faults/fault.ts';
import { FAULT_KINDS } from '../faults/fault.ts';
import type { ControlParts } from './control-parts.ts';
import type { Input } from './input.ts';
import { ControlError, onlyKnown, optionalChoice, optionalNumber, optionalText, present, required } from './input.ts';
import type { Route } from './route.ts';
import { vendorNamed } from './route.ts';

const MEMBERS = ['vendor', 'path', 'kind', 'status', 'retryAfterSeconds', 'latencyMs', 'code', 'times', 'token'];

const MAX_OFFSET_MS = 365 * 24 * 3_600_000;

/** Failures on purpose, and clocks that are wrong. */
export function faultRoutes({ faults, clocks, protocols }: ControlParts): Route[] {
  const path = /^\/v1\/faults$/;
  const readFault = (input: Input): FaultRequest => {
    onlyKnown(input, MEMBERS);
    const kind = required(optionalChoice(input, 'kind', FAULT_KINDS), 'kind');
    const fault = present<FaultRequest>({
      vendor: vendorNamed(input['vendor'], protocols),
      kind,
      path: optionalChoice(input, 'path', ['send', 'auth']),
      status: optionalNumber(input, 'status', 100, 599),
      retryAfterSeconds: optionalNumber(input, 'retryAfterSeconds', 0, 86_400),
      latencyMs: optionalNumber(input, 'latencyMs', 0, 600_000),
      code: typeof input['code'] === 'number' ? String(input['code']) : optionalText(input, 'code'),
      times: optionalNumber(input, 'times', 1, Number.MAX_SAFE_INTEGER),
      token: optionalText(input, 'token'),
    });
    if (kind === 'status') required(fault.status, 'status');
    if (kind === 'latency') required(fault.latencyMs, 'latencyMs');
    if (kind === 'vendor-code') required(fault.code, 'code');
    return fault;
  };
  return [
    {
      method: 'POST',
      path,
      handle({ input }) {
        const wanted = readFault(input);
        if (faults.list().length >= 1_000) throw new ControlError(409, 'there are 1,000 faults already');
        const fault = faults.add(wanted);
        if (fault.kind === 'expire-tokens') protocols.get(fault.vendor)?.expireAccessTokens();
        return { id: fault.id };
      },
    },
    { method: 'GET', path, handle: () => ({ faults: faults.list() }) },
    {
      method: 'POST',
      path: /^\/v1\/clocks$/,
      handle({ input }) {
        onlyKnown(input, ['vendor', 'offsetMs']);
        const vendor = vendorNamed(input['vendor'], protocols);
        clocks.set(vendor, required(optionalNumber(input, 'offsetMs', -MAX_OFFSET_MS, MAX_OFFSET_MS), 'offsetMs'));
        return {};
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/clocks$/,
      handle: () => Object.fromEntries([...protocols.keys()].map((vendor) => [vendor, clocks.offsetOf(vendor)])),
    },
    {
      method: 'DELETE',
      path,
      handle({ query }) {
        const vendor = query.get('vendor');
        faults.clear(vendor === null ? undefined : vendorNamed(vendor, protocols));
        return {};
      },
    },
  ];
}
