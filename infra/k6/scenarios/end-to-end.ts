import { check } from 'k6';
import { Rate, Trend } from 'k6/metrics';
import { hasArrived, phoneFor, vendors, type Vendor } from '../lib/phones.ts';
import { sendOverHttp } from '../lib/send.ts';
import { localID, thisUser } from '../lib/users.ts';

const toPhone = new Trend('bellhop_to_phone', true);
const arrived = new Rate('bellhop_arrived');

const WITHIN_MS = 30_000;

let mine: { readonly userID: string; readonly phoneId: string; readonly vendor: Vendor } | undefined;

/** A message to somebody who is offline, until their phone shows it: what all of this is for. The phones are the simulator's. */
export async function endToEnd(): Promise<void> {
  const userID = thisUser();
  const vendor = vendors[Number(userID.replace(/\D/g, '')) % vendors.length] as Vendor;
  mine ??= { userID, vendor, phoneId: await phoneFor(userID, vendor) };
  const payload = localID();
  const sentAt = Date.now();
  const isAccepted = sendOverHttp({
    fromUserID: 'k6-sender',
    toUserID: mine.userID,
    text: 'are you there?',
    localMessageID: payload,
    pushConfig: { title: 'k6', content: 'are you there?', payload },
  });
  if (!isAccepted) return;
  const has = hasArrived(mine.phoneId, payload, WITHIN_MS);
  if (has) toPhone.add(Date.now() - sentAt, { vendor: mine.vendor });
  arrived.add(has, { vendor: mine.vendor });
  check(has, { 'phone shows it': (it) => it });
}
