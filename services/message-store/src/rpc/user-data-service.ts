import type { UserDataServiceDefinition } from '@bellhop/contracts';
import { idField, textField, type Handlers } from '@bellhop/grpc';
import { eraseUserData } from '../erasure/erase-user-data.ts';

/** The caller asks again for what is left. */
const WORK_FOR_MS = 1_000;

/** A user's data here: messages, memberships, positions, calls. */
export function userDataServiceHandlers(
  owners: Omit<Parameters<typeof eraseUserData>[1], 'isTimeOver'>,
): Handlers<UserDataServiceDefinition> {
  return {
    EraseUserData: ({ app, userId }) => {
      const until = performance.now() + WORK_FOR_MS;
      return eraseUserData(
        { app: textField('app', app, 32), userId: idField('userID', userId) },
        { ...owners, isTimeOver: () => performance.now() >= until },
      );
    },
  };
}
