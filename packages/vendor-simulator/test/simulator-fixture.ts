import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { App, SimulatorControl, Vendor, VendorSimulator } from '../src/index.ts';
import { simulatorControl, startVendorSimulator } from '../src/index.ts';

/** A clock that tests move by hand; it starts at noon in Shanghai. */
export interface TestClock {
  now: number;
  (): number;
}

export function testClock(): TestClock {
  const clock = Object.assign(() => clock.now, { now: Date.UTC(2026, 10, 25, 4) });
  return clock;
}

export interface Fixture {
  simulator: VendorSimulator;
  control: SimulatorControl;
  clock: TestClock;
  /** The default app of a vendor. */
  app<V extends Vendor>(vendor: V): Promise<Extract<App, { vendor: V }>>;
}

/** One simulator per test file, reset before each test. */
export function withSimulator(...vendors: Vendor[]): Fixture {
  const fixture = { clock: testClock() } as Fixture;
  fixture.app = async <V extends Vendor>(vendor: V) => {
    const found = (await fixture.control.apps()).find((app) => app.vendor === vendor);
    return found as Extract<App, { vendor: V }>;
  };
  beforeAll(async () => {
    fixture.simulator = await startVendorSimulator({ vendors, clock: fixture.clock });
    fixture.control = simulatorControl(fixture.simulator.controlUrl);
  });
  beforeEach(() => fixture.control.reset());
  afterAll(() => fixture.simulator.close());
  return fixture;
}

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body;
}

/** A plain request as an independent client would make it. */
export async function post<Body = Record<string, unknown>>(
  url: string,
  body: string | URLSearchParams | object,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const isForm = body instanceof URLSearchParams;
  const isText = typeof body === 'string';
  const response = await fetch(url, {
    method: 'POST',
    body: isForm || isText ? body : JSON.stringify(body),
    headers: { ...(isForm || isText ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body };
}
