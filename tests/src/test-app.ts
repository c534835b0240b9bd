import { createClient, type ServiceContract } from '@bellhop/grpc';
import type { VendorName } from '@bellhop/contracts';
import { Secret } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import type { DisplayedNotification } from '@bellhop/vendor-simulator';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { operatorKey, type Pipeline } from './start-pipeline.ts';
import { gatewayApi, type GatewayApi } from './system/gateway-api.ts';
import { packageName, prepareApp, untilKnown } from './system/prepare-app.ts';

type Body = Record<string, unknown>;

/** A frame of the server, as docs/websocket-protocol.md has it. */
export interface Frame {
  readonly type: string;
  readonly replyTo?: number;
  readonly body: Body;
}

/** A client that speaks the documented frames and nothing else. */
export interface RawClient {
  readonly frames: readonly Frame[];
  /** The code with which the connection has ended. */
  readonly closed: Promise<number>;
  /** Answers acknowledge messages as they come. Default: it does. */
  acknowledges: boolean;
  ask(type: string, body?: object): Promise<Frame>;
  /** Texts of the messages that came live. */
  texts(): string[];
  /** What an app finds after a login: one page. */
  sync(): Promise<Body[]>;
  close(): Promise<void>;
}

export async function connect({ httpUrl }: { readonly httpUrl: string }): Promise<RawClient> {
  const socket = new WebSocket(`${httpUrl.replace('http', 'ws')}/v1/ws`);
  const frames: Frame[] = [];
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  let next = 1;
  const write = (type: string, body: object): number => {
    const id = next++;
    socket.send(JSON.stringify({ v: 1, id, type, body }));
    return id;
  };
  const client: RawClient = {
    frames,
    closed,
    acknowledges: true,
    ask: (type, body = {}) => {
      const id = write(type, body);
      return until(() => frames.find(({ replyTo }) => replyTo === id), { message: `an answer to ${type}` });
    },
    texts: () => frames.filter(({ type }) => type === 'message').map(({ body }) => String(body['text'])),
    sync: async () => (await client.ask('sync', { pageSize: 200 })).body['messages'] as Body[],
    close: async () => {
      socket.close();
      await closed;
    },
  };
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame;
    frames.push(frame);
    if (frame.type !== 'message' || !client.acknowledges || socket.readyState !== WebSocket.OPEN) return;
    const { messageID, conversationID, seq } = frame.body;
    write('ack', { messages: [{ messageID, conversationID, seq }] });
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return client;
}

/** A phone of the simulator whose app has logged in, registered and gone. */
export interface OfflinePhone {
  readonly user: string;
  readonly vendor: VendorName;
  readonly phoneId: string;
  readonly deviceID: string;
  readonly deviceSecret: string;
  readonly pushID: string;
  /** Its vendor's. */
  readonly token: string;
}

export interface TraceEntry {
  readonly kind: string;
  readonly text: string;
  readonly userID?: string;
  readonly deviceID?: string;
  readonly vendor?: string;
}

export interface AppSettings {
  readonly limits?: Readonly<Record<string, number>>;
  readonly deviceMode?: 'single' | 'dual' | 'multi';
  readonly pushRules?: Readonly<Record<string, unknown>>;
}

export type TestApp = Awaited<ReturnType<typeof openTestApp>>;

/** A push config that says nothing in particular. */
export const aPush = { title: 'Alice', content: 'says hello' };

/** An app of a pipeline with the simulator's credentials, and everything from its users' phones to its server's calls. */
export async function openTestApp(pipeline: Pipeline, app: string, settings: AppSettings = {}) {
  const { control, gateway, simulator } = pipeline;
  const operator = gatewayApi(gateway.httpUrl, operatorKey.reveal());
  const { apiKey, clientTokenSecret } = await operator<{ apiKey: string; clientTokenSecret: string }>(
    'POST',
    '/v1/apps',
    { app, packageName, ...settings },
  );
  await prepareApp(app, operator, control, simulator.urls);
  await untilKnown(gateway.httpUrl, app, apiKey);
  const withKey = gatewayApi(gateway.httpUrl, apiKey);
  /** Calls of the app's server, below `/v1/apps/{app}`. */
  const api: GatewayApi = (method, path, body) => withKey(method, `/v1/apps/${app}${path}`, body);
  const token = (
    user: string,
    {
      expires = '1h',
      signedWith = clientTokenSecret,
      of = app,
    }: { expires?: string | number; signedWith?: string; of?: string } = {},
  ) =>
    new SignJWT({ app: of })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(user)
      .setExpirationTime(expires)
      .sign(new TextEncoder().encode(signedWith));
  const login = async (
    user: string,
    deviceID = `${user}-phone`,
    more: object = {},
  ): Promise<RawClient & { welcome: Body }> => {
    const client = await connect(gateway);
    const answer = await client.ask('login', { app, token: await token(user), deviceID, platform: 'android', ...more });
    if (answer.type !== 'ok') throw new Error(`${user} was not let in: ${JSON.stringify(answer.body)}`);
    return Object.assign(client, { welcome: answer.body });
  };
  const untilOffline = (user: string): Promise<unknown> =>
    until(async () => {
      const { users } = await api<{ users: { state: string }[] }>('POST', '/presence', { userIDs: [user] });
      return users[0]?.state === 'offline';
    });
  const traceOf = async (messageID: string): Promise<TraceEntry[]> =>
    (await api<{ entries: TraceEntry[] }>('GET', `/messages/${encodeURIComponent(messageID)}/trace`)).entries;

  return {
    app,
    apiKey,
    clientTokenSecret,
    api,
    operator,
    token,
    login,
    connect: () => connect(gateway),
    /** A gRPC client with the app's key; whoever asks for it closes it. */
    grpc: <Definition>(contract: ServiceContract<Definition>, key = apiKey) =>
      createClient(contract, { address: gateway.grpcAddress, key: new Secret(key), deadlineMs: 10_000 }),
    /** Logs a user in on a new phone, registers it, and kills the app. */
    phone: async (
      user: string,
      vendor: VendorName = 'huawei',
      { deviceID = `${user}-${vendor}`, ...registration }: { deviceID?: string } & Record<string, unknown> = {},
    ): Promise<OfflinePhone> => {
      const { phoneId, token: vendorToken } = await control.createPhone({ vendor });
      const client = await login(user, deviceID);
      const { type, body } = await client.ask('registerPush', { vendor, token: vendorToken, ...registration });
      if (type !== 'ok') throw new Error(`${deviceID} was not registered: ${JSON.stringify(body)}`);
      await client.close();
      await untilOffline(user);
      const deviceSecret = String(client.welcome['deviceSecret']);
      return { user, vendor, phoneId, deviceID, deviceSecret, pushID: String(body['pushID']), token: vendorToken };
    },
    untilOffline,
    /** Sends in alice's name, if in no other, with a push, if nothing else is said; gives the message's id. */
    send: async (message: Body): Promise<string> =>
      (
        await api<{ messageID: string }>('POST', '/messages', {
          fromUserID: 'alice',
          text: 'hello',
          pushConfig: aPush,
          ...message,
        })
      ).messageID,
    traceOf,
    /** What a message's trace says about a user, once it says something that fits. */
    decided: (
      messageID: string,
      user: string,
      fits: (entry: TraceEntry) => boolean = () => true,
    ): Promise<TraceEntry[]> =>
      until(
        async () => {
          const ofUser = (await traceOf(messageID)).filter(({ userID }) => userID === user);
          return ofUser.some(fits) && ofUser;
        },
        { timeoutMs: 15_000, message: `a decision about ${user}` },
      ),
    /** What a phone has shown since it was made. */
    shown: async ({ phoneId }: OfflinePhone): Promise<DisplayedNotification[]> =>
      (await control.phone(phoneId)).notifications,
    /** The texts of what a phone has shown, once there are so many. */
    rings: async ({ phoneId, deviceID }: OfflinePhone, count = 1): Promise<string[]> =>
      until(
        async () => {
          const { notifications } = await control.phone(phoneId);
          return notifications.length >= count && notifications.map(({ content }) => content);
        },
        { timeoutMs: 15_000, message: `${count} notifications on ${deviceID}` },
      ),
    /** What a phone's bar shows now. */
    bar: async ({ phoneId }: OfflinePhone): Promise<string[]> =>
      (await control.phone(phoneId)).bar.map(({ content }) => content),
  };
}
