import { vendorNames, type VendorName } from '@bellhop/contracts';
import { simulatorControl, type SimulatorControl } from '@bellhop/vendor-simulator';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';

const packageName = 'com.example.bellhop'; // of the simulator's default apps
/** As the chart's Service of the simulator has them. */
const vendorPort = (vendor: VendorName): number => 9100 + vendorNames.indexOf(vendor);
const CONTROL_PORT = 9100 + vendorNames.length;
/** What of the simulator's credentials each vendor's certificate set is made of. */
const credentialFields: Record<VendorName, readonly string[]> = {
  xiaomi: ['appSecret'],
  huawei: ['clientId', 'clientSecret'],
  oppo: ['appKey', 'masterSecret'],
  vivo: ['appId', 'appKey', 'appSecret'],
  fcm: ['serviceAccount'],
};

/** One call of the HTTP API; throws on any answer but a good one. */
export type Api = <Answer>(method: string, path: string, body?: object) => Promise<Answer>;

export function apiOf(gatewayUrl: string, key: string): Api {
  return async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${gatewayUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Answer;
  };
}

/** An app on the simulator in the cluster, and its users. */
export interface TrialApp {
  readonly name: string;
  readonly api: Api;
  readonly control: SimulatorControl;
  tokenFor(userId: string): Promise<string>;
}

/** Makes an app whose pushes go to the simulator of this release. */
export async function makeTrialApp(options: {
  gatewayUrl: string;
  operatorKey: string;
  /** The simulator's host, as pods call it, and as this process reaches it. */
  simulator: { readonly inside: string; readonly address: string };
}): Promise<TrialApp> {
  const { gatewayUrl, operatorKey, simulator } = options;
  const operator = apiOf(gatewayUrl, operatorKey);
  const control = simulatorControl(`http://${simulator.address}:${CONTROL_PORT}`);
  const name = 'trial';
  const made = await operator<{ apiKey: string; clientTokenSecret: string }>('POST', '/v1/apps', {
    app: name,
    name,
    packageName,
  });
  const apps = await control.apps();
  for (const vendor of vendorNames) {
    const app = apps.find((one) => one.vendor === vendor && one.packageName === packageName);
    const given = app?.credentials as unknown as Record<string, unknown>;
    await operator('PUT', `/v1/apps/${name}/certificates/${vendor}`, {
      ...Object.fromEntries(credentialFields[vendor].map((field) => [field, given[field]])),
      endpoint: `http://${simulator.inside}:${vendorPort(vendor)}`,
    });
  }
  await operator('PUT', `/v1/apps/${name}/resources/chat`, {
    vendors: { xiaomi: { channelID: 'bellhop-im' }, oppo: { channelID: 'bellhop-im' } },
  });
  const secret = new TextEncoder().encode(made.clientTokenSecret);
  return {
    name,
    api: apiOf(gatewayUrl, made.apiKey),
    control,
    tokenFor: (userId) =>
      new SignJWT({ app: name })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(userId)
        .setExpirationTime('2h')
        .sign(secret),
  };
}

/** Users with a phone each, the vendors in turn; they have logged in once and are offline. */
export async function offlineUsers(app: TrialApp, gatewayUrl: string, count: number): Promise<string[]> {
  const users: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const vendor = vendorNames[index % vendorNames.length] as VendorName;
    const { token } = await app.control.createPhone({ vendor });
    const user = `offline-${index}`;
    await register(gatewayUrl, { app: app.name, clientToken: await app.tokenFor(user), deviceID: user, vendor, token });
    users.push(user);
  }
  return users;
}

/** Logs in on a device, hands over its vendor's token, and is gone without a logout. */
async function register(
  gatewayUrl: string,
  device: { app: string; clientToken: string; deviceID: string; vendor: VendorName; token: string },
): Promise<void> {
  const { app, clientToken, deviceID, vendor, token } = device;
  const socket = new WebSocket(`${gatewayUrl.replace('http', 'ws')}/v1/ws`);
  const answers = new Map<number, (frame: { type: string; body: object }) => void>();
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { replyTo?: number; type: string; body: object };
    answers.get(frame.replyTo ?? 0)?.(frame);
  });
  const request = async (id: number, type: string, body: object): Promise<void> => {
    const answer = new Promise<{ type: string; body: object }>((resolve) => answers.set(id, resolve));
    socket.send(JSON.stringify({ v: 1, id, type, body }));
    const { type: outcome, body: said } = await answer;
    if (outcome !== 'ok') throw new Error(`${type}: ${JSON.stringify(said)}`);
  };
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  await request(1, 'login', { app, token: clientToken, deviceID, platform: 'android' });
  await request(2, 'registerPush', { vendor, token });
  socket.close();
}
