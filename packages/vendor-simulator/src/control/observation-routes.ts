import type { ControlParts } from './control-parts.ts';
import { queryNumber } from './input.ts';
import type { Route } from './route.ts';
import { vendorNamed } from './route.ts';

const MAX_ACCEPTED_PAGE = 50_000;

/** What the vendors were asked and what they answered. */
export function observationRoutes(parts: ControlParts): Route[] {
  const { apps, phones, dispatcher, faults, observation, clocks, protocols } = parts;
  const vendorOf = (query: URLSearchParams) => {
    const name = query.get('vendor');
    return name === null ? undefined : vendorNamed(name, protocols);
  };
  return [
    {
      method: 'GET',
      path: /^\/v1\/stats$/,
      handle: () => Object.fromEntries([...protocols.keys()].map((vendor) => [vendor, observation.stats(vendor)])),
    },
    {
      method: 'GET',
      path: /^\/v1\/accepted$/,
      handle({ query }) {
        const vendor = vendorOf(query);
        const after = queryNumber(query, 'after', 0, Number.MAX_SAFE_INTEGER);
        const limit = queryNumber(query, 'limit', 1_000, MAX_ACCEPTED_PAGE);
        const found = observation.accepted.after(after, limit, (it) => vendor === undefined || it.vendor === vendor);
        return { accepted: found.map(({ n, item }) => ({ n, ...item })), last: observation.accepted.last };
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/requests$/,
      handle({ query }) {
        const vendor = vendorOf(query);
        const limit = queryNumber(query, 'limit', 200, 200);
        const vendors = vendor === undefined ? [...protocols.keys()] : [vendor];
        const requests = vendors.flatMap((it) =>
          observation.requests(it, limit).map((request) => ({ vendor: it, ...request })),
        );
        return { requests };
      },
    },
    {
      method: 'POST',
      path: /^\/v1\/reset$/,
      handle() {
        dispatcher.stop();
        phones.reset();
        faults.clear();
        clocks.reset();
        apps.reset();
        observation.reset();
        for (const protocol of protocols.values()) protocol.reset();
        return {};
      },
    },
  ];
}
