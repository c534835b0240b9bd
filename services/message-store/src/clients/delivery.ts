import type { DeliveryResult, TellMissedRequestInput } from '@bellhop/contracts';
import type { InternalCredentials } from '@bellhop/grpc';
import type { Logger } from '@bellhop/runtime';
import type { Connected, DeliveryPort, DeviceOfUser, UserInApp } from '../domain/ports.ts';
import { gatewayLinks } from './gateway-links.ts';

/** A delivery that waits for answers. */
interface Pending {
  readonly app: string;
  /** Devices without an answer, by user + device. */
  readonly waiting: Map<string, DeviceOfUser & Connected>;
  readonly failed: (DeviceOfUser & Connected)[];
  readonly timer: NodeJS.Timeout;
  readonly acknowledge: (device: DeviceOfUser) => void;
  /** Hands the message over to these devices of a gateway. */
  readonly send: (gatewayAddress: string, devices: readonly DeviceOfUser[]) => void;
  /** Gateways whose stream broke once, and which got the message again over the next one. */
  readonly sentAgain: Set<string>;
  settle(): void;
}

/** Delivers over the gateways' streams and collects acknowledgements. */
export function streamDelivery(deps: {
  credentials: InternalCredentials;
  log: Logger;
  /** A device has the message. */
  onAcknowledged: (position: DeviceOfUser & { app: string; conversationId: string; seq: number }) => void;
  /** The gateway of these users could not be reached; it may be there still, and their connections with it. */
  onUnreached: (users: readonly UserInApp[]) => void;
}): DeliveryPort & {
  /** Has a gateway tell clients to sync; rejects when it did not take it. */
  tellMissed(gatewayAddress: string, request: TellMissedRequestInput): Promise<unknown>;
  close(): void;
} {
  const pending = new Map<number, Pending>();
  /** The same by gateway: streams to one that is gone break again and again, and that must not cost what waits for all others. */
  const pendingAt = new Map<string, Set<Pending>>();
  let nextId = 1;

  const wait = (entry: Pending, gatewayAddress: string): void => {
    const entries = pendingAt.get(gatewayAddress);
    if (entries === undefined) pendingAt.set(gatewayAddress, new Set([entry]));
    else entries.add(entry);
  };
  const waitNoLonger = (entry: Pending, gatewayAddress: string): void => {
    const entries = pendingAt.get(gatewayAddress);
    entries?.delete(entry);
    if (entries?.size === 0) pendingAt.delete(gatewayAddress);
  };

  const finishIfSettled = (entry: Pending): void => {
    if (entry.waiting.size === 0) entry.settle();
  };

  const links = gatewayLinks({
    credentials: deps.credentials,
    log: deps.log,
    onResult: ({ deliveryId, userId, deviceId, status }: DeliveryResult) => {
      const entry = pending.get(deliveryId);
      const key = `${userId}/${deviceId}`;
      const device = entry?.waiting.get(key);
      if (entry === undefined || device === undefined) return; // an answer after the ack timeout: the device was pushed to
      entry.waiting.delete(key);
      if (status === 'DELIVERY_STATUS_ACKNOWLEDGED') entry.acknowledge(device);
      else entry.failed.push(device);
      finishIfSettled(entry);
    },
    onBroken: (gatewayAddress) => {
      for (const entry of pendingAt.get(gatewayAddress) ?? []) {
        const owed = [...entry.waiting.values()].filter((device) => device.gatewayAddress === gatewayAddress);
        if (owed.length === 0) continue;
        // The stream alone may have broken, and the clients be there: once more. A gateway that is gone refuses at once.
        if (!entry.sentAgain.has(gatewayAddress)) {
          entry.sentAgain.add(gatewayAddress);
          entry.send(gatewayAddress, owed);
          continue;
        }
        for (const device of owed) entry.waiting.delete(`${device.userId}/${device.deviceId}`);
        entry.failed.push(...owed);
        deps.onUnreached(owed.map(({ userId }) => ({ app: entry.app, userId })));
        finishIfSettled(entry);
      }
    },
  });

  return {
    deliver: ({ app, devices, ackTimeoutMs, traceparent, ...content }) => {
      const deliveryId = nextId++;
      return new Promise((resolve) => {
        const byGateway = Map.groupBy(devices, ({ gatewayAddress }) => gatewayAddress);
        const entry: Pending = {
          app,
          waiting: new Map(devices.map((device) => [`${device.userId}/${device.deviceId}`, device])),
          failed: [],
          timer: setTimeout(() => entry.settle(), ackTimeoutMs),
          acknowledge: ({ userId, deviceId }) => {
            if (!('message' in content)) return; // a call has no position
            const { conversationId = '', seq = 0 } = content.message;
            deps.onAcknowledged({ app, userId, deviceId, conversationId, seq: Number(seq) });
          },
          send: (address, targets) =>
            links.send(address, {
              deliveryId,
              app,
              ...content,
              traceparent,
              targets: targets.map(({ userId, deviceId }) => ({ userId, deviceId })),
            }),
          sentAgain: new Set(),
          settle: () => {
            clearTimeout(entry.timer);
            pending.delete(deliveryId);
            for (const address of byGateway.keys()) waitNoLonger(entry, address);
            resolve([...entry.failed, ...entry.waiting.values()]);
          },
        };
        pending.set(deliveryId, entry);
        for (const [address, targets] of byGateway) {
          wait(entry, address);
          entry.send(address, targets);
        }
      });
    },
    tellMissed: (address, request) => links.tellMissed(address, request),
    close: () => {
      links.close();
      for (const entry of pending.values()) clearTimeout(entry.timer); // not settled: replayed after the restart
    },
  };
}
