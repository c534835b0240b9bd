import { context } from '@opentelemetry/api';
import type { PresenceServiceDefinition } from '@bellhop/contracts';
import type { Client } from '@bellhop/grpc';
import { untraced } from '@bellhop/runtime';
import type { Connection } from '../connections/connection.ts';
import type { TellMissed } from '../connections/tell-missed.ts';
import type { GatewayEvents } from '../events.ts';

export interface VisibilityWatch {
  close(): void;
}

type Replica = Pick<Client<PresenceServiceDefinition>, 'getPresence'>;
/** What one replica says of our sessions. `silent`: nothing, or that it does not know yet. */
type View = 'shown' | 'hidden' | 'silent';

const LOOK_EVERY_MS = 250;
/** As patient as message-store. */
const CALL_MS = 500;
/** Later than this the last look says nothing: this process or its machine stood still. */
const SEEN_FOR_MS = 3_000;
/** Sessions asked about at a time; one that is shown is enough, since some may be connected elsewhere by now. */
const SAMPLE = 20;

/**
 * Looks whether every replica of presence shows the sessions of this gateway. Messages that are decided by one which does not (Kafka or this
 * gateway stood still), or by none because all are silent (they restart), are pushed and not delivered; when it shows them again, the clients
 * are told to sync, since they noticed nothing. While one is silent the others are asked, and what nobody answered message-store remembers.
 */
export function watchVisibility(deps: {
  presence: { all(): readonly Replica[] };
  connections: () => Iterable<Pick<Connection, 'isReady' | 'isOpen' | 'session' | 'tellMissedAtMs'>>;
  tell: TellMissed;
  events: Pick<GatewayEvents, 'shownAgain'>;
  clock: () => number;
}): VisibilityWatch {
  const { presence, connections, tell, events, clock } = deps;
  let seenAtMs = clock();
  /** No replica showed them at the last look. */
  let isDark = false;
  const hiding = new Set<Replica>();
  let looking: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    const sample = sampleOf(connections());
    if (sample.length === 0) hiding.clear();
    else if (!(await isShown(sample))) return;
    isDark = false;
    seenAtMs = clock();
  };

  /** Whether any replica shows them. When one does that did not before, all are told. */
  const isShown = async (sample: Sessions): Promise<boolean> => {
    const asked = presence.all().map(async (replica) => [replica, await viewOf(replica, sample)] as const);
    const views = new Map(await Promise.all(asked));
    for (const [replica, view] of views) if (view === 'hidden') hiding.add(replica);
    if (![...views.values()].includes('shown')) {
      isDark = true;
      return false;
    }
    // One that is gone hides nothing any more, either.
    const over = [...hiding].filter((replica) => !['hidden', 'silent'].includes(views.get(replica) ?? ''));
    for (const replica of over) hiding.delete(replica);
    if (isDark || over.length > 0 || clock() - seenAtMs > SEEN_FOR_MS) events.shownAgain(tell(connections()));
    return true;
  };

  const timer = setInterval(() => {
    looking ??= context.with(untraced, look).finally(() => (looking = undefined));
  }, LOOK_EVERY_MS);
  return { close: () => clearInterval(timer) };
}

type Sessions = readonly NonNullable<Connection['session']>[];

/** What a replica says of these sessions, which are of one app. */
async function viewOf(replica: Replica, sessions: Sessions): Promise<View> {
  const app = sessions[0]?.app.app ?? '';
  const userIds = [...new Set(sessions.map(({ userId }) => userId))];
  try {
    const { users } = await replica.getPresence({ app, userIds }, { deadlineMs: CALL_MS });
    if (users.some(({ state }) => state === 'PRESENCE_STATE_UNKNOWN')) return 'silent';
    const shown = new Set(users.flatMap(({ devices }) => devices.map(({ connectionId }) => connectionId)));
    return sessions.some(({ connectionId }) => shown.has(connectionId)) ? 'shown' : 'hidden';
  } catch {
    return 'silent';
  }
}

/** Sessions of one app. */
function sampleOf(connections: Iterable<Pick<Connection, 'isReady' | 'isOpen' | 'session'>>): Sessions {
  const sample: NonNullable<Connection['session']>[] = [];
  for (const { isReady, isOpen, session } of connections) {
    if (!isReady || !isOpen || session === undefined || session.app.app !== (sample[0] ?? session).app.app) continue;
    sample.push(session);
    if (sample.length === SAMPLE) break;
  }
  return sample;
}
