import type { DeliveryInput, DeliveryResult, DeliveryServiceDefinition } from '@bellhop/contracts';
import { createClient, deliveryService, openStream, type Client, type DuplexStream } from '@bellhop/grpc';
import type { Logger, Secret } from '@bellhop/runtime';

type Stream = DuplexStream<{ deliveries?: DeliveryInput[] }, { results: DeliveryResult[] }>;

interface Link {
  readonly client: Client<DeliveryServiceDefinition>;
  readonly stream: Stream;
  outgoing: DeliveryInput[];
  idleSince: number;
}

/** One long-lived stream per gateway. */
export interface GatewayLinks {
  /** Hands a delivery over; batches per turn of the event loop. */
  send(gatewayAddress: string, delivery: DeliveryInput): void;
  close(): void;
}

const MAX_PER_REQUEST = 500;
const IDLE_MS = 300_000;

/**
 * Opens streams when they are needed and forgets them when they break; the next delivery opens a new one.
 * @param onResult a device's result
 * @param onBroken the stream to a gateway is gone, and with it every answer still owed
 */
export function gatewayLinks(deps: {
  key: Secret;
  log: Logger;
  onResult: (result: DeliveryResult) => void;
  onBroken: (gatewayAddress: string) => void;
}): GatewayLinks {
  const { key, log, onResult, onBroken } = deps;
  const links = new Map<string, Link>();
  let closed = false;

  const drop = (address: string, link: Link): void => {
    if (links.get(address) !== link) return;
    links.delete(address);
    link.client.close();
    if (!closed) onBroken(address);
  };

  const read = async (address: string, link: Link): Promise<void> => {
    try {
      for await (const { results } of link.stream.incoming) {
        link.idleSince = Date.now();
        for (const result of results) onResult(result);
      }
    } catch (error) {
      if (!closed) log.debug({ err: error, gateway: address }, 'stream to a gateway broke');
    }
    drop(address, link);
  };

  const open = (address: string): Link => {
    const client = createClient(deliveryService, { address, key, deadlineMs: 5_000, retry: false });
    const stream = openStream(deliveryService, client, 'Deliver', key);
    const link: Link = { client, stream, outgoing: [], idleSince: Date.now() };
    links.set(address, link);
    void read(address, link); // handles its own failure
    return link;
  };

  const flush = (link: Link): void => {
    for (let start = 0; start < link.outgoing.length; start += MAX_PER_REQUEST) {
      link.stream.send({ deliveries: link.outgoing.slice(start, start + MAX_PER_REQUEST) });
    }
    link.outgoing = [];
  };

  const sweep = setInterval(() => {
    for (const [address, link] of links) {
      if (Date.now() - link.idleSince > IDLE_MS) {
        link.stream.end();
        drop(address, link);
      }
    }
  }, 60_000);
  sweep.unref();

  return {
    send: (address, delivery) => {
      const link = links.get(address) ?? open(address);
      link.idleSince = Date.now();
      if (link.outgoing.length === 0) setImmediate(() => flush(link));
      link.outgoing.push(delivery);
    },
    close: () => {
      closed = true;
      clearInterval(sweep);
      for (const [address, link] of links) {
        link.stream.end();
        drop(address, link);
      }
    },
  };
}
