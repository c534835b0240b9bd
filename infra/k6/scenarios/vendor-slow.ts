import { check } from 'k6';
import { Trend } from 'k6/metrics';
import { hasArrived, heal, phoneFor, slowDown, type Vendor } from '../lib/phones.ts';
import { sendOverHttp } from '../lib/send.ts';
import { localID, thisUser } from '../lib/users.ts';

const toPhone = new Trend('bellhop_to_phone', true);

/** The one that is slow, and one that is not: nobody may wait for another's vendor. */
const slow: Vendor = 'oppo';
const other: Vendor = 'xiaomi';
const LATENCY_MS = 2_000;
const WITHIN_MS = 30_000;

let phones: Readonly<Record<string, string>> | undefined;

/** Makes one vendor slow for as long as the test runs. */
export function makeSlow(): void {
  slowDown(slow, LATENCY_MS);
}

/** Makes it well again. */
export function makeWell(): void {
  heal(slow);
}

/** A message to a phone of the slow vendor and one to another: the other must not wait. */
export async function vendorSlow(): Promise<void> {
  const user = (vendor: Vendor): string => `${thisUser()}-${vendor}`;
  phones ??= { [slow]: await phoneFor(user(slow), slow), [other]: await phoneFor(user(other), other) };
  for (const vendor of [slow, other]) {
    const payload = localID();
    const sentAt = Date.now();
    const isAccepted = sendOverHttp({
      fromUserID: 'k6-sender',
      toUserID: user(vendor),
      text: 'are you there?',
      localMessageID: payload,
      pushConfig: { title: 'k6', content: 'are you there?', payload },
    });
    if (!isAccepted) continue;
    const has = hasArrived(phones[vendor] ?? '', payload, WITHIN_MS);
    if (has) toPhone.add(Date.now() - sentAt, { vendor });
    check(has, { [`phone of ${vendor} shows it`]: (it) => it });
  }
}
