import { z } from 'zod';
import type { AppDirectory } from '@bellhop/kafka';
import type { ClientTokens } from '../auth/client-tokens.ts';
import type { Clients } from '../clients/open-clients.ts';
import { LoginRefused } from '../domain/public-error.ts';
import { frame, type Frame } from './frame.ts';

/** Proves that the client lives. Any other frame does, too. */
export const heartbeat = ({ clock }: { clock: () => number }): Frame =>
  frame(z.strictObject({}), () => ({ body: { serverTime: clock() } }));

/** Replaces the token of a live connection. */
export const renewToken = ({ apps, tokens }: { apps: Pick<AppDirectory, 'get'>; tokens: ClientTokens }): Frame =>
  frame(z.strictObject({ token: z.string().min(1).max(4_096) }), async ({ token }, { app, userId }, connection) => {
    const verified = await tokens.verify(apps.get(app.app) ?? app, token);
    if (verified.userId !== userId) throw new LoginRefused('token', 'the token is for another user');
    connection.tokenExpiresAtMs = verified.expiresAtMs;
    connection.isTokenExpiryAnnounced = false;
    return { body: { expiresAt: verified.expiresAtMs } };
  });

/** Ends the session and clears the device's binding: no more pushes for this user on it. */
export const logout = ({ devices }: { devices: Pick<Clients['devices'], 'unbindDevice'> }): Frame =>
  frame(z.strictObject({}), async (_body, { app, userId, deviceId, loginNumber }) => {
    await devices.unbindDevice({ app: app.app, deviceId, userId, loginNumber });
    return { body: {}, closeAfter: 'loggedOut' };
  });
