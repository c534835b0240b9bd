import { z } from 'zod';
import type { Behind } from '../calls/behind.ts';
import { clientCall, type Call, type Client } from '../calls/call.ts';
import { nothing, object, time } from '../calls/shapes.ts';
import type { Session } from '../connections/session.ts';
import { LoginRefused } from '../domain/public-error.ts';
import { login } from './login.ts';
import { takeToken } from './take-token.ts';
import { untilSeen } from './until-seen.ts';
import { updateDevice } from './update-device.ts';

const chapter = 'session';

const heartbeat = clientCall({
  name: 'heartbeat',
  isLight: true,
  chapter,
  about: 'Proves that the client lives. Any other frame does, too',
  input: z.strictObject({}),
  output: object({ serverTime: time }),
  serve: (_body, { behind }) => ({ body: { serverTime: behind.clock() } }),
});

const renewToken = clientCall({
  name: 'renewToken',
  chapter,
  about: 'Replaces the token of a live connection',
  input: z.strictObject({ token: z.string().min(1).max(4_096) }),
  output: object({ expiresAt: time }),
  serve: async ({ token }, { session: { app, userId }, connection, behind }) => {
    const verified = await behind.tokens.verify(behind.apps.get(app.app) ?? app, token);
    if (verified.userId !== userId) throw new LoginRefused('token', 'the token is for another user');
    takeToken(connection, verified, () => behind.apps.get(app.app) ?? app);
    return { body: { expiresAt: verified.expiresAtMs } };
  },
});

const logout = clientCall({
  name: 'logout',
  chapter,
  about: "Ends the session and clears the device's binding: no more pushes for this user on it",
  input: z.strictObject({}),
  output: nothing,
  serve: async (_body, { session: { app, userId, deviceId, loginNumber }, behind }) => {
    await behind.clients.devices.unbindDevice({ app: app.app, deviceId, userId, loginNumber });
    return { body: {}, closeAfter: 'loggedOut' };
  },
});

const reportAppState = clientCall({
  name: 'reportAppState',
  chapter,
  about: 'Says that the app is in the background, or back: the app’s settings say how messages come then',
  input: z.strictObject({ background: z.boolean() }),
  output: nothing,
  serve: async ({ background }, { session, connection, behind }) => {
    // Once its end is published, nothing may follow that shows it as living.
    if (!connection.isOpen || background === (session.background ?? false)) return { body: {} };
    const changed = { ...session, background };
    connection.session = changed;
    try {
      await behind.sessions.changed(changed);
    } catch (error) {
      void tellAppStateLater(connection, behind); // it goes on until presence has it
      throw error;
    }
    // Whose app goes away cannot wait for the answer, and needs none: what is still told over the connection and not acknowledged is pushed.
    if (!background) await untilSeen(connection, changed, behind);
    return { body: {} };
  },
});

const AGAIN_AFTER_MS = 1_000;

/** Clients say it once. Who counts as in the background for the rest of the connection may get nothing live, and who counts as in the foreground no push. */
async function tellAppStateLater(
  connection: Client['connection'],
  behind: Pick<Behind, 'sessions' | 'tellMissed' | 'isSeen' | 'clock'>,
): Promise<void> {
  if (connection.isTellingAppState) return;
  connection.isTellingAppState = true;
  let told: Session | undefined;
  while (told === undefined) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
    const { session } = connection;
    if (!connection.isOpen || session === undefined) return;
    told = await behind.sessions.changed(session).then(
      () => session,
      () => undefined,
    );
  }
  connection.isTellingAppState = false;
  await untilSeen(connection, told, behind);
  behind.tellMissed([connection]); // what was pushed instead meanwhile
}

/** The life of a client's session. */
export const sessionCalls: readonly Call[] = [login, heartbeat, renewToken, logout, updateDevice, reportAppState];
