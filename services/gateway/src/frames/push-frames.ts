import { z } from 'zod';
import { vendorNames, vendorToProto } from '@bellhop/contracts';
import type { Clients } from '../clients/open-clients.ts';
import { characters, textOf } from '../domain/identifiers.ts';
import { KickedOut } from '../domain/public-error.ts';
import { frame, type Frame } from './frame.ts';

export const registerPushBody = z.strictObject({
  vendor: z.enum(vendorNames),
  token: characters(1, 4_096),
  appType: z.int().min(1).max(100).optional(),
  platform: textOf(1, 16).optional(),
  environment: z.enum(['production', 'sandbox']).optional(),
  locale: textOf(1, 35).optional(),
  timeZone: textOf(1, 64).optional(),
  appVersion: textOf(1, 32).optional(),
});

/** Gives the device its push address. */
export const registerPush = ({ devices }: { devices: Pick<Clients['devices'], 'registerDevice'> }): Frame =>
  frame(
    registerPushBody,
    async ({ vendor, token, appType, platform, environment, locale, timeZone, appVersion }, session) => {
      const { pushId } = await devices.registerDevice({
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
  );

/** Stops every push to the device. */
export const unregisterPush = ({ devices }: { devices: Pick<Clients['devices'], 'unregisterDevice'> }): Frame =>
  frame(z.strictObject({}), async (_body, { app, userId, deviceId }) => {
    const { unregistered } = await devices.unregisterDevice({ app: app.app, deviceId, userId });
    return { body: { unregistered } };
  });
