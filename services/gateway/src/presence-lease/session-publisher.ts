import { sessionChanged, type SessionChangedInput } from '@bellhop/contracts';
import { eventRecord, type OutgoingRecord, type Producer } from '@bellhop/kafka';
import { logSeldom, type Logger } from '@bellhop/runtime';
import type { Session } from '../connections/session.ts';
import type { GatewayIdentity } from './gateway-lease.ts';

/** Tells presence who is connected here, and the other gateways which logins are over. */
export interface SessionPublisher {
  opened(session: Session): Promise<void>;
  /** Its app went to the background, or came back: says nothing about other logins. */
  changed(session: Session): Promise<void>;
  /** Told as soon as Kafka takes it: what is not told stays online for as long as this gateway lives. */
  ended(sessions: readonly Session[]): void;
  /** Whichever gateway holds a login of the user on one of these devices, with a smaller number, ends it. */
  unbound(logins: {
    readonly app: string;
    readonly userId: string;
    readonly deviceIds: readonly string[];
    readonly loginNumber: number;
  }): Promise<void>;
  /** Tells what has ended, or tries once more; what is not told then ends with the lease. */
  close(): Promise<void>;
}

/** In one go: those behind them wait for no partition that has no leader. */
const ENDS_AT_ONCE = 500;
/** Logins that fail because Kafka is away end as well, as often as clients try. */
const MOST_ENDS = 100_000;
/** So many failed ones end a round. */
const MOST_FAILED = 2 * ENDS_AT_ONCE;
const AGAIN_AFTER_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export function sessionPublisher(
  producer: Pick<Producer, 'publish'>,
  { identity, log }: { identity: GatewayIdentity; log: Logger },
): SessionPublisher {
  const ended: Session[] = [];
  let tellingEnds: Promise<void> | undefined;
  let isClosing = false;
  let wake = (): void => undefined;
  const warn = logSeldom(log, 'warn');
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
  const endOf = (session: Session): OutgoingRecord[] => {
    const record = eventRecord(sessionChanged, eventOf(session, true));
    // Replicas act on the event, which names the connection; the tombstone lets compaction forget the key.
    return [record, { ...record, value: null }];
  };
  /** Ends of one turn of the event loop go out together: a lost network takes thousands at once. */
  const tellEnds = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    for (let pauseMs = AGAIN_AFTER_MS; ended.length > 0; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      const failed: Session[] = [];
      // One partition without a leader holds up those of the others for a while only; when Kafka is away, nothing is tried that would fail, too.
      while (ended.length > 0 && failed.length < MOST_FAILED) {
        const batch = ended.splice(0, ENDS_AT_ONCE);
        await producer.publish(batch.flatMap(endOf)).catch((error: unknown) => {
          warn({ err: error, sessions: batch.length }, 'ends of sessions not published, trying again: is Kafka away?');
          failed.push(...batch);
        });
      }
      ended.push(...failed);
      if (failed.length === 0 || isClosing) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pauseMs);
      });
    }
    tellingEnds = undefined;
  };
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
    ended: (sessions) => {
      ended.push(...sessions.slice(0, Math.max(0, MOST_ENDS - ended.length)));
      if (ended.length > 0) tellingEnds ??= tellEnds();
    },
    close: async () => {
      isClosing = true;
      wake();
      await tellingEnds;
    },
  };
}
