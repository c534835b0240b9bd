import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way over TCP to a server, for one of its callers alone: it can be cut while others reach the server. */
export interface CuttableWay {
  /** host:port of its beginning. */
  readonly address: string;
  /** Ends all connections and takes none until it is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param target host:port of its end, asked for at each connection */
export async function startCuttableWay(target: () => string): Promise<CuttableWay> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined); // its end follows
  };
  const server = createServer({ noDelay: true }, (near) => {
    keep(near);
    if (isCut) return void near.destroy();
    const [host = '', port = ''] = target().split(':');
    const far = connect({ host, port: Number(port), noDelay: true });
    keep(far);
    near.pipe(far);
    far.pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => void (isCut = false),
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
