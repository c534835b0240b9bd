import type { UserDataServiceDefinition } from '@bellhop/contracts';
import { idField, textField, type Handlers } from '@bellhop/grpc';
import type { ErasedDevices } from '../db/erase-user.ts';

/** A user's data here: their devices and logins. */
export function userDataServiceHandlers({
  eraseDevices,
}: {
  eraseDevices: (user: { app: string; userId: string }) => Promise<ErasedDevices>;
}): Handlers<UserDataServiceDefinition> {
  return {
    EraseUserData: async ({ app, userId }) => {
      const { erased, ...more } = await eraseDevices({
        app: textField('app', app, 32),
        userId: idField('userID', userId),
      });
      return { ...more, erased: { devices: erased } };
    },
  };
}
