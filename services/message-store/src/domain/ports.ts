import type { CallNewsInput, ConversationNewsInput, StoredMessageInput } from '@bellhop/contracts';

/** A device with a live connection, and where. */
export interface Connected {
  readonly deviceId: string;
  readonly gatewayAddress: string;
  /** Its app is in the background. */
  readonly background?: boolean;
}

/** What presence says of a user. */
export type UserPresence =
  { readonly kind: 'known'; readonly devices: readonly Connected[] } | { readonly kind: 'unknown' };

export interface UserInApp {
  readonly app: string;
  readonly userId: string;
}

export function userKey({ app, userId }: UserInApp): string {
  return `${app}/${userId}`;
}

/** Asks who is online. Never throws: when presence cannot answer, everybody is unknown, and unknown means push. */
export interface PresencePort {
  /** By `userKey`. */
  of(users: readonly UserInApp[]): Promise<ReadonlyMap<string, UserPresence>>;
}

/** Remembers whom live messages and news of calls may have passed by although they are connected, until their clients are told to sync. */
export interface MissedPort {
  /** Resolves when all of them were told or are offline; after a while also when they were not, so that nothing waits for long. */
  add(users: readonly UserInApp[]): Promise<void>;
}

export interface DeviceOfUser {
  readonly userId: string;
  readonly deviceId: string;
}

export type DeliveryOrder = {
  readonly app: string;
  readonly devices: readonly (DeviceOfUser & Connected)[];
  readonly ackTimeoutMs: number;
  readonly traceparent: string;
} & (
  | { readonly message: StoredMessageInput }
  | { readonly callNews: CallNewsInput }
  | { readonly conversationNews: ConversationNewsInput }
);

/** Hands messages, and what there is to say of calls, to gateways and waits for the clients' acknowledgements. */
export interface DeliveryPort {
  /** Resolves, at the latest after the ack timeout, with the devices that have not acknowledged. */
  deliver(order: DeliveryOrder): Promise<readonly (DeviceOfUser & Pick<Connected, 'background'>)[]>;
}
