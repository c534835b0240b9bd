import { z } from 'zod';
import type { AppDirectory } from '@bellhop/kafka';
import { Unavailable } from '@bellhop/runtime';
import type { ClientTokens } from '../auth/client-tokens.ts';
import type { Clients } from '../clients/open-clients.ts';
import type { ConnectionRegistry } from '../connections/connection-registry.ts';
import type { Connection } from '../connections/connection.ts';
import { endedBy, SAME_DEVICE } from '../connections/newer-login.ts';
import type { Session } from '../connections/session.ts';
import type { WaitingRoom } from '../connections/waiting-room.ts';
import { appId, deviceId, deviceSecret, textOf } from '../domain/identifiers.ts';
import { KickedOut, LoginRefused, Refused } from '../domain/public-error.ts';
import type { GatewayEvents } from '../events.ts';
import type { SessionPublisher } from '../presence-lease/session-publisher.ts';
import type { FrameAnswer } from './frame.ts';

export const loginBody = z.strictObject({
  app: appId,
  token: z.string().min(1).max(4_096),
  deviceID: deviceId,
  deviceSecret: deviceSecret.optional(),
  platform: textOf(1, 16).optional(),
  version: textOf(1, 32).optional(),
  resume: z.boolean().optional(),
});

export interface LoginDeps {
  readonly apps: Pick<AppDirectory, 'get'>;
  readonly tokens: ClientTokens;
  readonly devices: Pick<Clients['devices'], 'bindDevice' | 'updateDevice'>;
  readonly registry: ConnectionRegistry;
  readonly waitingRoom: Pick<WaitingRoom<Connection>, 'leave'>;
  readonly sessions: SessionPublisher;
  /** Whether presence shows the session by now; waits for it a little. */
  readonly isSeen: (session: Session) => Promise<boolean>;
  readonly events: GatewayEvents;
  readonly clock: () => number;
}

/**
 * Logs a connection in. The order matters: the device is bound before anything can be delivered, the session is published and seen
 * by presence before the client is told, so that a message sent after the answer is delivered here or found by the sync.
 */
export async function logIn(
  body: z.output<typeof loginBody>,
  connection: Connection,
  deps: LoginDeps,
): Promise<FrameAnswer> {
  const { apps, tokens, devices, registry, waitingRoom, sessions, isSeen, events, clock } = deps;
  const started = performance.now();
  const app = apps.get(body.app);
  if (app === undefined) throw new LoginRefused('app', 'the app is not known');
  const token = await tokens.verify(app, body.token);
  const platform = body.platform ?? '';
  const device = { app: app.app, deviceId: body.deviceID, userId: token.userId };
  registry.expect(connection, device);
  const bound = await devices.bindDevice({
    ...device,
    platform,
    resume: body.resume ?? false,
    deviceSecret: body.deviceSecret ?? '',
  });
  if (bound.taken) throw deviceTaken();
  if (bound.ended) throw new KickedOut('this login has ended: by another one, or by a logout');

  const session: Session = {
    app,
    userId: token.userId,
    deviceId: body.deviceID,
    platform,
    connectionId: connection.id,
    connectedAtMs: clock(),
    loginNumber: bound.loginNumber,
    userDeviceIds: bound.deviceIds,
  };
  // Two logins of one device at a time: their answers may have overtaken each other.
  const current = registry.ofDevice(app.app, session.deviceId)?.session;
  const newer = [...connection.heardLogins, ...(current === undefined ? [] : [{ ...current, app: app.app }])];
  const [reason] = newer.flatMap((login) => endedBy({ ...session, app: app.app }, login) ?? []);
  connection.heardLogins.length = 0;
  if (reason !== undefined || !connection.isOpen) {
    // It has ended others all the same: they are to hear of it.
    await Promise.all([sessions.opened(session), sessions.ended([session])]);
    throw reason === undefined ? new Unavailable('the connection has ended') : new KickedOut(reason);
  }
  connection.session = session;
  connection.tokenExpiresAtMs = token.expiresAtMs;
  connection.limits = () => apps.get(app.app)?.limits ?? app.limits;
  waitingRoom.leave(connection);
  const replaced = registry.login(connection);
  replaced?.kickOut(SAME_DEVICE);
  // Another user's session has a key of its own; the same user's is taken over by the new event.
  const displaced = replaced?.session?.userId === session.userId ? undefined : replaced?.session;
  // Handed over in one turn: should the connection end meanwhile, the end of its session must come after the beginning.
  await Promise.all([sessions.ended(displaced === undefined ? [] : [displaced]), sessions.opened(session)]);
  if (!(await isSeen(session))) events.loginNotSeen();
  events.loggedIn(performance.now() - started);
  const { heartbeatIntervalMs, silenceTimeoutMs } = connection.limits();
  return {
    body: {
      userID: session.userId,
      ...(bound.pushId === '' ? {} : { pushID: bound.pushId }),
      ...(bound.deviceSecret === '' ? {} : { deviceSecret: bound.deviceSecret }),
      heartbeatIntervalMs,
      silenceTimeoutMs,
      serverTime: clock(),
    },
  };
}

function deviceTaken(): Refused {
  return new Refused({
    code: 'DEVICE_TAKEN',
    message:
      'this deviceID belongs to another user: send the deviceSecret that the device was given, or make a new deviceID',
    field: 'deviceID',
  });
}
