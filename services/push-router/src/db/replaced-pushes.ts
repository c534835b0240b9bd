import type { RouterDatabase } from './database.ts';

/** A push with a collapse key, on its way to a device. */
export interface PushToDevice {
  readonly app: string;
  readonly id: string;
  readonly collapseKey: string;
  readonly userId: string;
  readonly pushId: string;
}

/**
 * Those whose place on the screen of their device a newer push has, in one query: one of the app with their collapse key that was pushed to that device. Newer is
 * what was due later, though it may have been accepted before; of one moment, what was accepted later.
 */
export type FindReplaced = (pushes: readonly PushToDevice[]) => Promise<ReadonlySet<PushToDevice>>;

export function replacedPushes(db: RouterDatabase): FindReplaced {
  return async (pushes) => {
    if (pushes.length === 0) return new Set();
    const rows = await db.prepared<{ place: number }>('replaced-pushes', REPLACED, [
      pushes.map(({ app }) => app),
      pushes.map(({ id }) => id),
      pushes.map(({ collapseKey }) => collapseKey),
      pushes.map(({ userId }) => userId),
      pushes.map(({ pushId }) => pushId),
    ]);
    return new Set(rows.flatMap(({ place }) => pushes[place - 1] ?? []));
  };
}

/** Whether a newer one went to the device, as one of its user's or by its PushID. Each way has an index. */
const hasNewerBy = (column: 'user_id' | 'push_id'): string => `exists (
    select from push_router.direct_push_target as newer
     where newer.app = asked.app and newer.${column} = asked.${column}
       and newer.collapse_key = asked.collapse_key and newer.due_at >= own.due_at
       and (newer.due_at, newer.accepted_at, newer.id) > (own.due_at, own.accepted_at, own.id)
       and newer.outcome is not null
       and newer.outcome @> jsonb_build_object('devices', jsonb_build_array(
             jsonb_build_object('pushId', asked.push_id, 'verdict', 'PUSH_VERDICT_PUSHED'))))`;

const REPLACED = `
  select place
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
         with ordinality as asked (app, id, collapse_key, user_id, push_id, place)
   cross join lateral (
      select id, due_at, accepted_at from push_router.direct_push as push
       where push.app = asked.app and push.id = asked.id limit 1) as own
   where ${hasNewerBy('user_id')}
      or ${hasNewerBy('push_id')}`;
