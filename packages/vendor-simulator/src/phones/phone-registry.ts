import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { BoundedMap } from '../limits/bounded-map.ts';
import type { Vendor } from '../vendor.ts';
import { Phone } from './phone.ts';
import { newToken } from './token-format.ts';

const MAX_PHONES = 200_000;
const MAX_RETIRED_TOKENS = 200_000;
const KEPT_PER_PHONE = 200;
/** Phones made by the ten thousand are for load: they remember little. */
const KEPT_PER_BATCH_PHONE = 5;

/** Thrown when there is no room for more phones. */
export class TooManyPhones extends Error {
  override readonly name = 'TooManyPhones';
}

/** What a vendor knows about a token that an app wants to reach. */
export type TokenLookup =
  | { kind: 'valid'; phone: Phone }
  /** Was valid once: uninstalled, or replaced by a newer token. */
  | { kind: 'gone' }
  /** Belongs to another app of the same vendor. */
  | { kind: 'foreign' }
  | { kind: 'unknown' };

export interface PhoneOwner {
  vendor: Vendor;
  appId: string;
  packageName: string;
}

export class PhoneRegistry {
  readonly #clock: Clock;
  #phones = new Map<string, Phone>();
  #byToken = new Map<string, Phone>();
  #retired = new BoundedMap<string, string>(MAX_RETIRED_TOKENS);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  create(owner: PhoneOwner): Phone {
    return this.#create(owner, KEPT_PER_PHONE);
  }

  createMany(owner: PhoneOwner, count: number): Phone[] {
    return Array.from({ length: count }, () => this.#create(owner, KEPT_PER_BATCH_PHONE));
  }

  byId(phoneId: string): Phone | undefined {
    return this.#phones.get(phoneId);
  }

  lookUp(vendor: Vendor, appId: string, token: string): TokenLookup {
    const phone = this.#byToken.get(token);
    if (phone === undefined || phone.vendor !== vendor) {
      return this.#retired.get(token) === appId ? { kind: 'gone' } : { kind: 'unknown' };
    }
    if (phone.appId !== appId) return { kind: 'foreign' };
    return phone.state.installed ? { kind: 'valid', phone } : { kind: 'gone' };
  }

  /** Every phone that has this app installed. */
  withApp(vendor: Vendor, appId: string): Phone[] {
    return [...this.#phones.values()].filter(
      (phone) => phone.vendor === vendor && phone.appId === appId && phone.state.installed,
    );
  }

  /** The app gets a new token (reinstall, cleared data); the old one is dead from now on. */
  refreshToken(phone: Phone): string {
    this.#byToken.delete(phone.token);
    this.#retired.set(phone.token, phone.appId);
    phone.token = newToken(phone.vendor);
    this.#byToken.set(phone.token, phone);
    phone.update({ installed: true });
    phone.registered();
    return phone.token;
  }

  reset(): void {
    this.#phones.clear();
    this.#byToken.clear();
    this.#retired.clear();
  }

  #create(owner: PhoneOwner, keep: number): Phone {
    if (this.#phones.size >= MAX_PHONES) throw new TooManyPhones(`at most ${MAX_PHONES} phones at a time`);
    const identity = { ...owner, phoneId: randomUUID(), token: newToken(owner.vendor) };
    const phone = new Phone(identity, this.#clock, keep);
    this.#phones.set(phone.phoneId, phone);
    this.#byToken.set(phone.token, phone);
    return phone;
  }
}
