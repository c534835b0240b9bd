import { addressKey } from '@bellhop/runtime';
import { RateLimited } from '../domain/public-error.ts';
import { keyedBuckets } from '../domain/keyed-buckets.ts';

/** Sixty at once: ten devices that lose their network, some times. Then each of them may come back every 20 s. */
const LOGINS = { ratePerSecond: 0.5, burstSeconds: 120 };
/** Many phones may have one address. */
const UPDATES = { ratePerSecond: 20, burstSeconds: 10 };
/** Some large groups at once. */
const MEMBERS = { ratePerSecond: 50, burstSeconds: 100 };

/** Bounds what is asked of all others by a login, by its user's changes of groups, and what is asked without one; at this gateway. */
export interface SessionRates {
  /** Throws RateLimited. A login is written by push-router and told every gateway and every replica of presence. */
  takeLogin(app: string, userId: string): void;
  /** Throws RateLimited. That a device's secret is wrong is found by a look into the database. */
  takeUpdate(address: string): void;
  /** Throws RateLimited. A group of 2,000 is one call and 2,000 rows, for which the groups of all others wait. */
  takeMembers(app: string, userId: string, count: number): void;
}

export function sessionRates(clock: () => number): SessionRates {
  const logins = keyedBuckets(LOGINS);
  const updates = keyedBuckets(UPDATES);
  const members = keyedBuckets(MEMBERS);
  return {
    takeLogin: (app, userId) => {
      const taken = logins(`${app}/${userId}`, clock());
      if (!taken.ok) throw new RateLimited(`a user may log in ${60 * LOGINS.ratePerSecond} times per minute`, taken);
    },
    takeUpdate: (address) => {
      const taken = updates(addressKey(address), clock());
      if (!taken.ok) throw new RateLimited(`an address may send ${UPDATES.ratePerSecond} of these per second`, taken);
    },
    takeMembers: (app, userId, count) => {
      const taken = members(`${app}/${userId}`, clock(), count);
      if (!taken.ok)
        throw new RateLimited(
          `a user may name ${MEMBERS.ratePerSecond} members per second in changes of groups`,
          taken,
        );
    },
  };
}
