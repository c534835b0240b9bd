import type { ErasedData } from '@bellhop/contracts';
import { messageOf } from '@bellhop/runtime';
import type { Behind } from '../calls/behind.ts';
import type { Clients } from '../clients/open-clients.ts';
import { NotDone } from '../domain/public-error.ts';
import type { SessionPublisher } from '../presence-lease/session-publisher.ts';

/** How long one call goes on; what is left then is for the next one. */
const WORK_FOR_MS = 10_000;

type Eraser = Clients['erasers'][keyof Clients['erasers']];
type Part = Awaited<ReturnType<Eraser['eraseUserData']>>;

/** What an owner came to. */
interface Outcome {
  readonly erased: readonly ErasedData[];
  /** Why it is not done; undefined = it is. */
  readonly problem: string | undefined;
}

/**
 * Has every owner of a user's data erase it. The logins end first, and with them the connections, so that less comes after; the others are asked
 * even when that fails. Each is asked until it says that nothing is left.
 */
export function userEraser({
  erasers,
  presence,
  sessions,
  clock,
}: {
  erasers: Clients['erasers'];
  presence: Pick<Clients['presence'], 'getPresence'>;
  sessions: Pick<SessionPublisher, 'unbound'>;
  clock: () => number;
}): Behind['eraseUser'] {
  /** Also those that presence shows: should a call before have failed half-way, their bindings are gone and their connections are not. */
  const endConnections = async (app: string, userId: string, { endedDeviceIds, loginNumber }: Part): Promise<void> => {
    const { users } = await presence.getPresence({ app, userIds: [userId] });
    const connected = users.flatMap(({ devices }) => devices.map(({ deviceId }) => deviceId));
    const deviceIds = [...new Set([...endedDeviceIds, ...connected])];
    if (deviceIds.length > 0) await sessions.unbound({ app, userId, deviceIds, loginNumber });
  };

  return async (app, userId) => {
    const until = clock() + WORK_FOR_MS;
    const eraseAt = async (eraser: Eraser, then?: (part: Part) => Promise<void>): Promise<Outcome> => {
      const erased: ErasedData[] = [];
      try {
        for (;;) {
          const part = await eraser.eraseUserData({ app, userId });
          if (part.erased !== null) erased.push(part.erased);
          await then?.(part);
          if (part.done) return { erased, problem: undefined };
          if (clock() >= until) return { erased, problem: 'has more to erase' };
        }
      } catch (error) {
        return { erased, problem: `failed: ${messageOf(error)}` };
      }
    };
    const devices = await eraseAt(erasers.pushRouter, (part) => endConnections(app, userId, part));
    const [messages, history] = await Promise.all([eraseAt(erasers.messageStore), eraseAt(erasers.pushHistory)]);
    const problems = Object.entries({ 'push-router': devices, 'message-store': messages, 'push-history': history })
      .filter(([, { problem }]) => problem !== undefined)
      .map(([owner, { problem }]) => `${owner} ${problem}`);
    if (problems.length > 0)
      throw new NotDone(
        `not all of ${userId} is erased yet: ${problems.join('; ')}. Make the same call again: it goes on`,
      );
    return { erased: sumOf([...devices.erased, ...messages.erased, ...history.erased]) };
  };
}

function sumOf(parts: readonly ErasedData[]): ErasedData {
  const sum = (kind: keyof ErasedData): number => parts.reduce((total, part) => total + part[kind], 0);
  return {
    devices: sum('devices'),
    groups: sum('groups'),
    messages: sum('messages'),
    calls: sum('calls'),
    traceLines: sum('traceLines'),
  };
}
