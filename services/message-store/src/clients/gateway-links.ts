import type {
  DeliveryInput,
  DeliveryResult,
  DeliveryServiceDefinition,
  TellMissedRequestInput,
} from '@bellhop/contracts';
import {
  createClient,
  deliveryService,
  errorOf,
  openStream,
  type Client,
  type DuplexStream,
  type InternalCredentials,
} from '@bellhop/grpc';
import { logSeldom, PermissionDenied, Unauthenticated, type Logger } from '@bellhop/runtime';

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
  /** Has clients told to sync; rejects when the gateway did not take it. */
  tellMissed(gatewayAddress: string, request: TellMissedRequestInput): Promise<unknown>;
  close(): void;
}

const MAX_PER_REQUEST = 500;
const MAX_REQUEST_BYTES = 1024 * 1024;
const IDLE_MS = 300_000;

/**
 * Opens streams when they are needed and forgets them when they break; the next delivery opens a new one.
 * @param onResult a device's result
 * @param onBroken the stream to a gateway is gone, and with it every answer still owed
 */
export function gatewayLinks(deps: {
  /** Shown to gateways, and expected of them. */
  credentials: InternalCredentials;
  log: Logger;
  onResult: (result: DeliveryResult) => void;
  onBroken: (gatewayAddress: string) => void;
}): GatewayLinks {
  const { credentials, log, onResult, onBroken } = deps;
  const links = new Map<string, Link>();
  const warn = logSeldom(log, 'warn'); // it comes with every delivery
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
      const failure = errorOf(error as Parameters<typeof errorOf>[0], 'Deliver');
      if (failure instanceof Unauthenticated || failure instanceof PermissionDenied)
        warn(
          { err: failure, gateway: address },
          'a gateway refuses deliveries: is its internal access another than ours?',
        );
      else if (!closed) log.debug({ err: error, gateway: address }, 'stream to a gateway broke');
    }
    drop(address, link);
  };

  const open = (address: string): Link => {
    const client = createClient(deliveryService, { address, ...credentials, deadlineMs: 5_000, retry: false });
    const stream = openStream(deliveryService, client, 'Deliver', credentials.key);
    const link: Link = { client, stream, outgoing: [], idleSince: Date.now() };
    links.set(address, link);
    void read(address, link); // handles its own failure
    return link;
  };

  const flush = (link: Link): void => {
    for (const deliveries of requestsOf(link.outgoing)) link.stream.send({ deliveries });
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

  const linkTo = (address: string): Link => {
    const link = links.get(address) ?? open(address);
    link.idleSince = Date.now();
    return link;
  };

  return {
    tellMissed: (address, request) => linkTo(address).client.tellMissed(request),
    send: (address, delivery) => {
      const link = linkTo(address);
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

/** Deliveries as requests that the gateway takes: it refuses those above 4 MiB, and with them the stream ends. */
function requestsOf(deliveries: readonly DeliveryInput[]): DeliveryInput[][] {
  const requests: DeliveryInput[][] = [];
  let current: DeliveryInput[] = [];
  let bytes = 0;
  for (const delivery of deliveries) {
    const size = bytesOf(delivery);
    if (current.length > 0 && (current.length >= MAX_PER_REQUEST || bytes + size > MAX_REQUEST_BYTES)) {
      requests.push(current);
      current = [];
      bytes = 0;
    }
    current.push(delivery);
    bytes += size;
  }
  if (current.length > 0) requests.push(current);
  return requests;
}

/** About how large a delivery is; a character has at most three bytes in UTF-8 per UTF-16 unit. */
function bytesOf({ message, callNews, conversationNews, targets = [] }: DeliveryInput): number {
  const { media, combined } = message ?? {};
  const texts = [
    message?.text ?? message?.custom?.data ?? '',
    ...(media == null ? [] : [media.url, media.thumbnailUrl, media.name, media.mimeType]),
    ...(combined == null ? [] : [combined.title, combined.data, ...(combined.previews ?? [])]),
    ...(message?.mentions?.userIds ?? []),
    callNews?.call?.extendedData ?? '',
    ...(callNews?.call?.users ?? []).map(({ extendedData = '' }) => extendedData),
    ...(conversationNews?.deleted?.messageIds ?? []),
  ];
  const units = texts.reduce((sum, text = '') => sum + text.length, 0);
  return 3 * units + 200 * (targets.length + texts.length) + 500;
}
