import { z } from 'zod';
import { vendorNames, vendorToProto } from '@bellhop/contracts';
import { clientCall, type Call } from '../calls/call.ts';
import { object } from '../calls/shapes.ts';
import { characters, textOf } from '../domain/identifiers.ts';
import { KickedOut } from '../domain/public-error.ts';

const chapter = 'push';

const registerPush = clientCall({
  name: 'registerPush',
  chapter,
  about: 'Gives the device its push address',
  input: z.strictObject({
    vendor: z.enum(vendorNames),
    token: characters(1, 4_096),
    appType: z.int().min(1).max(100).optional(),
    platform: textOf(1, 16).optional(),
    environment: z.enum(['production', 'sandbox']).optional(),
    locale: textOf(1, 35).optional(),
    timeZone: textOf(1, 64).optional(),
    appVersion: textOf(1, 32).optional(),
  }),
  output: object({ pushID: z.string() }),
  serve: async (
    { vendor, token, appType, platform, environment, locale, timeZone, appVersion },
    { session, behind },
  ) => {
    const { pushId } = await behind.clients.devices.registerDevice({
      app: session.app.app,
      deviceId: session.deviceId,
      userId: session.userId,
      vendor: vendorToProto(vendor),
      token,
      appType: appType ?? 1,
      platform: platform ?? session.platform,
      environment: environment ?? 'production',
      locale: locale ?? '',
      timeZone: timeZone ?? '',
      appVersion: appVersion ?? '',
    });
    if (pushId === '') throw new KickedOut('the user is no longer logged in on this device');
    return { body: { pushID: pushId } };
  },
});

const unregisterPush = clientCall({
  name: 'unregisterPush',
  chapter,
  about: 'Stops every push to the device until it registers again',
  input: z.strictObject({}),
  output: object({ unregistered: z.boolean() }),
  serve: async (_body, { session: { app, userId, deviceId }, behind }) => {
    const { unregistered } = await behind.clients.devices.unregisterDevice({ app: app.app, deviceId, userId });
    return { body: { unregistered } };
  },
});

/** What a client says of the push address of its device: push-router keeps it. */
export const pushCalls: readonly Call[] = [registerPush, unregisterPush];
