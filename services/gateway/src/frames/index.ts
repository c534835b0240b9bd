import type { AppDirectory } from '@bellhop/kafka';
import type { AcceptMessages } from '../accept/accept-messages.ts';
import type { ClientTokens } from '../auth/client-tokens.ts';
import type { Clients } from '../clients/open-clients.ts';
import type { GatewayEvents } from '../events.ts';
import type { GroupCalls } from '../groups/group-calls.ts';
import type { Frame } from './frame.ts';
import { groupFrames } from './group-frames.ts';
import { registerPush, unregisterPush } from './push-frames.ts';
import { ack, ackSync, sync } from './receive-frames.ts';
import { send } from './send.ts';
import { heartbeat, logout, renewToken } from './session-frames.ts';

export interface FrameDeps {
  readonly apps: Pick<AppDirectory, 'get'>;
  readonly tokens: ClientTokens;
  readonly clients: Pick<Clients, 'devices' | 'sync'>;
  readonly groups: GroupCalls;
  readonly accept: AcceptMessages;
  readonly events: GatewayEvents;
  readonly clock: () => number;
}

/** Every frame a client may send once it is logged in. */
export function frameTable({
  apps,
  tokens,
  clients,
  groups,
  accept,
  events,
  clock,
}: FrameDeps): ReadonlyMap<string, Frame> {
  const { devices } = clients;
  return new Map<string, Frame>(
    Object.entries({
      heartbeat: heartbeat({ clock }),
      renewToken: renewToken({ apps, tokens }),
      logout: logout({ devices }),
      registerPush: registerPush({ devices }),
      unregisterPush: unregisterPush({ devices }),
      send: send({ accept, events, clock }),
      ack: ack({ events }),
      sync: sync({ sync: clients.sync }),
      ackSync: ackSync({ sync: clients.sync }),
      ...groupFrames({ groups }),
    }),
  );
}
