import { context } from '@opentelemetry/api';
import { untraced } from '@bellhop/runtime';
import type { Connection } from '../connections/connection.ts';
import type { Clients } from '../clients/open-clients.ts';
import type { GatewayEvents } from '../events.ts';

export interface VisibilityWatch {
  close(): void;
}

const LOOK_EVERY_MS = 250;
/** As patient as message-store. */
const CALL_MS = 500;
/** Later than this the last look says nothing: this process or its machine stood still. */
const SEEN_FOR_MS = 3_000;
/** Sessions asked about at a time; one that is shown is enough, since some may be connected elsewhere by now. */
const SAMPLE = 20;
/** So many clients are told per second that they may have missed something: each of them then syncs. */
const TOLD_PER_SECOND = 500;

/**
 * Looks whether presence shows the sessions of this gateway. While it does not (it restarts, Kafka or this gateway stood still), messages
 * for them are pushed and not delivered; when it shows them again, the clients are told to sync, since they noticed nothing.
 */
export function watchVisibility(deps: {
  presence: Pick<Clients['presence'], 'getPresence'>;
  connections: () => Iterable<Pick<Connection, 'isReady' | 'isOpen' | 'session' | 'tellMissedAtMs'>>;
  events: Pick<GatewayEvents, 'shownAgain'>;
  clock: () => number;
}): VisibilityWatch {
  const { presence, connections, events, clock } = deps;
  let seenAtMs = clock();
  let wasHidden = false;
  let looking: Promise<void> | undefined;

  const isShown = async (): Promise<boolean | undefined> => {
    const sample = sampleOf(connections());
    const app = sample[0]?.app.app;
    if (app === undefined) return undefined;
    const userIds = [...new Set(sample.map(({ userId }) => userId))];
    const { users } = await context.with(untraced, () =>
      presence.getPresence({ app, userIds }, { deadlineMs: CALL_MS }),
    );
    const shown = new Set(users.flatMap(({ devices }) => devices.map(({ connectionId }) => connectionId)));
    return sample.some(({ connectionId }) => shown.has(connectionId));
  };

  const look = async (): Promise<void> => {
    const shown = await isShown().catch(() => false);
    if (shown === false) {
      wasHidden = true;
      return;
    }
    if (shown && (wasHidden || clock() - seenAtMs > SEEN_FOR_MS)) tellAll();
    wasHidden = false;
    seenAtMs = clock();
  };

  const tellAll = (): void => {
    let told = 0;
    for (const connection of connections()) {
      if (!connection.isReady) continue; // its login syncs
      connection.tellMissedAtMs ??= clock() + (told * 1_000) / TOLD_PER_SECOND;
      told += 1;
    }
    events.shownAgain(told);
  };

  const timer = setInterval(() => {
    looking ??= look().finally(() => (looking = undefined));
  }, LOOK_EVERY_MS);
  return { close: () => clearInterval(timer) };
}

/** Sessions of one app. */
function sampleOf(connections: Iterable<Pick<Connection, 'isReady' | 'isOpen' | 'session'>>) {
  const sample: NonNullable<Connection['session']>[] = [];
  for (const { isReady, isOpen, session } of connections) {
    if (!isReady || !isOpen || session === undefined || session.app.app !== (sample[0] ?? session).app.app) continue;
    sample.push(session);
    if (sample.length === SAMPLE) break;
  }
  return sample;
}
