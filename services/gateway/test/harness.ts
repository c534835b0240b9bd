import { createHash, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import {
  appSettingsChanged,
  appSettingsTopic,
  sessionChanged,
  sessionTopic,
  type AdminServiceDefinition,
  type AppLimitsInput,
  type BindDeviceRequest,
  type BindDeviceResponseInput,
  type CallInput,
  type ConfirmInvitationRequest,
  type ConversationServiceDefinition,
  type DeliveryInput,
  type DeliveryResult,
  type GetPresenceRequest,
  type GroupMemberInput,
  type GroupServiceDefinition,
  type MessageKey,
  type PushServiceDefinition,
  type RegisterDeviceRequest,
  type SessionChanged,
  type StoredMessageInput,
  type EndUserDevicesRequest,
  type EraseUserDataRequest,
  type EraseUserDataResponseInput,
  type UpdateDeviceRequest,
  type WatchResponseInput,
} from '@bellhop/contracts';
import {
  adminService,
  authorizeInternal,
  conversationService,
  createClient,
  deliveryService,
  decisionService,
  deviceService,
  groupService,
  grpcDefinition,
  openStream,
  presenceService,
  pushService,
  recipientService,
  serve,
  serveAnswers,
  startGrpcServer,
  syncService,
  traceService,
  userDataService,
  userDeviceService,
  type AnswerStream,
  type Handlers,
} from '@bellhop/grpc';
import { createProducer, ensureTopics, eventRecord, followTopic } from '@bellhop/kafka';
import { createKeyring, opening, Secret, Unavailable } from '@bellhop/runtime';
import { internalKey, testConfig, testContext, until } from '@bellhop/testkit';
import type { AddressBounds, ConnectionLimits, GatewayConfig, OverloadSettings } from '../src/config.ts';
import { startGateway } from '../src/service.ts';

export const APP = 'demo';
export const apiKey = 'api-key-of-the-demo-app';
export const operatorKey = 'operator-key-of-the-tests';
const clientTokenSecret = 'client-token-secret-of-the-demo-app';
const keyringText = `k1:${randomBytes(32).toString('base64')}`;

interface TokenContent {
  readonly app?: string;
  readonly secret?: string;
  readonly expiresInSeconds?: number;
  readonly userID?: string;
}

/** A token as the app's server makes it, or a wrong one. */
export function tokenFor(
  userID: string,
  { app = APP, secret = clientTokenSecret, expiresInSeconds = 3_600, ...over }: TokenContent = {},
): Promise<string> {
  return new SignJWT({ app })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(over.userID ?? userID)
    .setExpirationTime(Math.floor(Date.now() / 1_000) + expiresInSeconds)
    .sign(new TextEncoder().encode(secret));
}

/** Refuses what a test does not expect to be called. */
function unserved<Definition>(rpcs: readonly string[]): Handlers<Definition> {
  return Object.fromEntries(rpcs.map((rpc) => [rpc, () => Promise.reject(new Error(`${rpc} is not expected`))]));
}

type ConversationHandlers = Handlers<ConversationServiceDefinition>;

/** Conversations as a test has them answered. */
/** Enough of push-router to meet every kind of answer; what is accepted and decided is its business. */
function directPushHandlers(asked: object[]): Handlers<PushServiceDefinition> {
  return {
    Push: (request) => {
      asked.push(request);
      if (request.idempotencyKey === 'taken')
        return Promise.resolve({ refusal: 'PUSH_REFUSAL_IDEMPOTENCY_KEY_CONFLICT' });
      const device = { deviceId: 'd', pushId: 'p_1', vendor: 'VENDOR_OPPO', verdict: 'noToken' } as const;
      return Promise.resolve({
        directPushId: request.dryRun ? '' : 'push-1',
        acceptedAtMs: 5,
        sendAtMs: request.sendAtMs || 5,
        targets: [
          ...request.userIds.map((userId) => ({
            ...{ userId, state: 'PUSH_TARGET_STATE_NOT_PUSHED' as const, devices: [device] },
          })),
          ...request.pushIds.map((pushId) => ({ pushId, state: 'PUSH_TARGET_STATE_UNKNOWN_PUSH_ID' as const })),
        ],
      });
    },
    CancelPush: ({ directPushId }) =>
      Promise.resolve(
        directPushId === 'push-1' ? { cancelledAtMs: 6 } : { refusal: 'PUSH_REFUSAL_PUSH_ALREADY_SENT' as const },
      ),
    GetPush: ({ directPushId }) =>
      Promise.resolve(
        directPushId === 'push-1'
          ? {
              push: { directPushId, state: 'DIRECT_PUSH_STATE_SENT', pushConfig: { title: 't', content: 'c' } },
              targets: [{ userId: 'bob', state: 'PUSH_TARGET_STATE_PUSHED' }],
            }
          : { refusal: 'PUSH_REFUSAL_PUSH_NOT_FOUND' },
      ),
    ListPushes: (request) => {
      asked.push(request);
      return Promise.resolve({
        pushes: [{ directPushId: 'push-1', state: 'DIRECT_PUSH_STATE_SCHEDULED' }],
        nextPageToken: 'next',
      });
    },
  };
}

function conversationHandlers(store: {
  conversations: object[];
  answers: Partial<ConversationHandlers>;
}): ConversationHandlers {
  const handler = (rpc: string) => (request: object) => {
    store.conversations.push(request);
    const answer = store.answers[rpc as keyof ConversationHandlers] as ((request: object) => unknown) | undefined;
    return answer?.(request) ?? Promise.reject(new Error(`${rpc} is not expected`));
  };
  const rpcs = Object.keys(grpcDefinition(conversationService));
  return Object.fromEntries(rpcs.map((rpc) => [rpc, handler(rpc)])) as unknown as ConversationHandlers;
}

/** A gateway on real Kafka, with small stand-ins of the services behind it. */
export async function startHarness({
  overload,
  connectionLimits,
  addressBounds,
  doors,
  callTimeoutMs = 3_000,
}: {
  overload?: Partial<OverloadSettings>;
  connectionLimits?: Partial<ConnectionLimits>;
  addressBounds?: Partial<AddressBounds>;
  /** Certificates and origins. */
  doors?: Pick<GatewayConfig, 'httpTls' | 'grpcTls' | 'corsOrigins'>;
  callTimeoutMs?: number;
} = {}) {
  const common = testConfig();
  const context = testContext();
  const kafka = { brokers: common.kafkaBrokers, clientId: 'test', prefix: common.kafkaPrefix, log: context.log };
  return opening(async (open) => {
    await ensureTopics(kafka, [appSettingsTopic, sessionTopic]);
    const producer = await open.add(createProducer(kafka), (it) => it.close());
    const publishApp = (app: string, version: number, limits: AppLimitsInput = {}): Promise<void> =>
      producer.publish([
        eventRecord(appSettingsChanged, {
          app,
          packageName: 'com.example.demo',
          apiKeySha256: createHash('sha256')
            .update(app === APP ? apiKey : `key of ${app}`)
            .digest('hex'),
          sealedClientTokenSecret: createKeyring(keyringText).seal(clientTokenSecret, `client-token/${app}`),
          limits,
          resourcesIds: ['calls'],
          version,
        }),
      ]);
    await until(() => publishApp(APP, 1).then(() => true)); // a topic that has just been created may not have its leader yet

    // Presence: what the gateway publishes.
    const sessions = new Map<string, SessionChanged>();
    await open.add(
      followTopic(
        kafka,
        sessionChanged,
        (change) => {
          if (change === undefined) return;
          const key = `${change.userId}/${change.deviceId}`;
          if (!change.ended) sessions.set(key, change);
          else if (sessions.get(key)?.connectionId === change.connectionId) sessions.delete(key);
        },
        { onFatal: context.onFatal, purpose: 'test.sessions' },
      ),
      (it) => it.stop(),
    );
    // Presence shows a session as soon as it is published; so must its stand-in, which may still be joining its group.
    await producer.publish([
      eventRecord(sessionChanged, { app: APP, userId: 'nobody', deviceId: 'none', connectionId: 'none' }),
    ]);
    await until(() => sessions.delete('nobody/none'), { message: 'the stand-in of presence to read' });
    const presence = {
      /** What it does with those who watch. */
      watch: (_userIds: readonly string[], _stream: AnswerStream<WatchResponseInput>): Promise<void> =>
        Promise.reject(new Unavailable('down')),
      isDown: false,
    };
    const devices = {
      bound: [] as BindDeviceRequest[],
      /** What the next binding is answered beside the PushID, and what the answer waits for. */
      binding: {} as BindDeviceResponseInput,
      gate: undefined as Promise<void> | undefined,
      unbound: [] as string[],
      updated: [] as UpdateDeviceRequest[],
      ended: [] as EndUserDevicesRequest[],
      registered: [] as RegisterDeviceRequest[],
      isDown: false,
      /** Registrations are answered as for a device on which the user is not logged in. */
      isUnbound: false,
    };
    const groups = new Map<string, Set<string>>();
    /** Erasure: one stand-in for the three owners, which are asked in turn, push-router first. */
    const erasure = {
      asked: [] as EraseUserDataRequest[],
      answer: (_asked: number): EraseUserDataResponseInput => ({ done: true, erased: {} }),
    };
    const store = {
      directPushes: [] as object[],
      isDown: false,
      senderChecks: 0,
      /** Groups whose senders are being checked, and for some what the answer waits for. */
      checking: new Set<string>(),
      gates: new Map<string, Promise<void>>(),
      lookups: [] as MessageKey[],
      /** What is stored, by message id: the digest of its content. */
      contents: new Map<string, string>(),
      lookupGate: undefined as Promise<void> | undefined,
      ackedPositions: [] as { conversationId: string; seq: number }[],
      missed: [] as StoredMessageInput[],
      /** What conversations are asked for, and how calls about them are answered; others are not expected. */
      conversations: [] as object[],
      answers: {} as Partial<Handlers<ConversationServiceDefinition>>,
      /** The calls that ring, by user. */
      ringing: new Map<string, CallInput[]>(),
      confirmed: [] as ConfirmInvitationRequest[],
      /** Until when they are muted, by user; 0 = until somebody ends it. */
      mutes: new Map<string, number>(),
      /** Admins of every group. */
      admins: new Set<string>(),
      attributes: {} as Record<string, string>,
    };
    const member = (userId: string): GroupMemberInput => ({ userId, role: 'GROUP_ROLE_MEMBER', joinedAtMs: 1 });
    const refusal = (groupId: string, userId?: string) => {
      const members = groups.get(groupId);
      if (members === undefined) return 'GROUP_REFUSAL_GROUP_NOT_FOUND';
      return userId === undefined || members.has(userId) ? undefined : 'GROUP_REFUSAL_NOT_A_MEMBER';
    };
    const internal = { authorize: authorizeInternal(internalKey), log: context.log };
    const behind = await open.add(
      startGrpcServer({
        host: '127.0.0.1',
        port: 0,
        services: [
          serveAnswers(presenceService, 'Watch', (request, stream) => presence.watch(request.userIds, stream), {
            ...internal,
            unary: {
              GetPresence: ({ userIds }: GetPresenceRequest) =>
                presence.isDown
                  ? Promise.reject(new Unavailable('down'))
                  : Promise.resolve({
                      asOfMs: Date.now(),
                      users: userIds.map((userId) => {
                        const found = [...sessions.values()].filter((session) => session.userId === userId);
                        return {
                          userId,
                          state:
                            found.length > 0 ? ('PRESENCE_STATE_ONLINE' as const) : ('PRESENCE_STATE_OFFLINE' as const),
                          devices: found,
                        };
                      }),
                    }),
            },
          }),
          serve(
            deviceService,
            {
              BindDevice: async (request) => {
                if (devices.isDown) throw new Unavailable('down');
                devices.bound.push(request);
                const { binding } = devices;
                devices.binding = {};
                await devices.gate;
                return {
                  loginNumber: devices.bound.length,
                  ...binding,
                  pushId: devices.registered.some(({ deviceId }) => deviceId === request.deviceId)
                    ? `push-${request.deviceId}`
                    : '',
                };
              },
              UnbindDevice: ({ deviceId }) => {
                devices.unbound.push(deviceId);
                return Promise.resolve({});
              },
              RegisterDevice: (request) => {
                devices.registered.push(request);
                return Promise.resolve({ pushId: devices.isUnbound ? '' : `push-${request.deviceId}` });
              },
              UpdateDevice: (request) => {
                devices.updated.push(request);
                return Promise.resolve({ proven: request.deviceSecret === 'right' });
              },
              UnregisterDevice: () => Promise.resolve({ unregistered: true }),
              ListUserDevices: () => Promise.reject(new Error('ListUserDevices is not expected')),
            },
            internal,
          ),
          serve(
            userDeviceService,
            {
              ListDevices: () =>
                Promise.resolve({
                  devices: [
                    {
                      deviceId: 'd',
                      pushId: 'p',
                      vendor: 'VENDOR_XIAOMI',
                      platform: 'android',
                      hasToken: true,
                      registeredAtMs: 5,
                    },
                  ],
                }),
              EndUserDevices: (request) => {
                devices.ended.push(request);
                return Promise.resolve({ deviceIds: request.deviceIds, loginNumber: 1_000 });
              },
            },
            internal,
          ),
          serve(
            userDataService,
            {
              EraseUserData: async (request) => {
                erasure.asked.push(request);
                return Promise.resolve(erasure.answer(erasure.asked.length));
              },
            },
            internal,
          ),
          serve(
            syncService,
            {
              CheckGroupSenders: async ({ senders }) => {
                store.senderChecks += 1;
                for (const { groupId } of senders) store.checking.add(groupId);
                for (const { groupId } of senders) await store.gates.get(groupId);
                if (store.isDown) throw new Unavailable('down');
                return {
                  muteUntilMs: senders.map(({ userId }) => store.mutes.get(userId) ?? 0),
                  mayNotifyAll: senders.map(({ userId }) => store.admins.has(userId)),
                  permissions: senders.map(({ groupId, userId }) => {
                    if (store.mutes.has(userId)) return 'SEND_PERMISSION_MUTED';
                    const refused = refusal(groupId, userId);
                    if (refused === undefined) return 'SEND_PERMISSION_ALLOWED';
                    return refused === 'GROUP_REFUSAL_GROUP_NOT_FOUND'
                      ? 'SEND_PERMISSION_GROUP_NOT_FOUND'
                      : 'SEND_PERMISSION_NOT_A_MEMBER';
                  }),
                };
              },
              FindContents: async ({ messages }) => {
                store.lookups.push(...messages);
                if (store.isDown) throw new Unavailable('down');
                await store.lookupGate;
                return { contentSha256: messages.map(({ messageId }) => store.contents.get(messageId) ?? '') };
              },
              CheckReaders: () => Promise.reject(new Error('CheckReaders is not expected')),
              ListRinging: ({ userId }) => Promise.resolve({ calls: store.ringing.get(userId) ?? [] }),
              ConfirmInvitation: (request) => {
                store.confirmed.push(request);
                return Promise.resolve({ isRinging: true });
              },
              Sync: ({ pageToken }) => {
                const from = Number(pageToken === '' ? 0 : pageToken);
                const more = from + 2 < store.missed.length;
                return Promise.resolve({
                  messages: store.missed.slice(from, from + 2),
                  nextPageToken: more ? String(from + 2) : '',
                });
              },
              AckSync: ({ positions }) => {
                store.ackedPositions.push(...positions);
                return Promise.resolve({});
              },
            },
            internal,
          ),
          serve(conversationService, conversationHandlers(store), internal),
          serve(pushService, directPushHandlers(store.directPushes), internal),
          serve(
            recipientService,
            {
              FindRecipients: ({ message }) =>
                Promise.resolve({
                  events: [{ recipients: [{ userId: message?.toUserId ?? '' }] }],
                  asksPush: message?.pushConfig != null,
                  nextPageToken: 'next',
                }),
            },
            internal,
          ),
          serve(
            decisionService,
            {
              DecidePushes: ({ events }) =>
                Promise.resolve({
                  targets: events.flatMap(({ recipients }) =>
                    recipients.map(({ userId }) => ({ userId, state: 'PUSH_TARGET_STATE_NO_DEVICE' as const })),
                  ),
                }),
            },
            internal,
          ),
          serve(
            groupService,
            {
              ...unserved<GroupServiceDefinition>([
                'UpdateGroupName',
                'UpdateGroupNotice',
                'UpdateGroupJoinRule',
                'SetGroupMemberRole',
                'TransferGroupOwner',
                'MuteGroup',
                'DeleteGroupAttributes',
                'GetGroupAttributes',
              ]),
              // Enough of a group to meet every kind of answer; who may what is message-store's business.
              GetGroup: ({ groupId, userId }) => {
                const refused = refusal(groupId, userId === '' ? undefined : userId);
                if (refused !== undefined) return Promise.resolve({ refusal: refused });
                const memberCount = groups.get(groupId)?.size ?? 0;
                return Promise.resolve({ group: { groupId, joinRule: 'GROUP_JOIN_RULE_FREE', memberCount } });
              },
              ListUserGroups: ({ userId }) =>
                Promise.resolve({
                  groups: [...groups]
                    .filter(([, members]) => members.has(userId))
                    .map(([groupId]) => ({ groupId, role: 'GROUP_ROLE_ADMIN', joinedAtMs: 1 })),
                }),
              KickGroupMembers: ({ groupId, userIds }) => {
                for (const userId of userIds) groups.get(groupId)?.delete(userId);
                return Promise.resolve({ memberCount: groups.get(groupId)?.size ?? 0 });
              },
              DissolveGroup: () =>
                Promise.resolve({ refusal: 'GROUP_REFUSAL_NOT_ALLOWED', requiredRole: 'GROUP_ROLE_OWNER' }),
              MuteGroupMembers: ({ userIds, muteUntilMs }) => {
                for (const userId of userIds) store.mutes.set(userId, muteUntilMs);
                return Promise.resolve({});
              },
              SetGroupAttributes: ({ attributes }) => {
                store.attributes = attributes;
                return Promise.resolve({ refusal: 'GROUP_REFUSAL_TOO_MANY_ATTRIBUTES', limit: 50 });
              },
              CreateGroup: ({ groupId, ownerUserId, memberUserIds }) => {
                groups.set(groupId, new Set([ownerUserId, ...memberUserIds]));
                return Promise.resolve({ memberCount: memberUserIds.length + 1 });
              },
              InviteToGroup: ({ groupId, inviterUserId, userIds }) => {
                const refused = refusal(groupId, inviterUserId === '' ? undefined : inviterUserId);
                if (refused !== undefined) return Promise.resolve({ refusal: refused });
                for (const userId of userIds) groups.get(groupId)?.add(userId);
                return Promise.resolve({ memberCount: groups.get(groupId)?.size ?? 0 });
              },
              JoinGroup: ({ groupId, userId }) => {
                const refused = refusal(groupId);
                if (refused === undefined) groups.get(groupId)?.add(userId);
                return Promise.resolve(refused === undefined ? {} : { refusal: refused });
              },
              LeaveGroup: ({ groupId, userId }) => {
                groups.get(groupId)?.delete(userId);
                return Promise.resolve({});
              },
              ListGroupMembers: ({ groupId }) => {
                const refused = refusal(groupId);
                return Promise.resolve(
                  refused === undefined
                    ? { members: [...(groups.get(groupId) ?? [])].map(member) }
                    : { refusal: refused },
                );
              },
            },
            internal,
          ),
          serve(
            traceService,
            {
              GetMessageTrace: ({ messageId }) =>
                Promise.resolve({ entries: [{ atMs: 1, kind: 'stored', text: 'stored', messageId }] }),
              GetPushTrace: () => Promise.resolve({ entries: [] }),
            },
            internal,
          ),
          serve(
            adminService,
            {
              ...unserved<AdminServiceDefinition>(['UpdateApp', 'DeleteCertificateSet', 'DeleteResource']),
              CreateApp: ({ app }) =>
                Promise.resolve(
                  app === APP ? { created: false } : { created: true, apiKey: 'k', clientTokenSecret: 's' },
                ),
              GetApp: ({ app }) => Promise.resolve(app === APP ? { app: { app } } : {}),
              ListApps: () =>
                Promise.resolve({
                  apps: [{ app: APP, name: 'Demo', packageName: 'com.example.demo', createdAtMs: 1 }],
                }),
              SaveCertificateSet: () => Promise.resolve({ found: true, version: 3 }),
              ListCertificateSets: ({ app }) =>
                Promise.resolve({
                  sets: app !== APP ? [] : [{ vendor: 'VENDOR_FCM', appType: 1, version: 3, savedAtMs: 4 }],
                }),
              SaveResource: () => Promise.resolve({ found: true }),
              ListResources: () =>
                Promise.resolve({ resources: [{ resourcesId: 'calls', vendors: { xiaomi: { channelId: 'c' } } }] }),
            },
            internal,
          ),
        ],
      }),
      (it) => it.close(),
    );

    const address = `127.0.0.1:${behind.port}`;
    const gateway = await open.add(
      startGateway(
        {
          common,
          httpPort: 0,
          grpcPort: 0,
          deliveryPort: 0,
          advertisedAddress: undefined,
          messageStoreAddress: address,
          presenceAddress: address,
          pushRouterAddress: address,
          pushHistoryAddress: address,
          operatorKey: new Secret(operatorKey),
          keyring: new Secret(keyringText),
          callTimeoutMs,
          ...doors,
          addressBounds: { trustedProxies: [], maxSockets: 1_000, maxCalls: 1_000, ...addressBounds },
          connectionLimits: {
            maxConnections: 100,
            maxConnectionsPerAddress: 100,
            maxUnauthenticated: 10,
            maxUnauthenticatedPerAddress: 10,
            loginTimeoutMs: 1_000,
            maxFrameBytes: 131_072,
            maxBufferedBytes: 1024 * 1024,
            maxOutstanding: 5,
            maxPendingFrames: 100,
            drainMs: 300,
            ...connectionLimits,
          },
          overload: { targetDelayMs: 1_000, minBacklog: 500, maxProducerBytes: 16 * 1024 * 1024, ...overload },
        },
        context,
      ),
      (it) => it.close(),
    );

    // Message-store's end of the delivery stream.
    const deliveryClient = await open.add(
      createClient(deliveryService, { address: gateway.deliveryAddress, key: internalKey, deadlineMs: 1_000 }),
      (it) => it.close(),
    );
    const openDelivery = () => {
      const stream = openStream(deliveryService, deliveryClient, 'Deliver', internalKey);
      const results: DeliveryResult[] = [];
      const ended = (async () => {
        for await (const response of stream.incoming) results.push(...response.results);
      })().catch(() => undefined);
      return {
        results,
        ended,
        deliver: (...deliveries: DeliveryInput[]) => stream.send({ deliveries }),
        end: () => stream.end(),
      };
    };
    return {
      gateway,
      kafka,
      producer,
      context,
      sessions,
      presence,
      devices,
      groups,
      erasure,
      store,
      publishApp,
      openDelivery,
    };
  });
}

export type Harness = Awaited<ReturnType<typeof startHarness>>;

/** A message as message-store delivers it. */
export function storedMessage(seq: number, over: StoredMessageInput = {}): StoredMessageInput {
  return {
    messageId: `m-${seq}`,
    conversationId: 'peer/alice/bob',
    seq,
    senderUserId: 'alice',
    toUserId: 'bob',
    text: `text ${seq}`,
    acceptedAtMs: 1_000 + seq,
    ...over,
  };
}
