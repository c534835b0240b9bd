import type { DeleteUserResponse, NotificationReportInput } from '@bellhop/contracts';
import type { AppDirectory } from '@bellhop/kafka';
import type { AcceptMessages } from '../accept/accept-messages.ts';
import type { GroupSenders } from '../accept/group-senders.ts';
import type { TakeOfApp } from '../accept/rates.ts';
import type { SendForService } from '../accept/send-for-service.ts';
import type { ClientTokens } from '../auth/client-tokens.ts';
import type { Clients } from '../clients/open-clients.ts';
import type { ConnectionRegistry } from '../connections/connection-registry.ts';
import type { Connection } from '../connections/connection.ts';
import type { TellMissed } from '../connections/tell-missed.ts';
import type { WaitingRoom } from '../connections/waiting-room.ts';
import type { GatewayEvents } from '../events.ts';
import type { TellRinging } from '../ringing/tell-ringing.ts';
import type { SessionRates } from '../connections/session-rates.ts';
import type { SessionPublisher } from '../presence-lease/session-publisher.ts';
import type { IsSeen } from '../presence-lease/session-visibility.ts';

/** What calls work with. A definition takes of it what it needs. */
export interface Behind {
  readonly clients: Clients;
  readonly apps: Pick<AppDirectory, 'get'>;
  readonly tokens: ClientTokens;
  readonly sessionRates: SessionRates;
  readonly accept: AcceptMessages;
  readonly sendForService: SendForService;
  /** Throws RateLimited when an app's key sends more than it may. */
  readonly takeOfApp: TakeOfApp;
  /** Tells a connection of the calls that ring for its user. */
  readonly tellRinging: TellRinging;
  readonly groupSenders: Pick<GroupSenders, 'forgetGroup' | 'refusalOf'>;
  /** Ends a user's logins on these devices, or on all; tells on which the user was logged in. */
  readonly endUserDevices: (
    app: string,
    userID: string,
    deviceIDs: readonly string[],
  ) => Promise<{ deviceIds: string[]; loginNumber: number }>;
  /** Has every owner erase what it keeps of a user; throws NotDone when not all of them say that it is done. */
  readonly eraseUser: (app: string, userID: string) => Promise<DeleteUserResponse>;
  /** Hands what devices say of notifications to the trace; resolves when it is durable. */
  readonly reports: (reports: readonly NotificationReportInput[]) => Promise<void>;
  readonly registry: ConnectionRegistry;
  readonly waitingRoom: Pick<WaitingRoom<Connection>, 'leave'>;
  readonly sessions: SessionPublisher;
  readonly tellMissed: TellMissed;
  readonly isSeen: IsSeen;
  readonly events: GatewayEvents;
  readonly clock: () => number;
}
