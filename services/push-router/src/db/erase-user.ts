import { database } from '@bellhop/postgres';
import { sql } from 'kysely';
import type { RouterDatabase } from './database.ts';
import { loginNumber, numberAbove, turnOfUser } from './device-store.ts';

/** What of a user's devices was erased. */
export interface ErasedDevices {
  readonly erased: number;
  /** On which the user was logged in until now. */
  readonly endedDeviceIds: string[];
  /** Above that of every login that is over with it. */
  readonly loginNumber: number;
  /** Whether there are none left. */
  readonly done: boolean;
}

/** A user has 10 devices at most at a time, and those that they have logged out of. */
const MOST_AT_A_TIME = 500;
/** What else is kept of a user: a row, or a row for a minute, a conversation or a push of late. */
const OWN = ['user_setting', 'user_badge', 'push_count', 'fold', 'direct_push_target'];

/**
 * Erases a user's settings, badge and counters, and their devices with tokens and secrets: those they are logged in on, and those they were the last one to be logged in on. A
 * device on which somebody else is logged in now is theirs.
 */
export function eraseDevices(
  { kysely }: RouterDatabase,
  { app, userId }: { app: string; userId: string },
): Promise<ErasedDevices> {
  return database(() =>
    kysely.transaction().execute(async (transaction) => {
      // As every login does: none of this user is under way from here on.
      await turnOfUser(transaction, { app, userId });
      const { rows } = await sql<{ device_id: string; is_bound: boolean; login_number: number }>`
        select device_id, user_id is not null as is_bound, coalesce(${loginNumber}, 0) as login_number from push_router.device
         where app = ${app} and (user_id = ${userId} or (user_id is null and owner_user_id = ${userId}))
         order by device_id limit ${MOST_AT_A_TIME}
           for update`.execute(transaction);
      const deviceIds = rows.map(({ device_id: id }) => id);
      const above = await numberAbove(transaction, rows);
      await sql`delete from push_router.device where app = ${app} and device_id = any (${deviceIds})`.execute(
        transaction,
      );
      for (const table of OWN)
        await sql`delete from ${sql.table(`push_router.${table}`)} where app = ${app} and user_id = ${userId}`.execute(
          transaction,
        );
      // Without its user a device would be named for whoever is logged in there by then.
      await sql`delete from push_router.direct_push_target where app = ${app} and for_user_id = ${userId}`.execute(
        transaction,
      );
      return {
        erased: rows.length,
        endedDeviceIds: rows.filter(({ is_bound: isBound }) => isBound).map(({ device_id: id }) => id),
        loginNumber: above,
        done: rows.length < MOST_AT_A_TIME,
      };
    }),
  );
}
