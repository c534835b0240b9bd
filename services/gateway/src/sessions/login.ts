import { z } from 'zod';
import { InvalidInput } from '@bellhop/runtime';
import type { Behind } from '../calls/behind.ts';
import { takeToken } from './take-token.ts';
import { untilSeen } from './until-seen.ts';
import { deviceCall } from '../calls/call.ts';
import { object, time } from '../calls/shapes.ts';
import type { Connection } from '../connections/connection.ts';
import { endedBy, SAME_DEVICE } from '../connections/newer-login.ts';
import type { Session } from '../connections/session.ts';
import { appId, deviceId, deviceSecret, textOf } from '../domain/identifiers.ts';
import { inTime } from '../domain/in-time.ts';
import { KickedOut, LoginRefused, Refused } from '../domain/public-error.ts';

/** Clients wait for about as long. */
export const LOGIN_WITHIN_MS = 10_000;

const input = z.strictObject({
  app: appId,
  token: z.string().min(1).max(4_096),
  deviceID: deviceId,
  deviceSecret: deviceSecret.optional(),
  platform: textOf(1, 16).optional(),
  version: textOf(1, 32).optional(),
  resume: z.boolean().optional(),
  userName: textOf(1, 64)
    .optional()
    .meta({ description: 'What others read as the sender of their messages; left out = as it was' }),
});

const output = object({
  userID: z.string(),
  pushID: z.string().optional(),
  deviceSecret: z.string().optional(),
  heartbeatIntervalMs: z.number(),
  silenceTimeoutMs: z.number(),
  serverTime: time,
});

export const login = deviceCall({
  name: 'login',
  chapter: 'session',
  about: 'Logs a user in on a device: the first frame of every connection',
  input,
  output,
  errors: ['DEVICE_TAKEN'],
  admit: (connection) => {
    if (connection.isReady || connection.isLoggingIn)
      throw new InvalidInput('this connection is logged in already', { field: 'type' });
  },
  serve: async (body, { connection, behind }) => {
    connection.isLoggingIn = true;
    try {
      const answer = await inTime(logIn(body, connection, behind), LOGIN_WITHIN_MS, 'the login');
      connection.isReady = true;
      return { body: answer, afterwards: () => behind.tellRinging(connection) };
    } finally {
      connection.isLoggingIn = false;
    }
  },
});

/**
 * Logs a connection in. The order matters: the device is bound before anything can be delivered, the session is published and seen
 * by presence before the client is told, so that a message sent after the answer is delivered here or found by the sync.
 */
async function logIn(
  body: z.output<typeof input>,
  connection: Connection,
  behind: Behind,
): Promise<z.input<typeof output>> {
  const { apps, tokens, sessionRates, registry, waitingRoom, sessions, events, clock } = behind;
  const started = performance.now();
  const app = apps.get(body.app);
  if (app === undefined) throw new LoginRefused('app', 'the app is not known');
  const token = await tokens.verify(app, body.token);
  sessionRates.takeLogin(app.app, token.userId);
  const platform = body.platform ?? '';
  const device = { app: app.app, deviceId: body.deviceID, userId: token.userId };
  registry.expect(connection, device);
  const bound = await behind.clients.devices.bindDevice({
    ...device,
    platform,
    resume: body.resume ?? false,
    deviceSecret: body.deviceSecret ?? '',
    userName: body.userName ?? '',
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
    ...(bound.pushId === '' ? {} : { pushId: bound.pushId }),
  };
  // Two logins of one device at a time: their answers may have overtaken each other.
  const current = registry.ofDevice(app.app, session.deviceId)?.session;
  const newer = [...connection.heardLogins, ...(current === undefined ? [] : [{ ...current, app: app.app }])];
  const [reason] = newer.flatMap((login) => endedBy({ ...session, app: app.app }, login) ?? []);
  connection.heardLogins.length = 0;
  if (reason !== undefined || !connection.isOpen) {
    // It has ended others all the same: they are to hear of it.
    const opened = sessions.opened(session);
    sessions.ended([session]);
    await opened;
    throw new KickedOut(reason ?? 'the connection has ended'); // nobody is there to be told, and nothing of ours is away
  }
  connection.session = session;
  takeToken(connection, token, () => apps.get(app.app) ?? app);
  connection.limits = () => apps.get(app.app)?.limits ?? app.limits;
  waitingRoom.leave(connection);
  const replaced = registry.login(connection);
  replaced?.kickOut(SAME_DEVICE);
  // Another user's session has a key of its own; the same user's is taken over by the new event.
  const displaced = replaced?.session?.userId === session.userId ? undefined : replaced?.session;
  if (displaced !== undefined) sessions.ended([displaced]);
  // Handed over in this turn: should the connection end meanwhile, the end of its session must come after the beginning.
  await sessions.opened(session);
  if (!(await untilSeen(connection, session, behind))) events.loginNotSeen();
  events.loggedIn(performance.now() - started);
  const { heartbeatIntervalMs, silenceTimeoutMs } = connection.limits();
  return {
    userID: session.userId,
    ...(bound.pushId === '' ? {} : { pushID: bound.pushId }),
    ...(bound.deviceSecret === '' ? {} : { deviceSecret: bound.deviceSecret }),
    heartbeatIntervalMs,
    silenceTimeoutMs,
    serverTime: clock(),
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
