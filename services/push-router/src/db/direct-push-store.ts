import type { DirectContent, DirectPush, DirectTarget } from '../domain/direct-push.ts';
import type { TargetResult } from '../domain/target-results.ts';
import type { RouterDatabase } from './database.ts';

/** How far a push has come. `sending` = it was taken to be sent, and cannot be cancelled any more. */
export type StoredState = 'scheduled' | 'sending' | 'sent' | 'cancelled';

/** A push that is accepted. */
export interface NewPush extends DirectPush {
  /** Empty = none. */
  readonly idempotencyKey: string;
  /** Of all that was asked for: two requests ask for the same when theirs are equal. */
  readonly digest: string;
  /** What is said of each target, in order. */
  readonly results: readonly TargetResult[];
}

/** A push as it is kept, without its targets. */
export interface PushRecord {
  readonly app: string;
  readonly id: string;
  readonly idempotencyKey: string;
  readonly digest: string;
  readonly state: StoredState;
  readonly content: DirectContent;
  readonly targetCount: number;
  readonly acceptedAtMs: number;
  readonly dueAtMs: number;
  /** undefined = not yet. */
  readonly finishedAtMs: number | undefined;
}

export interface StoredTarget {
  readonly place: number;
  readonly target: DirectTarget;
  readonly accepted: TargetResult;
  /** undefined = it has not left. */
  readonly outcome: TargetResult | undefined;
}

/** A push that is to be sent, with those of its targets who were not erased. */
export interface DuePush extends DirectPush {
  readonly places: readonly number[];
  /** When it was first taken to be sent: a repeat decides as of then, so that it comes to the same. */
  readonly dispatchedAtMs: number;
}

/** What a push has come to. */
export interface SentPush {
  readonly app: string;
  readonly id: string;
  readonly outcomes: readonly { readonly place: number; readonly result: TargetResult }[];
}

export type CancelResult =
  | { readonly kind: 'cancelled'; readonly atMs: number }
  | { readonly kind: 'not found' }
  | { readonly kind: 'already sent' };

/** A place in an app's list of scheduled pushes. */
export interface ListPlace {
  readonly dueAtMs: number;
  readonly id: string;
}

/** Pushes without a message. Each change is one statement, decided by the state that the row has then. */
export interface DirectPushStore {
  /** Keeps it; `taken` = there is one under its idempotency key. */
  create(push: NewPush): Promise<'created' | 'taken'>;
  /** How many of an app's pushes wait; counts no further than `most`. */
  countScheduled(app: string, most: number): Promise<number>;
  byKey(app: string, idempotencyKey: string): Promise<PushRecord | undefined>;
  byId(app: string, id: string): Promise<PushRecord | undefined>;
  targetsOf(app: string, id: string): Promise<StoredTarget[]>;
  listScheduled(app: string, after: ListPlace | undefined, most: number): Promise<PushRecord[]>;
  cancel(app: string, id: string, nowMs: number): Promise<CancelResult>;
  /** Pushes that are due, of each app in turn, for nobody else within the next `forMs`; from now on they cannot be cancelled. */
  claimDue(input: { readonly nowMs: number; readonly forMs: number; readonly most: number }): Promise<DuePush[]>;
  /** Whoever claimed these has given up: the next one may take them from then on, Unix ms; default: at once. */
  release(pushes: readonly Pick<DirectPush, 'app' | 'id'>[], fromMs?: number): Promise<void>;
  /** They have left. */
  finish(pushes: readonly SentPush[], nowMs: number): Promise<void>;
  /** Forgets at most `most` that were over before then; how many there were. */
  forgetFinished(beforeMs: number, most: number): Promise<number>;
}

interface Row {
  readonly app: string;
  readonly id: string;
  readonly idempotency_key: string | null;
  readonly digest: string;
  readonly state: StoredState;
  readonly content: DirectContent;
  readonly target_count: number;
  readonly accepted_at: number;
  readonly due_at: number;
  readonly finished_at: number | null;
}

/** Of what is due the oldest are looked at, to let apps take turns: as many as one app may have scheduled. */
const MOST_LOOKED_AT = 10_000;

const COLUMNS =
  'app, id, idempotency_key, digest, state, content, target_count, accepted_at, due_at, finished_at' as const;

export function directPushStore(db: RouterDatabase): DirectPushStore {
  const one = async (name: string, where: string, values: readonly string[]): Promise<PushRecord | undefined> => {
    const [row] = await db.prepared<Row>(name, `select ${COLUMNS} from push_router.direct_push where ${where}`, values);
    return row && recordOf(row);
  };
  return {
    create: async (push) => {
      const rows = await db.prepared(
        'create-direct-push',
        `with made as (
           insert into push_router.direct_push
                  (app, id, idempotency_key, digest, state, content, target_count, accepted_at, due_at)
           values ($1, $2, $3, $4, 'scheduled', $5, $6, $7, $8)
           on conflict do nothing returning app, id),
         targets as (
           insert into push_router.direct_push_target
                  (app, id, place, user_id, push_id, for_user_id, accepted, collapse_key, due_at, accepted_at)
           select made.app, made.id, place, user_id, push_id, for_user_id, accepted,
                  $13::text, $14::bigint, $15::bigint
             from made, unnest($9::text[], $10::text[], $11::text[], $12::jsonb[])
                        with ordinality as given (user_id, push_id, for_user_id, accepted, place))
         select from made`,
        [
          ...[push.app, push.id, push.idempotencyKey === '' ? null : push.idempotencyKey, push.digest],
          ...[JSON.stringify(push.content), push.targets.length, push.acceptedAtMs, push.dueAtMs],
          push.targets.map((target) => ('userId' in target ? target.userId : null)),
          push.targets.map((target) => ('userId' in target ? null : target.pushId)),
          push.targets.map((target) => ('userId' in target ? null : (target.forUserId ?? null))),
          push.results.map((result) => JSON.stringify(result)),
          ...(push.content.collapseKey === ''
            ? [null, null, null]
            : [push.content.collapseKey, push.dueAtMs, push.acceptedAtMs]),
        ],
      );
      return rows.length === 0 ? 'taken' : 'created';
    },

    countScheduled: async (app, most) => {
      const [row] = await db.prepared<{ count: number }>(
        'count-scheduled-pushes',
        `select count(*)::integer as count
           from (select from push_router.direct_push where app = $1 and state = 'scheduled' limit $2) as waiting`,
        [app, most],
      );
      return row?.count ?? 0;
    },

    byKey: (app, key) => one('direct-push-by-key', 'app = $1 and idempotency_key = $2', [app, key]),
    byId: (app, id) => one('direct-push-by-id', 'app = $1 and id = $2', [app, id]),

    targetsOf: async (app, id) => {
      const rows = await db.prepared<TargetRow>(
        'targets-of-direct-push',
        `select place, user_id, push_id, accepted, outcome from push_router.direct_push_target
          where app = $1 and id = $2 order by place`,
        [app, id],
      );
      return rows.map((row) => ({
        place: row.place,
        target: targetOf(row),
        accepted: row.accepted,
        outcome: row.outcome ?? undefined,
      }));
    },

    listScheduled: async (app, after, most) => {
      const rows = await db.prepared<Row>(
        'list-scheduled-pushes',
        `select ${COLUMNS} from push_router.direct_push
          where app = $1 and state = 'scheduled' and (due_at, id) > ($2, $3)
          order by due_at, id limit $4`,
        [app, after?.dueAtMs ?? 0, after?.id ?? '', most],
      );
      return rows.map(recordOf);
    },

    cancel: async (app, id, nowMs) => {
      const rows = await db.prepared(
        'cancel-direct-push',
        `update push_router.direct_push set state = 'cancelled', finished_at = $3
          where app = $1 and id = $2 and state = 'scheduled' returning id`,
        [app, id, nowMs],
      );
      if (rows.length > 0) return { kind: 'cancelled', atMs: nowMs };
      const push = await one('direct-push-by-id', 'app = $1 and id = $2', [app, id]);
      if (push === undefined) return { kind: 'not found' };
      return push.state === 'cancelled'
        ? { kind: 'cancelled', atMs: push.finishedAtMs ?? nowMs }
        : { kind: 'already sent' };
    },

    claimDue: async ({ nowMs, forMs, most }) => {
      const rows = await db.prepared<DueRow>(
        'claim-due-pushes',
        // Apps take turns: what one of them has scheduled for a moment must not hold up what others say now. Some more than wanted, as another
        // replica may be taking the first of them.
        `with oldest as (
           select app, id, due_at, accepted_at from push_router.direct_push
            where state in ('scheduled', 'sending') and due_at <= $1 and claimed_until <= $1
            order by due_at limit ${MOST_LOOKED_AT}),
         next as materialized (
           select app, id, row_number() over (partition by app order by due_at, accepted_at) as turn from oldest
            order by turn, due_at limit 2 * $3),
         due as (
           update push_router.direct_push
              set state = 'sending', claimed_until = $2, dispatched_at = coalesce(dispatched_at, $1)
            where (app, id) in (
              select push.app, push.id
                from next
               cross join lateral (
                  select app, id from push_router.direct_push as push
                   where push.app = next.app and push.id = next.id and state in ('scheduled', 'sending') and claimed_until <= $1
                   limit 1 for update skip locked) as push
               limit $3)
           returning app, id, content, accepted_at, due_at, dispatched_at)
         select due.*, coalesce(place, 0) as place, user_id, push_id, for_user_id
           from due left join push_router.direct_push_target as target using (app, id)
          order by due.due_at, due.accepted_at, app, id, place`,
        [nowMs, nowMs + forMs, most],
      );
      return [...Map.groupBy(rows, ({ app, id }) => `${app}/${id}`).values()].map(duePush);
    },

    release: async (pushes, fromMs = 0) => {
      await db.prepared(
        'release-direct-pushes',
        `update push_router.direct_push as push set claimed_until = $3
           from unnest($1::text[], $2::text[]) as given (app, id)
          where push.app = given.app and push.id = given.id and state = 'sending'`,
        [pushes.map(({ app }) => app), pushes.map(({ id }) => id), fromMs],
      );
    },

    finish: async (pushes, nowMs) => {
      const outcomes = pushes.flatMap(({ app, id, outcomes: of }) => of.map((outcome) => ({ app, id, ...outcome })));
      await db.prepared(
        'finish-direct-pushes',
        `with finished as (
           update push_router.direct_push as push set state = 'sent', finished_at = $3
             from unnest($1::text[], $2::text[]) as given (app, id)
            where push.app = given.app and push.id = given.id and state = 'sending')
         update push_router.direct_push_target as target set outcome = given.outcome
           from unnest($4::text[], $5::text[], $6::integer[], $7::jsonb[]) as given (app, id, place, outcome)
          where target.app = given.app and target.id = given.id and target.place = given.place`,
        [
          ...[pushes.map(({ app }) => app), pushes.map(({ id }) => id), nowMs],
          outcomes.map(({ app }) => app),
          outcomes.map(({ id }) => id),
          outcomes.map(({ place }) => place),
          outcomes.map(({ result }) => JSON.stringify(result)),
        ],
      );
    },

    forgetFinished: async (beforeMs, most) => {
      const rows = await db.prepared(
        'forget-direct-pushes',
        `delete from push_router.direct_push
          where (app, id) in (
            select app, id from push_router.direct_push
             where finished_at < $1 order by finished_at limit $2
               for update skip locked)
         returning id`,
        [beforeMs, most],
      );
      return rows.length;
    },
  };
}

interface TargetRow {
  readonly place: number;
  readonly user_id: string | null;
  readonly push_id: string | null;
  readonly accepted: TargetResult;
  readonly outcome: TargetResult | null;
}

interface DueRow extends Pick<TargetRow, 'place' | 'user_id' | 'push_id'> {
  /** Null also of what the release before has accepted. */
  readonly for_user_id: string | null;
  readonly app: string;
  readonly id: string;
  readonly content: DirectContent;
  readonly accepted_at: number;
  readonly due_at: number;
  readonly dispatched_at: number;
}

function recordOf(row: Row): PushRecord {
  return {
    app: row.app,
    id: row.id,
    idempotencyKey: row.idempotency_key ?? '',
    digest: row.digest,
    state: row.state,
    content: row.content,
    targetCount: row.target_count,
    acceptedAtMs: row.accepted_at,
    dueAtMs: row.due_at,
    finishedAtMs: row.finished_at ?? undefined,
  };
}

function targetOf({ user_id: userId, push_id: pushId }: Pick<TargetRow, 'user_id' | 'push_id'>): DirectTarget {
  return userId === null ? { pushId: pushId ?? '' } : { userId };
}

/** A push whose targets were all erased has one row, without any. */
function duePush(rows: readonly DueRow[]): DuePush {
  const { app, id, content, accepted_at, due_at, dispatched_at } = rows[0] as DueRow;
  const targets = rows.filter(({ place }) => place > 0);
  return {
    ...{ app, id, content, acceptedAtMs: accepted_at, dueAtMs: due_at, dispatchedAtMs: dispatched_at },
    targets: targets.map((row) => ({
      ...targetOf(row),
      ...(row.for_user_id === null ? {} : { forUserId: row.for_user_id }),
    })),
    places: targets.map(({ place }) => place),
  };
}
