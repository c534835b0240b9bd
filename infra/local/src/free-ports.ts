import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

// Below the ports that systems give to outgoing connections (Linux from 32768, macOS and Windows from 49152): one of those may be
// taken by a connection before it is listened on.
const FIRST = 15_000;
const LAST = 32_000;
const ATTEMPTS = 200;

/** Ports of 127.0.0.1 that nobody listens on now; all are held until the last is known, so no two are the same. */
export async function freePorts(count: number): Promise<number[]> {
  const holders = await Promise.all(Array.from({ length: count }, hold));
  const ports = holders.map((holder) => (holder.address() as AddressInfo).port);
  await Promise.all(holders.map((holder) => new Promise((closed) => holder.close(closed))));
  return ports;
}

/** Listens on a port that is free, found by chance. */
async function hold(): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const holder = createServer().listen(randomInt(FIRST, LAST), '127.0.0.1');
    try {
      await once(holder, 'listening');
      return holder;
    } catch (error) {
      if (attempt === ATTEMPTS || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

/** Between choosing a port and using it somebody else may take it: then the start is tried again with others. */
export async function onFreePorts<T>(count: number, start: (ports: number[]) => Promise<T>, attempts = 3): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await freePorts(count));
    } catch (error) {
      if (attempt === attempts || !(error instanceof PortTaken)) throw error;
    }
  }
}

/** The server could not listen because the port was taken in the meantime. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}
