import {
  contentSha256,
  messageAccepted,
  type GroupJoinRule,
  type MentionsInput,
  type MessageAccepted,
  type NotifyMode,
} from '@bellhop/contracts';
import {
  authorizeInternal,
  conversationService,
  createClient,
  groupService,
  serve,
  startGrpcServer,
  syncService,
} from '@bellhop/grpc';
import { opening } from '@bellhop/runtime';
import { freshDatabase, internalKey, testContext, testServers, type FreshDatabase } from '@bellhop/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageRevoker } from '../src/conversations/revoke-message.ts';
import { keepRetention } from '../src/conversations/keep-retention.ts';
import { maintainMessages, openStoreDatabase, type StoreDatabase } from '../src/db/database.ts';
import { deletionStore } from '../src/db/deletion-store.ts';
import { erasureStore } from '../src/db/erasure-store.ts';
import { messageFinder } from '../src/db/find-message.ts';
import { groupChangeStore } from '../src/db/group-change-store.ts';
import { groupStore } from '../src/db/group-store.ts';
import { groupTransactions } from '../src/db/group-transactions.ts';
import { historyStore } from '../src/db/history-store.ts';
import { messageStore } from '../src/db/message-store.ts';
import { readStore } from '../src/db/read-store.ts';
import { settingStore } from '../src/db/setting-store.ts';
import { oldestKeptMs } from '../src/domain/retention.ts';
import { eraseUserData } from '../src/erasure/erase-user-data.ts';
import { groupLeaver } from '../src/groups/leave-group.ts';
import { conversationServiceHandlers } from '../src/rpc/conversation-service.ts';
import { groupServiceHandlers } from '../src/rpc/group-service.ts';
import { syncServiceHandlers } from '../src/rpc/sync-service.ts';
import { aGroupMessage, aMessage } from './a-message.ts';
import { PlainModel, ROLE, type ModelMessage } from './plain-model.ts';

const HOUR_MS = 3_600_000;
const SERVICE_DAYS = 30;
const APP_DAYS = 3;
const MAX_MEMBERS = 3;
const REVOKE_WITHIN_SECONDS = 7_200;
const users = ['ann', 'ben', 'cem', 'dua'];
const groupIds = ['g0', 'g1'];
const devices = ['d0', 'd1'];

let fresh: FreshDatabase;
let db: StoreDatabase;
let runs = 0;

beforeAll(async () => {
  fresh = await freshDatabase(testServers().databaseUrl);
  db = await openStoreDatabase({ url: fresh.url, poolSize: 8, log: testContext().log });
  await maintainMessages(db, Date.now(), SERVICE_DAYS);
});
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

/** What the service is made of, with a clock that the test sets and no Kafka. */
function aStore(app: string, clock: () => number) {
  const internal = { authorize: authorizeInternal(internalKey), log: testContext().log };
  const limits = { messageRetentionDays: APP_DAYS };
  const messages = messageStore(db);
  const inTransaction = groupTransactions(db, { atOnce: 3 });
  const groups = groupStore(db, inTransaction);
  const finder = messageFinder(db);
  const deletions = deletionStore(db);
  const oldestAtMs = () => oldestKeptMs(APP_DAYS, SERVICE_DAYS, clock());
  const published: MessageAccepted[] = [];
  const leave = groupLeaver({ groups, tell: () => undefined });
  const noCalls = {
    areRinging: () => Promise.resolve([]),
    ringing: () => Promise.reject(new Error('no calls')),
    find: () => Promise.reject(new Error('no calls')),
  };
  const desk = { carryOut: () => Promise.reject(new Error('no calls')) };
  const store = async (...batch: readonly MessageAccepted[]) =>
    (await messages.storeWithMembers(batch, clock(), ({ pushConfig }) => pushConfig !== null, 500)).places;
  return opening(async (open) => {
    const server = await open.add(
      startGrpcServer({
        host: '127.0.0.1',
        port: 0,
        services: [
          serve(
            groupService,
            groupServiceHandlers({
              groups,
              changes: groupChangeStore(db, inTransaction),
              leave,
              tell: () => undefined,
              maxMembers: () => MAX_MEMBERS,
              clock,
            }),
            internal,
          ),
          serve(
            conversationService,
            conversationServiceHandlers({
              settings: settingStore(db),
              reads: readStore(db),
              history: historyStore(db),
              deletions,
              messages: finder,
              revoke: messageRevoker({
                messages: finder,
                producer: {
                  publish: (records) => {
                    published.push(...records.map(({ value }) => messageAccepted.decode(value ?? Buffer.alloc(0))));
                    return Promise.resolve();
                  },
                },
                revokeWithinSeconds: () => REVOKE_WITHIN_SECONDS,
                clock,
              }),
              tell: () => undefined,
              oldestAtMs,
              clock,
            }),
            internal,
          ),
          serve(
            syncService,
            syncServiceHandlers({ messages, groups, calls: noCalls, desk, oldestAtMs, clock }),
            internal,
          ),
        ],
      }),
      (it) => it.close(),
    );
    const to = { address: `127.0.0.1:${server.port}`, key: internalKey, deadlineMs: 5_000 };
    const close = (client: { close(): void }): void => client.close();
    return {
      messages,
      published,
      store,
      groups: await open.add(createClient(groupService, to), close),
      conversations: await open.add(createClient(conversationService, to), close),
      sync: await open.add(createClient(syncService, to), close),
      erase: (userId: string) =>
        eraseUserData(
          { app, userId },
          { store: erasureStore(db), leaveGroup: leave, calls: noCalls, desk, isTimeOver: () => false },
        ),
      keepRetention: () =>
        keepRetention(
          {
            db,
            deletions,
            apps: { all: () => [{ app, limits }] as never },
            retentionDays: SERVICE_DAYS,
          },
          { nowMs: clock(), isStopped: () => false },
        ),
    };
  });
}

// Most happens among few, so that much happens to the same.
const user = fc.constantFrom('ann', 'ann', 'ann', 'ben', 'ben', 'cem');
const group = fc.constantFrom('g0', 'g0', 'g0', 'g1');
const some = fc.uniqueArray(fc.constantFrom(...users), { minLength: 1, maxLength: 3 });
const device = fc.constantFrom(...devices);
const nth = fc.nat(30);
const by = fc.oneof({ weight: 4, arbitrary: user }, { weight: 1, arbitrary: fc.constant('') });
const conversation = fc.constantFrom(
  ...['peer/ann/ben', 'peer/ann/ben', 'peer/ann/ben', 'peer/ann/cem'],
  ...['group/g0', 'group/g0', 'group/g0', 'group/g1'],
);
const content = fc.constantFrom('text', 'custom', 'media', 'combined', 'missedCall');
const outgoing = fc.record({
  by: user,
  conversation,
  content,
  localId: fc.constantFrom('', '', 'a'),
  targets: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some }),
  mentions: fc.option(fc.record({ userIds: some, all: fc.boolean(), notify: fc.boolean() }), { freq: 3 }),
  asksPush: fc.boolean(),
  device: fc.oneof(device, fc.constant('')),
  lateBy: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(2, 5, 30) }),
});
type Outgoing = typeof outgoing extends fc.Arbitrary<infer T> ? T : never;
const rule = fc.constantFrom<GroupJoinRule>(
  'GROUP_JOIN_RULE_FREE',
  'GROUP_JOIN_RULE_MEMBERS_INVITE',
  'GROUP_JOIN_RULE_ADMINS_INVITE',
  'GROUP_JOIN_RULE_CLOSED',
);
const until = fc.constantFrom(0, 1, 40);
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      batch: fc.array(outgoing, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('revoke' as const), by, conversation, nth }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      by: user,
      conversation,
      which: fc.array(nth, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deleteAll' as const), by: user, conversation }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), by: user, conversation, nth }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('acknowledge' as const),
      by: user,
      conversation,
      device,
      which: fc.array(nth, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('sync' as const),
      by: user,
      device,
      pageSize: fc.integer({ min: 1, max: 4 }),
      acknowledged: fc.nat(3),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      by: user,
      conversation,
      mode: fc.constantFrom<NotifyMode>('NOTIFY_MODE_ALL', 'NOTIFY_MODE_MENTIONS', 'NOTIFY_MODE_NONE'),
      until,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('create' as const), by: user, group, to: some }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('invite' as const), by, group, to: some }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('join' as const), by: user, group }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), by: user, group }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kick' as const), by, group, to: some }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('role' as const), by, group, to: user, admin: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('transfer' as const), by, group, to: user }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('dissolve' as const), by, group }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rule' as const), by, group, rule }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('name' as const), by, group, name: fc.constantFrom('', 'N') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('muteAll' as const), by, group, on: fc.boolean(), until }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('mute' as const), by, group, to: some, on: fc.boolean(), until }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('attributes' as const),
      by,
      group,
      set: fc.dictionary(fc.constantFrom('k', 'l', '__proto__', 'constructor'), fc.constantFrom('', 'v'), {
        minKeys: 1,
        maxKeys: 2,
      }),
      gone: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), by: user }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('later' as const), hours: fc.constantFrom(1, 3, 30, 80) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tidy' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('look' as const),
      by: user,
      conversation,
      pageSize: fc.integer({ min: 1, max: 4 }),
      nth,
      beforeHours: fc.constantFrom(0, 0, 1, 4, 40),
      token: fc.boolean(),
    }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** The same sequences every time; others, and more of them, for who looks for what nobody has thought of. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 5);
const SEED = Number(process.env['MODEL_SEED'] ?? 1);

describe('message-store', () => {
  it(
    'answers as a model in memory does, whatever is done in whatever order',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(act, fc.constantFrom(1, 1, 1, 2)), { minLength: 1, maxLength: 60, size: 'max' }),
          async (acts) => {
            const session = await aSession();
            try {
              await session.perform({ kind: 'create', by: 'ann', group: 'g0', to: ['ben', 'cem'] });
              for (const [one, times] of acts) for (let time = 0; time < times; time += 1) await session.perform(one);
              await session.lookAtAll();
            } finally {
              await session.close();
            }
          },
        ),
        { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: RUNS * 10_000, markInterruptAsFailure: true },
      );
    },
    RUNS * 20_000,
  );
});

async function aSession() {
  runs += 1;
  const app = `app${runs}`;
  const model = new PlainModel({
    now: Date.now() - 5 * 24 * HOUR_MS,
    retentionDays: APP_DAYS,
    maxMembers: MAX_MEMBERS,
    revokeWithinMs: REVOKE_WITHIN_SECONDS * 1_000,
  });
  const store = await aStore(app, () => model.now);
  const in_ = (conversationId: string, userId: string) => ({ app, userId, conversationId });
  let made = 0;

  const accepted = (one: Outgoing): MessageAccepted | undefined => {
    const groupId = groupOf(one.conversation);
    const other = groupId === undefined ? peerOf(one.conversation, one.by) : undefined;
    if (groupId === undefined && other === undefined) return undefined;
    if (groupId !== undefined && model.permission(groupId, one.by).permission !== 'SEND_PERMISSION_ALLOWED')
      return undefined;
    made += 1;
    const { text: _, ...plain } = groupId === undefined ? aMessage() : aGroupMessage(groupId);
    return {
      ...plain,
      app,
      messageId: one.localId === '' ? `m${made}` : `${one.by}-${one.conversation}-${one.localId}`,
      conversationId: one.conversation,
      senderUserId: one.by,
      senderDeviceId: one.device,
      localId: one.localId,
      ...(groupId === undefined ? { toUserId: other ?? '' } : { toGroupId: groupId }),
      content: one.content as MessageAccepted['content'],
      ...saying(one.content, `${made}`),
      targetUserIds: groupId === undefined ? [] : one.targets,
      mentions: groupId === undefined || one.mentions === null ? null : one.mentions,
      pushConfig: one.asksPush ? ({ resourcesId: '', vendors: {} } as unknown as MessageAccepted['pushConfig']) : null,
      acceptedAtMs: model.now - one.lateBy * HOUR_MS,
    } as unknown as MessageAccepted;
  };

  /** Stores messages in one and the other. */
  const send = async (batch: readonly MessageAccepted[]): Promise<void> => {
    const places = await store.store(...batch);
    for (const [index, message] of batch.entries()) {
      const before = model.kept(message.conversationId, message.messageId, message.acceptedAtMs);
      const stored = model.store({
        messageId: message.messageId,
        conversationId: message.conversationId,
        senderUserId: message.senderUserId,
        toUserId: message.toUserId ?? '',
        toGroupId: message.toGroupId ?? '',
        localId: message.localId,
        targets: message.targetUserIds,
        acceptedAtMs: message.acceptedAtMs,
        asksPush: message.revocation == null && message.pushConfig !== null,
        isRevocation: message.revocation != null,
        said: saidBy(message),
        mentions: (message.mentions as MentionsInput | null) ?? undefined,
        revokedBy: undefined,
      });
      expect([places[index]?.seq, places[index]?.kept !== undefined]).toEqual([stored.seq, before !== undefined]);
      const { revocation, senderUserId, senderDeviceId, conversationId } = message;
      if (revocation != null) {
        const revoked = model.of(conversationId)[(revocation.seq ?? 0) - 1];
        if (revoked !== undefined)
          Object.assign(revoked, { said: {}, mentions: undefined, revokedBy: revoked.revokedBy ?? senderUserId });
      }
      if (before === undefined && senderDeviceId !== '') {
        const place = { conversationId, seq: stored.seq, isOwn: true };
        await store.messages.advance([{ app, userId: senderUserId, deviceId: senderDeviceId, ...place }]);
        model.advance(senderUserId, senderDeviceId, conversationId, [place]);
      }
    }
  };

  const pick = (conversationId: string, index: number): ModelMessage | undefined => {
    const all = model.of(conversationId).filter((one) => model.isGiven(one));
    return all[index % Math.max(1, all.length)];
  };

  const endOf = (hours: number): number => (hours === 0 ? 0 : model.now + hours * HOUR_MS);

  async function perform(one: Act): Promise<void> {
    switch (one.kind) {
      case 'send': {
        const batch = one.batch.flatMap((each) => accepted(each) ?? []);
        return batch.length === 0 ? undefined : send(batch);
      }
      case 'revoke': {
        const message = pick(one.conversation, one.nth);
        if (message === undefined) return;
        const mine = one.by === '' ? undefined : model.part(one.by, one.conversation);
        const answer = await store.conversations.revokeMessage({
          ...in_(one.conversation, one.by),
          messageId: message.messageId,
          pushConfig: null,
        });
        const role =
          groupOf(one.conversation) === undefined ? undefined : model.role(groupOf(one.conversation) ?? '', one.by);
        const isModerator = one.by === '' || role === 'owner' || role === 'admin';
        const isFor =
          one.by === '' ||
          message.targets.length === 0 ||
          message.targets.includes(one.by) ||
          message.senderUserId === one.by;
        const refusal =
          one.by !== '' && (mine === undefined || mine.end !== undefined)
            ? 'CONVERSATION_NOT_FOUND'
            : !isFor
              ? 'MESSAGE_NOT_FOUND'
              : message.isRevocation || ('missedCall' in message.said && message.revokedBy === undefined)
                ? 'NOT_REVOCABLE'
                : !isModerator && one.by !== message.senderUserId
                  ? 'NOT_THE_SENDER'
                  : message.revokedBy === undefined &&
                      !isModerator &&
                      model.now - message.acceptedAtMs > model.revokeWithinMs
                    ? 'MESSAGE_TOO_OLD'
                    : undefined;
        same({ refusal: answer.refusal }, refusal === undefined ? {} : { refusal: `CONVERSATION_REFUSAL_${refusal}` });
        expect(store.published.length).toBe(refusal === undefined && message.revokedBy === undefined ? 1 : 0);
        return store.published.length === 0 ? undefined : send(store.published.splice(0));
      }
      case 'delete': {
        const which = one.which.flatMap((index) => pick(one.conversation, index) ?? []);
        const mine = model.part(one.by, one.conversation);
        if (which.length === 0 || mine === undefined) return;
        const answer = await store.conversations.deleteMessages({
          ...in_(one.conversation, one.by),
          messageIds: which.map(({ messageId }) => messageId),
          deviceId: '',
        });
        const gone = new Set(which.filter((message) => model.has(one.by, message)));
        same(answer, { deletedCount: gone.size });
        for (const { seq } of gone) mine.deleted.add(seq);
        return;
      }
      case 'deleteAll': {
        const mine = model.part(one.by, one.conversation);
        const answer = await store.conversations.deleteConversation({ ...in_(one.conversation, one.by), deviceId: '' });
        if (mine === undefined) return void expect(answer.refusal).toBe('CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND');
        mine.deletedUpTo = Math.max(mine.deletedUpTo, mine.end ?? model.last(one.conversation));
        return same(answer, { deletedSeq: mine.deletedUpTo });
      }
      case 'read': {
        const mine = model.part(one.by, one.conversation);
        const answer = await store.conversations.markConversationRead({
          ...in_(one.conversation, one.by),
          seq: one.nth,
          deviceId: '',
        });
        if (mine === undefined) return void expect(answer.refusal).toBe('CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND');
        mine.read = Math.max(mine.read, Math.min(one.nth, mine.end ?? Infinity, model.last(one.conversation)));
        return same(answer, { readSeq: mine.read, unreadCount: model.unread(one.by, one.conversation) });
      }
      case 'acknowledge': {
        const had = one.which.flatMap((index) => {
          const message = pick(one.conversation, index);
          return message !== undefined && model.has(one.by, message) ? [{ seq: message.seq, isOwn: false }] : [];
        });
        if (had.length === 0) return;
        await store.messages.advance(
          had.map((each) => ({ ...each, ...in_(one.conversation, one.by), deviceId: one.device })),
        );
        return model.advance(one.by, one.device, one.conversation, had);
      }
      case 'sync':
        return sync(one);
      case 'set': {
        const mine = model.part(one.by, one.conversation);
        const muteUntilMs = one.mode === 'NOTIFY_MODE_ALL' ? 0 : endOf(one.until);
        const answer = await store.conversations.setConversationNotificationStatus({
          ...in_(one.conversation, one.by),
          notifyMode: one.mode,
          muteUntilMs,
          deviceId: '',
        });
        if (mine === undefined || mine.end !== undefined)
          return void expect(answer.refusal).toBe('CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND');
        same(answer, {});
        model.settings.set(`${one.by} ${one.conversation}`, { mode: one.mode, until: muteUntilMs });
        return;
      }
      case 'create': {
        const answer = await store.groups.createGroup({
          app,
          groupId: one.group,
          name: 'N',
          notice: '',
          joinRule: 'GROUP_JOIN_RULE_UNSPECIFIED',
          ownerUserId: one.by,
          memberUserIds: one.to,
        });
        return same(answer, model.create(one.group, one.by, one.to, 'N'));
      }
      case 'invite': {
        const answer = await store.groups.inviteToGroup({
          app,
          groupId: one.group,
          inviterUserId: one.by,
          userIds: one.to,
        });
        return same(answer, model.invite(one.group, one.by, one.to));
      }
      case 'join':
        return same(
          await store.groups.joinGroup({ app, groupId: one.group, userId: one.by }),
          model.join(one.group, one.by) ?? {},
        );
      case 'leave':
        return same(
          await store.groups.leaveGroup({ app, groupId: one.group, userId: one.by }),
          model.leave(one.group, one.by) ?? {},
        );
      case 'kick':
        return same(
          await store.groups.kickGroupMembers({ app, groupId: one.group, userId: one.by, userIds: one.to }),
          model.kick(one.group, one.by, one.to),
        );
      case 'role': {
        const role = one.admin ? 'admin' : 'member';
        const answer = await store.groups.setGroupMemberRole({
          app,
          groupId: one.group,
          userId: one.by,
          memberUserId: one.to,
          role: ROLE[role],
        });
        return same(answer, model.setRole(one.group, one.by, one.to, role) ?? {});
      }
      case 'transfer': {
        const answer = await store.groups.transferGroupOwner({
          app,
          groupId: one.group,
          userId: one.by,
          newOwnerUserId: one.to,
        });
        return same(answer, model.transfer(one.group, one.by, one.to) ?? {});
      }
      case 'dissolve': {
        const answer = await store.groups.dissolveGroup({ app, groupId: one.group, userId: one.by });
        const denied = model.denial('dissolve', one.group, one.by);
        const known = model.groups.get(one.group);
        if (denied === undefined && known !== undefined) known.isDissolved = true;
        return same(answer, denied ?? {});
      }
      case 'rule':
      case 'name': {
        const denied = model.denial('edit', one.group, one.by);
        const of = { app, groupId: one.group, userId: one.by };
        const answer =
          one.kind === 'rule'
            ? await store.groups.updateGroupJoinRule({ ...of, joinRule: one.rule })
            : await store.groups.updateGroupName({ ...of, name: one.name });
        const known = model.groups.get(one.group);
        if (denied === undefined && known !== undefined)
          Object.assign(known, one.kind === 'rule' ? { joinRule: one.rule } : { name: one.name });
        return same(answer, denied ?? {});
      }
      case 'muteAll': {
        const denied = model.denial('mute all', one.group, one.by);
        const muteUntilMs = one.on ? endOf(one.until) : 0;
        const answer = await store.groups.muteGroup({
          app,
          groupId: one.group,
          userId: one.by,
          isMuted: one.on,
          muteUntilMs,
        });
        const known = model.groups.get(one.group);
        if (denied === undefined && known !== undefined) known.muteUntil = one.on ? muteUntilMs : undefined;
        return same(answer, denied ?? {});
      }
      case 'mute': {
        const denied = model.denial('mute members', one.group, one.by, one.to);
        const muteUntilMs = one.on ? endOf(one.until) : 0;
        const answer = await store.groups.muteGroupMembers({
          app,
          groupId: one.group,
          userId: one.by,
          userIds: one.to,
          isMuted: one.on,
          muteUntilMs,
        });
        const known = model.groups.get(one.group);
        if (denied === undefined)
          for (const userId of one.to) {
            if (known?.members.has(userId) !== true) continue;
            if (one.on) known.mutes.set(userId, muteUntilMs);
            else known.mutes.delete(userId);
          }
        return same(answer, denied ?? {});
      }
      case 'attributes': {
        const denied = model.denial('edit', one.group, one.by);
        const of = { app, groupId: one.group, userId: one.by };
        const answer = one.gone
          ? await store.groups.deleteGroupAttributes({ ...of, keys: Object.keys(one.set) })
          : await store.groups.setGroupAttributes({ ...of, attributes: one.set });
        const known = model.groups.get(one.group);
        if (denied === undefined)
          for (const [key, value] of Object.entries(one.set))
            if (one.gone) known?.attributes.delete(key);
            else known?.attributes.set(key, value);
        return same(answer, denied ?? {});
      }
      case 'erase':
        expect(await store.erase(one.by)).toMatchObject({ done: true });
        return model.erase(one.by);
      case 'later':
        model.now = Math.min(model.now + one.hours * HOUR_MS + 1, Date.now());
        return;
      case 'tidy':
        return store.keepRetention();
      case 'look':
        await lookAt(one.by, one.conversation, one);
        return lookAtList(one.by, one.pageSize);
    }
  }

  /** A device gets what it missed, page by page, and acknowledges the first pages. */
  async function sync({
    by: userId,
    device: deviceId,
    pageSize,
    acknowledged,
  }: {
    by: string;
    device: string;
    pageSize: number;
    acknowledged: number;
  }): Promise<void> {
    const wanted = model
      .conversationsOf(userId)
      .toSorted()
      .flatMap((conversationId) => {
        const place = model.position(userId, deviceId, conversationId);
        const missed = model.given(userId, conversationId).filter(({ seq }) => seq > place.delivered);
        const mine = model.part(userId, conversationId);
        const end = mine?.end ?? model.last(conversationId);
        const newest = Math.max(0, ...model.of(conversationId).map((message) => message.acceptedAtMs));
        // Over what is not for the user the device's place moves.
        if (
          missed.length === 0 &&
          end > Math.max(mine?.start ?? 0, mine?.deletedUpTo ?? 0) &&
          newest >= model.now - APP_DAYS * 24 * HOUR_MS
        )
          place.delivered = Math.max(place.delivered, end);
        return missed;
      });
    const got: object[] = [];
    let pageToken = '';
    for (let page = 0; ; page += 1) {
      const answer = await store.sync.sync({ app, userId, deviceId, pageSize, pageToken });
      const messages = answer.messages ?? [];
      got.push(...messages);
      const positions = new Map(messages.map((message) => [message.conversationId ?? '', message.seq ?? 0]));
      if (page < acknowledged && positions.size > 0) {
        await store.sync.ackSync({
          app,
          userId,
          deviceId,
          positions: [...positions].map(([conversationId, seq]) => ({ conversationId, seq })),
        });
        for (const [conversationId, seq] of positions) {
          const place = model.position(userId, deviceId, conversationId);
          place.delivered = Math.max(place.delivered, seq);
          place.synced = Math.max(place.synced, seq);
        }
      }
      pageToken = answer.nextPageToken ?? '';
      if (pageToken === '') break;
    }
    same(got, wanted.map(seen));
  }

  async function lookAt(
    userId: string,
    conversationId: string,
    {
      pageSize,
      nth: before,
      beforeHours,
      token,
    }: { pageSize: number; nth: number; beforeHours: number; token: boolean },
  ): Promise<void> {
    const of = in_(conversationId, userId);
    const beforeAtMs = beforeHours === 0 ? 0 : model.now - beforeHours * HOUR_MS;
    const mine = model.part(userId, conversationId);
    const got: object[] = [];
    let [beforeSeq, pageToken] = [before, ''];
    for (;;) {
      const answer = await store.conversations.queryMessages({ ...of, beforeSeq, beforeAtMs, pageSize, pageToken });
      same(
        { refusal: answer.refusal },
        mine === undefined ? { refusal: 'CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND' } : {},
      );
      got.push(...(answer.messages ?? []));
      if ((answer.nextPageToken ?? '') === '') break;
      if (token) pageToken = answer.nextPageToken ?? '';
      else beforeSeq = answer.nextBeforeSeq ?? 0;
    }
    const wanted = model
      .given(userId, conversationId)
      .filter(
        ({ seq, acceptedAtMs }) => (before === 0 || seq < before) && (beforeAtMs === 0 || acceptedAtMs < beforeAtMs),
      );
    same(got, wanted.map(seen).toReversed());

    // What waits is looked at again.
    const message = pick(conversationId, before);
    if (message !== undefined) await lookAtReader(userId, message);
    const peerUserId = peerOf(conversationId, userId);
    if (peerUserId !== undefined) {
      const receipt = await store.conversations.getPeerReceipt(of);
      if (mine === undefined) expect(receipt.refusal).toBe('CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND');
      else same(receipt, model.receipt(peerUserId, conversationId));
      return;
    }
    if (message === undefined || message.toGroupId === '') return;
    const readers = await store.conversations.listMessageReaders({
      ...of,
      userId: '',
      messageId: message.messageId,
      pageSize: 0,
      pageToken: '',
    });
    const receivers = [...(model.groups.get(groupOf(conversationId) ?? '')?.members.keys() ?? [])].filter((member) => {
      const theirs = model.part(member, conversationId);
      const isFor = message.targets.length === 0 || message.targets.includes(member);
      return member !== message.senderUserId && isFor && (theirs?.start ?? 0) < message.seq;
    });
    const read = receivers
      .filter((member) => (model.part(member, conversationId)?.read ?? 0) >= message.seq)
      .toSorted();
    same(readers, {
      readCount: read.length,
      receiverCount: receivers.length,
      userIds: read,
      nextPageToken: '',
    });
  }

  async function lookAtReader(userId: string, message: ModelMessage): Promise<void> {
    const { conversationId, seq, toGroupId } = message;
    const deviceId = 'd0';
    const answer = await store.sync.checkReaders({
      readers: [{ app, userId, deviceId, conversationId, seq, toGroupId, callId: '' }],
    });
    const mine = model.part(userId, conversationId);
    const places = devices.map((each) => [each, model.position(userId, each, conversationId)] as const);
    const { mode } = model.notifyMode(userId, conversationId);
    const { mentions } = message;
    const isNamed = mentions !== undefined && (mentions.all === true || mentions.userIds?.includes(userId) === true);
    const isNotified = isNamed && mentions.notify === true;
    same(answer.readers, [
      {
        hasLeft: toGroupId !== '' && ((mine?.start ?? 0) >= seq || model.role(toGroupId, userId) === undefined),
        hasRead:
          (mine !== undefined && (Math.max(mine.read, mine.deletedUpTo) >= seq || mine.deleted.has(seq))) ||
          places.some(
            ([each, { delivered, synced, had }]) =>
              synced >= seq || (each === deviceId && Math.max(delivered, had) >= seq),
          ),
        hasNewer:
          mode === 'NOTIFY_MODE_ALL' &&
          model
            .of(conversationId)
            .some(
              (one) =>
                one.seq > seq &&
                one.asksPush &&
                one.revokedBy === undefined &&
                one.senderUserId !== userId &&
                (one.targets.length === 0 || one.targets.includes(userId)),
            ),
        isRevoked: message.revokedBy !== undefined,
        isMuted: !isNotified && (mode === 'NOTIFY_MODE_NONE' || (mode === 'NOTIFY_MODE_MENTIONS' && !isNamed)),
      },
    ]);
  }

  async function lookAtList(userId: string, pageSize: number): Promise<void> {
    const got = [];
    for (let pageToken = ''; ;) {
      const answer = await store.conversations.listConversations({ app, userId, pageSize, pageToken });
      got.push(...(answer.conversations ?? []));
      pageToken = answer.nextPageToken ?? '';
      if (pageToken === '') break;
    }
    const times = got.map(({ activeAtMs = 0 }) => activeAtMs);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const wanted = model.conversationsOf(userId).flatMap((conversationId) => {
      const mine = model.part(userId, conversationId);
      if (mine === undefined) return [];
      const end = mine.end ?? model.last(conversationId);
      if (end <= Math.max(mine.start, mine.deletedUpTo)) return [];
      const groupId = groupOf(conversationId);
      const last = model.given(userId, conversationId).at(-1);
      const { mode, until: muteUntilMs } = model.notifyMode(userId, conversationId);
      const listed = {
        conversationId,
        groupId: groupId ?? '',
        groupName:
          groupId === undefined
            ? ''
            : ((mine.end === undefined ? undefined : mine.nameAtEnd) ?? model.groups.get(groupId)?.name ?? ''),
        peerUserId: peerOf(conversationId, userId) ?? '',
        ...(last === undefined ? {} : { lastMessage: seen(last) }),
        unreadCount: model.unread(userId, conversationId),
        readSeq: mine.read,
        notifyMode: mode,
        muteUntilMs,
      };
      // What a conversation's time is for who has left it may be gone.
      const newest = Math.max(...model.of(conversationId).map(({ acceptedAtMs }) => acceptedAtMs));
      return [mine.end === undefined ? { ...listed, activeAtMs: newest } : listed];
    });
    const byId = (a: { conversationId?: string }, b: { conversationId?: string }) =>
      (a.conversationId ?? '') < (b.conversationId ?? '') ? -1 : 1;
    const isLeft = (conversationId: string) => model.part(userId, conversationId)?.end !== undefined;
    same(
      got
        .map(({ activeAtMs, ...listed }) => (isLeft(listed.conversationId ?? '') ? listed : { ...listed, activeAtMs }))
        .toSorted(byId),
      wanted.toSorted(byId),
    );
  }

  async function lookAtGroups(): Promise<void> {
    for (const groupId of groupIds) {
      const known = model.groups.get(groupId);
      const found = await store.groups.getGroup({ app, groupId, userId: '' });
      const members = await store.groups.listGroupMembers({
        app,
        groupId,
        viewerUserId: '',
        pageSize: 0,
        pageToken: '',
      });
      const attributes = await store.groups.getGroupAttributes({ app, groupId, userId: '' });
      if (known === undefined) {
        for (const answer of [found, members, attributes]) expect(answer.refusal).toBe('GROUP_REFUSAL_GROUP_NOT_FOUND');
        continue;
      }
      const isMuted = model.isMuted(known.muteUntil);
      same(found.group, {
        groupId,
        name: known.name,
        notice: '',
        ownerUserId: known.owner,
        joinRule: known.joinRule,
        isMuted,
        muteUntilMs: isMuted ? known.muteUntil : 0,
        isDissolved: known.isDissolved,
        memberCount: known.members.size,
      });
      same(
        members.members.map(({ joinedAtMs: _, ...member }) => member),
        [...known.members.keys()].toSorted().map((userId) => ({
          userId,
          role: ROLE[known.members.get(userId) ?? 'member'],
          isMuted: model.isMuted(known.mutes.get(userId)),
          muteUntilMs: model.isMuted(known.mutes.get(userId)) ? known.mutes.get(userId) : 0,
        })),
      );
      expect(new Map(Object.entries(attributes.attributes ?? {}))).toEqual(known.attributes);
      const senders = [...users, 'stranger'];
      const may = await store.sync.checkGroupSenders({ app, senders: senders.map((userId) => ({ groupId, userId })) });
      const wanted = senders.map((userId) => model.permission(groupId, userId));
      expect(may.permissions).toEqual(wanted.map(({ permission }) => permission));
      expect(may.mayNotifyAll).toEqual(wanted.map(({ mayNotifyAll }) => mayNotifyAll));
      if (may.muteUntilMs.length > 0) expect(may.muteUntilMs).toEqual(wanted.map(({ muteUntilMs }) => muteUntilMs));
    }
    for (const userId of users) {
      const { groups } = await store.groups.listUserGroups({ app, userId, pageSize: 0, pageToken: '' });
      expect(groups?.map(({ groupId, role }) => [groupId, role])).toEqual(
        groupIds.flatMap((groupId) => {
          const role = model.role(groupId, userId);
          return role === undefined || model.groups.get(groupId)?.isDissolved === true ? [] : [[groupId, ROLE[role]]];
        }),
      );
    }
  }

  return {
    perform,
    close: () => store.close(),
    lookAtAll: async () => {
      for (const userId of users) {
        await lookAtList(userId, 2);
        for (const conversationId of [...model.messages.keys()])
          await lookAt(userId, conversationId, { pageSize: 3, nth: 0, beforeHours: 0, token: true });
        for (const deviceId of devices) await sync({ by: userId, device: deviceId, pageSize: 4, acknowledged: 0 });
      }
      await lookAtGroups();
      for (const [conversationId, all] of model.messages) {
        const recent = all.filter(({ acceptedAtMs }) => acceptedAtMs > model.now - 24 * HOUR_MS);
        if (recent.length === 0) continue;
        const { contentSha256: digests } = await store.sync.findContents({
          app,
          messages: recent.map(({ messageId }) => ({ conversationId, messageId })),
          withTargets: true,
        });
        expect(digests).toEqual(
          recent.map(({ said, targets, revokedBy, localId, mentions }) =>
            revokedBy === undefined
              ? contentSha256({ ...said, mentions: mentions ?? null, targetUserIds: [...targets] })
              : localId === ''
                ? 'erased'
                : '',
          ),
        );
      }
    },
  };
}

/** An answer says the same as the model: what is not set counts for nothing. */
function same(answer: object | null, wanted: object): void {
  expect(set(answer)).toEqual(set(wanted));
}

function set(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(set);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (key === 'content' || isUnset(one) ? [] : [[key, set(one)]])),
  );
}

function isUnset(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return (
    value == null ||
    value === '' ||
    value === 0 ||
    value === false ||
    (typeof value === 'string' && value.endsWith('_UNSPECIFIED'))
  );
}

/** A message as those see it who have it. */
function seen({ targets: _t, asksPush: _a, isRevocation: _r, said, mentions, revokedBy, ...message }: ModelMessage) {
  const isSaid = mentions !== undefined && (mentions.all === true || (mentions.userIds?.length ?? 0) > 0);
  return {
    ...message,
    ...said,
    ...(isSaid ? { mentions } : {}),
    ...(revokedBy === undefined ? {} : { revokedByUserId: revokedBy }),
  };
}

function saidBy({ text, custom, media, combined, missedCall, revocation }: MessageAccepted): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ text, custom, media, combined, missedCall, revocation }).filter(([, value]) => value != null),
  );
}

function saying(kind: string, word: string): Record<string, unknown> {
  switch (kind) {
    case 'custom':
      return { custom: { type: 7, data: word } };
    case 'media':
      return { media: { kind: 'MEDIA_KIND_FILE', url: `https://m.example/${word}`, name: word } };
    case 'combined':
      return { combined: { title: word } };
    case 'missedCall':
      return { missedCall: { callId: word } };
    default:
      return { text: word };
  }
}

function peerOf(conversationId: string, userId: string): string | undefined {
  const [kind, one, other] = conversationId.split('/');
  return kind !== 'peer' ? undefined : one === userId ? other : other === userId ? one : undefined;
}

function groupOf(conversationId: string): string | undefined {
  return conversationId.startsWith('group/') ? conversationId.slice('group/'.length) : undefined;
}
