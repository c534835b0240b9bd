import { sessionChanged, type SessionChangedInput } from '@bellhop/contracts';
import { eventRecord, type OutgoingRecord, type Producer } from '@bellhop/kafka';
import type { Session } from '../connections/session.ts';
import type { GatewayIdentity } from './gateway-lease.ts';

/** Tells presence who is connected here, and the other gateways which logins are over. */
export interface SessionPublisher {
  opened(session: Session): Promise<void>;
  /** Its app went to the background, or came back: says nothing about other logins. */
  changed(session: Session): Promise<void>;
  ended(sessions: readonly Session[]): Promise<void>;
  /** Whichever gateway holds a login of the user on one of these devices, with a smaller number, ends it. */
  unbound(logins: {
    readonly app: string;
    readonly userId: string;
    readonly deviceIds: readonly string[];
    readonly loginNumber: number;
  }): Promise<void>;
}

export function sessionPublisher(producer: Pick<Producer, 'publish'>, identity: GatewayIdentity): SessionPublisher {
  const eventOf = (
    {
      app,
      userId,
      deviceId,
      connectionId,
      connectedAtMs,
      platform,
      loginNumber,
      userDeviceIds,
      background = false,
    }: Session,
    ended: boolean,
  ): SessionChangedInput => ({
    app: app.app,
    userId,
    deviceId,
    ...identity,
    connectionId,
    connectedAtMs,
    platform,
    ended,
    loginNumber,
    userDeviceIds: [...userDeviceIds],
    background,
  });
  return {
    opened: (session) => producer.publish([eventRecord(sessionChanged, eventOf(session, false))]),
    changed: (session) =>
      producer.publish([eventRecord(sessionChanged, { ...eventOf(session, false), userDeviceIds: [] })]),
    unbound: ({ app, userId, deviceIds, loginNumber }) =>
      producer.publish(
        deviceIds.map((deviceId) =>
          eventRecord(sessionChanged, { app, userId, deviceId, loginNumber, ended: true, unbound: true }),
        ),
      ),
    ended: (sessions) =>
      producer.publish(
        sessions.flatMap((session): OutgoingRecord[] => {
          const ended = eventRecord(sessionChanged, eventOf(session, true));
          // Replicas act on the event, which names the connection; the tombstone lets compaction forget the key.
          return [ended, { ...ended, value: null }];
        }),
      ),
  };
}
