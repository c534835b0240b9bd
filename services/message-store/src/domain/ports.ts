import type { CallNewsInput, StoredMessageInput } from '@bellhop/contracts';

/** A device with a live connection, and where. */
export interface Connected {
  readonly deviceId: string;
  readonly gatewayAddress: string;
}

/** What presence says of a user. */
export type UserPresence =
  { readonly kind: 'known'; readonly devices: readonly Connected[] } | { readonly kind: 'unknown' };

/** Asks who is online. Never throws: when presence cannot answer, everybody is unknown, and unknown means push. */
export interface PresencePort {
  /** Key: app + '/' + user. */
  of(users: readonly { app: string; userId: string }[]): Promise<ReadonlyMap<string, UserPresence>>;
}

export interface DeviceOfUser {
  readonly userId: string;
  readonly deviceId: string;
}

export type DeliveryOrder = {
  readonly app: string;
  readonly devices: readonly (DeviceOfUser & { readonly gatewayAddress: string })[];
  readonly ackTimeoutMs: number;
  readonly traceparent: string;
} & ({ readonly message: StoredMessageInput } | { readonly callNews: CallNewsInput });

/** Hands messages, and what there is to say of calls, to gateways and waits for the clients' acknowledgements. */
export interface DeliveryPort {
  /** Resolves, at the latest after the ack timeout, with the devices that have not acknowledged. */
  deliver(order: DeliveryOrder): Promise<readonly DeviceOfUser[]>;
}
