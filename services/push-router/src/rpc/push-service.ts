import { randomUUID } from 'node:crypto';
import type {
  DirectPushInput,
  PushConfig,
  PushRequest,
  PushResponseInput,
  PushServiceDefinition,
} from '@bellhop/contracts';
import { listField, textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { ReadOnlyCounters } from '../db/counted-so-far.ts';
import type { DirectPushStore, ListPlace, PushRecord, StoredState } from '../db/direct-push-store.ts';
import { directKnowledge, type DirectKnowledgeDeps } from '../direct-pushes/direct-knowledge.ts';
import {
  acceptedResult,
  judgedDirect,
  planDirect,
  targetsForUsers,
  type DirectContent,
  type DirectPush,
  type DirectTarget,
} from '../domain/direct-push.ts';
import type { AppProfile } from '../domain/ports.ts';
import { digestOf } from '../domain/push-digest.ts';
import type { TargetResult } from '../domain/target-results.ts';
import type { RouterEvents } from '../events.ts';
import { resultMessage } from './result-message.ts';
import { countPushes } from '../routing/count-pushes.ts';

const MOST_TARGETS = 1_000;
const MOST_SCHEDULED = 10_000;
const MOST_TTL_SECONDS = 604_800;
/** Clocks differ, and requests are under way for a while. */
const TOLERANCE_MS = 60_000;
const MOST_AHEAD_MS = 7 * 24 * 3_600_000;
const PAGE = { default: 50, most: 100 };

export interface PushServiceDeps extends DirectKnowledgeDeps {
  readonly pushes: Pick<
    DirectPushStore,
    'create' | 'countScheduled' | 'byKey' | 'byId' | 'targetsOf' | 'listScheduled' | 'cancel'
  >;
  readonly counted: ReadOnlyCounters;
  /** A push that is due now was accepted. */
  readonly wake: () => void;
  readonly events: Pick<RouterEvents, 'directPushes'>;
  readonly clock: () => number;
}

/** Pushes without a message: accepted here, sent by whichever replica finds them due (docs/decisions/0040). */
export function pushServiceHandlers(deps: PushServiceDeps): Handlers<PushServiceDefinition> {
  const { pushes, events, clock } = deps;
  const named = (request: { app: string; directPushId: string }) =>
    [textField('app', request.app, 32), textField('directPushID', request.directPushId, 64)] as const;
  return {
    Push: async (request) => {
      const asked = parsed(request);
      if (request.dryRun) return dryRun(asked, deps);
      const { app, idempotencyKey, digest } = asked;
      // Before its time and what it names are looked at: what was accepted may be due by now, and its template gone.
      const first = idempotencyKey === '' ? undefined : await pushes.byKey(app, idempotencyKey);
      if (first !== undefined) return firstAnswer(first, digest, deps);
      return accept(asked, deps);
    },

    CancelPush: async (request) => {
      const [app, id] = named(request);
      const result = await pushes.cancel(app, id, clock());
      switch (result.kind) {
        case 'cancelled':
          events.directPushes('cancelled', 1);
          return { cancelledAtMs: result.atMs };
        case 'not found':
          return { refusal: 'PUSH_REFUSAL_PUSH_NOT_FOUND' };
        case 'already sent':
          return { refusal: 'PUSH_REFUSAL_PUSH_ALREADY_SENT' };
      }
    },

    GetPush: async (request) => {
      const [app, id] = named(request);
      const push = await pushes.byId(app, id);
      if (push === undefined) return { refusal: 'PUSH_REFUSAL_PUSH_NOT_FOUND' };
      const targets = await pushes.targetsOf(app, id);
      return {
        push: pushJson(push),
        targets: targets.map(({ target, accepted, outcome }) => {
          const isCancelled = push.state === 'cancelled';
          const standing: TargetResult = isCancelled
            ? { state: 'PUSH_TARGET_STATE_CANCELLED', devices: [] }
            : (outcome ?? accepted);
          return resultMessage(target, standing);
        }),
      };
    },

    ListPushes: async ({ app: given, pageSize, pageToken }) => {
      const app = textField('app', given, 32);
      const size = sizeOf(pageSize);
      const found = await pushes.listScheduled(app, pageToken === '' ? undefined : placeOf(pageToken), size + 1);
      const page = found.slice(0, size);
      const last = page.at(-1);
      return {
        pushes: page.map(pushJson),
        nextPageToken: found.length > size && last !== undefined ? tokenOf(last) : '',
      };
    },
  };
}

/** What was asked for, checked but for its time and what it names. */
interface Asked {
  readonly app: string;
  readonly targets: readonly DirectTarget[];
  readonly content: DirectContent;
  readonly sendAtMs: number;
  readonly idempotencyKey: string;
  readonly digest: string;
}

function parsed(request: PushRequest): Asked {
  const app = textField('app', request.app, 32);
  const { pushConfig, ttlSeconds, sendAtMs, onlyOffline, ignoreUserRules } = request;
  if (pushConfig === null) throw new InvalidInput('pushConfig is missing', { field: 'pushConfig' });
  if (ttlSeconds < 0 || ttlSeconds > MOST_TTL_SECONDS)
    throw new InvalidInput(`ttlSeconds is ${ttlSeconds}, 1 to ${MOST_TTL_SECONDS.toLocaleString('en')} are allowed`, {
      field: 'ttlSeconds',
    });
  const content = {
    ...{ pushConfig, ttlSeconds, onlyOffline, ignoreUserRules },
    collapseKey: textField('collapseKey', request.collapseKey, 64, { optional: true }),
  };
  const targets = parsedTargets(request);
  return {
    ...{ app, targets, content, sendAtMs },
    idempotencyKey: textField('idempotencyKey', request.idempotencyKey, 64, { optional: true }),
    digest: digestOf({ targets, content, sendAtMs }),
  };
}

function parsedTargets({ userIds, pushIds }: PushRequest): DirectTarget[] {
  const count = userIds.length + pushIds.length;
  if (count < 1 || count > MOST_TARGETS)
    throw new InvalidInput(
      `userIDs and pushIDs have ${count.toLocaleString('en')} entries together, 1 to 1,000 are allowed`,
      {
        field: pushIds.length > userIds.length ? 'pushIDs' : 'userIDs',
      },
    );
  return [
    ...once('userIDs', userIds, 64).map((userId) => ({ userId })),
    ...once('pushIDs', pushIds, 128).map((pushId) => ({ pushId })),
  ];
}

function once(field: string, ids: readonly string[], maxLength: number): readonly string[] {
  const seen = new Set<string>();
  return listField(field, ids, { min: 0, max: MOST_TARGETS }).map((id, index) => {
    const path = `${field}.${index}`;
    if (seen.has(textField(path, id, maxLength))) throw new InvalidInput(`${path} is named twice`, { field: path });
    seen.add(id);
    return id;
  });
}

/** Throws when the push names a resource or a template that the app does not have. In an app without templates it names one of a vendor's. */
function checkNames({ resourcesId, templateId }: PushConfig, profile: AppProfile | undefined): void {
  if (resourcesId !== '' && profile?.resources.has(resourcesId) !== true)
    throw new InvalidInput(`the app has no resource ${resourcesId}`, { field: 'pushConfig.resourcesID' });
  const templates = profile?.templates ?? new Map<string, never>();
  if (templateId !== '' && templates.size > 0 && !templates.has(templateId))
    throw new InvalidInput(`the app has no template ${templateId}`, { field: 'pushConfig.templateID' });
}

/** When it leaves; throws when that is too long ago, or too far ahead. */
function dueAt(sendAtMs: number, nowMs: number): number {
  if (sendAtMs === 0) return nowMs;
  const aheadMs = sendAtMs - nowMs;
  if (aheadMs < -TOLERANCE_MS || aheadMs > MOST_AHEAD_MS) {
    const seconds = Math.round(Math.abs(aheadMs) / 1_000).toLocaleString('en');
    throw new InvalidInput(
      `sendAt is ${sendAtMs}, ${seconds} s ${aheadMs < 0 ? 'ago' : 'ahead'}: at most 60 s ago and 604,800 s (7 days) ahead are allowed`,
      { field: 'sendAt' },
    );
  }
  return Math.max(sendAtMs, nowMs);
}

function pushOf({ app, targets, content, sendAtMs }: Asked, nowMs: number): DirectPush {
  return { app, id: randomUUID(), content, acceptedAtMs: nowMs, dueAtMs: dueAt(sendAtMs, nowMs), targets };
}

async function accept(asked: Asked, deps: PushServiceDeps): Promise<PushResponseInput> {
  const { pushes, events, wake, clock } = deps;
  const nowMs = clock();
  const push = pushOf(asked, nowMs);
  const isScheduled = push.dueAtMs > nowMs;
  if (isScheduled && (await pushes.countScheduled(push.app, MOST_SCHEDULED)) >= MOST_SCHEDULED)
    return { refusal: 'PUSH_REFUSAL_TOO_MANY_SCHEDULED' };
  // What devices lack is said now; what users want, and who is connected, is looked at when it leaves.
  const bare = { ...push, content: { ...push.content, onlyOffline: false, ignoreUserRules: true } };
  const known = (await directKnowledge([bare], deps))(bare);
  checkNames(push.content.pushConfig, known.profile);
  const results = planDirect(bare, known, push.dueAtMs).results.map(acceptedResult);
  const targets = targetsForUsers(push.targets, known.addressed);
  const { idempotencyKey, digest } = asked;
  if ((await pushes.create({ ...push, targets, idempotencyKey, digest, results })) === 'taken') {
    // At the same moment as this one, or there would have been an answer already.
    const first = await pushes.byKey(push.app, idempotencyKey);
    if (first !== undefined) return firstAnswer(first, digest, deps);
    throw new Error('a push is taken, and there is none under its key');
  }
  events.directPushes('accepted', 1);
  if (!isScheduled) wake();
  return answerOf(push, results);
}

async function firstAnswer(first: PushRecord, digest: string, { pushes }: PushServiceDeps): Promise<PushResponseInput> {
  if (first.digest !== digest) return { refusal: 'PUSH_REFUSAL_IDEMPOTENCY_KEY_CONFLICT' };
  const stored = await pushes.targetsOf(first.app, first.id);
  return answerOf(
    { ...first, targets: stored.map(({ target }) => target) },
    stored.map(({ accepted }) => accepted),
  );
}

/** As it would be when it is due: from counters that are only looked at. */
async function dryRun(asked: Asked, deps: PushServiceDeps): Promise<PushResponseInput> {
  const push = pushOf(asked, deps.clock());
  const known = (await directKnowledge([push], deps))(push);
  checkNames(push.content.pushConfig, known.profile);
  const [standings] = await countPushes([judgedDirect(push, known, push.dueAtMs)], deps.counted);
  const { results } = planDirect(push, known, push.dueAtMs, standings);
  return { ...answerOf(push, results), directPushId: '' };
}

function answerOf(
  { id, acceptedAtMs, dueAtMs, targets }: Pick<DirectPush, 'id' | 'acceptedAtMs' | 'dueAtMs' | 'targets'>,
  results: readonly TargetResult[],
): PushResponseInput {
  return {
    directPushId: id,
    acceptedAtMs,
    sendAtMs: dueAtMs,
    targets: targets.map((target, index) =>
      resultMessage(target, results[index] ?? { state: 'PUSH_TARGET_STATE_UNSPECIFIED', devices: [] }),
    ),
  };
}

const states = {
  scheduled: 'DIRECT_PUSH_STATE_SCHEDULED',
  sending: 'DIRECT_PUSH_STATE_SENDING',
  sent: 'DIRECT_PUSH_STATE_SENT',
  cancelled: 'DIRECT_PUSH_STATE_CANCELLED',
} as const satisfies Record<StoredState, string>;

function pushJson(push: PushRecord): DirectPushInput {
  return {
    directPushId: push.id,
    state: states[push.state],
    pushConfig: push.content.pushConfig,
    acceptedAtMs: push.acceptedAtMs,
    sendAtMs: push.dueAtMs,
    finishedAtMs: push.finishedAtMs ?? 0,
    targetCount: push.targetCount,
    idempotencyKey: push.idempotencyKey,
    collapseKey: push.content.collapseKey,
  };
}

function sizeOf(pageSize: number): number {
  if (pageSize < 0 || pageSize > PAGE.most)
    throw new InvalidInput(`pageSize is ${pageSize}, 1 to ${PAGE.most} are allowed`, { field: 'pageSize' });
  return pageSize === 0 ? PAGE.default : pageSize;
}

function tokenOf({ dueAtMs, id }: Pick<PushRecord, 'dueAtMs' | 'id'>): string {
  return `${dueAtMs}.${id}`;
}

function placeOf(token: string): ListPlace {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(token) ?? [];
  if (at === undefined || id === undefined)
    throw new InvalidInput('pageToken is not one that a page came with', { field: 'pageToken' });
  return { dueAtMs: Number(at), id };
}
