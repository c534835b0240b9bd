import http from 'k6/http';
import { openSession } from './session.ts';
import { settings } from './settings.ts';

export type Vendor = 'xiaomi' | 'huawei' | 'oppo' | 'vivo' | 'fcm';
export const vendors: readonly Vendor[] = ['xiaomi', 'huawei', 'oppo', 'vivo', 'fcm'];

const json = { headers: { 'content-type': 'application/json' } };

/** Asks the vendor simulator (packages/vendor-simulator/README.md). */
function simulator(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): unknown {
  const answer = http.request(
    method,
    `${settings.simulator}${path}`,
    body === undefined ? null : JSON.stringify(body),
    {
      ...json,
      tags: { name: `simulator ${path.replace(/[^/]*\d[^/]*/g, '…').split('?')[0]}` },
      timeout: '20s',
    },
  );
  if (answer.status >= 300) throw new Error(`the simulator answers ${answer.status} to ${path}`);
  return answer.json();
}

/** Gives a user a virtual phone, registers it, and leaves it offline. Returns the phone's id. */
export async function phoneFor(userID: string, vendor: Vendor): Promise<string> {
  const { phoneId, token } = simulator('POST', '/v1/phones', { vendor }) as { phoneId: string; token: string };
  const session = await openSession(userID);
  await session.ask('registerPush', { vendor, token });
  session.close();
  return phoneId;
}

/** Waits until a phone shows a notification with this payload, and returns whether it did. */
export function hasArrived(phoneId: string, payload: string, withinMs: number): boolean {
  const until = Date.now() + withinMs;
  for (let after = 0; Date.now() < until;) {
    const page = simulator('GET', `/v1/phones/${phoneId}/notifications?after=${after}&waitMs=2000`) as {
      notifications: { n: number }[];
    };
    if (page.notifications.some((one) => JSON.stringify(one).includes(payload))) return true;
    for (const { n } of page.notifications) after = Math.max(after, n);
  }
  return false;
}

/** Makes every answer of a vendor late. */
export function slowDown(vendor: Vendor, latencyMs: number): void {
  simulator('POST', '/v1/faults', { vendor, path: 'send', kind: 'latency', latencyMs });
}

/** All is well again with a vendor. */
export function heal(vendor: Vendor): void {
  simulator('DELETE', `/v1/faults?vendor=${vendor}`);
}
