import type { Behind } from '../calls/behind.ts';
import type { Clients } from '../clients/open-clients.ts';
import type { SessionPublisher } from '../presence-lease/session-publisher.ts';

/**
 * The bindings are cleared first: from then on nobody is pushed there, and a client that comes back is refused. Then every gateway is told to
 * end its connections. Devices that are named are told about in any case, and of all devices those that presence shows, too: should
 * a call before have failed half-way, its bindings are gone and its connections are not.
 */
export function userDeviceEnder({
  userDevices,
  presence,
  sessions,
}: {
  userDevices: Pick<Clients['userDevices'], 'endUserDevices'>;
  presence: Pick<Clients['presence'], 'getPresence'>;
  sessions: Pick<SessionPublisher, 'unbound'>;
}): Behind['endUserDevices'] {
  const connectedDevices = async (app: string, userId: string): Promise<string[]> => {
    const { users } = await presence.getPresence({ app, userIds: [userId] });
    return users.flatMap(({ devices }) => devices.map(({ deviceId }) => deviceId));
  };
  return async (app, userID, deviceIDs) => {
    const ended = await userDevices.endUserDevices({ app, userId: userID, deviceIds: [...deviceIDs] });
    const concerned = deviceIDs.length > 0 ? deviceIDs : [...ended.deviceIds, ...(await connectedDevices(app, userID))];
    await sessions.unbound({
      app,
      userId: userID,
      deviceIds: [...new Set(concerned)],
      loginNumber: ended.loginNumber,
    });
    return ended;
  };
}
