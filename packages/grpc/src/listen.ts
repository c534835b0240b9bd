import { createServer, type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';
import grpc from '@grpc/grpc-js';
import { messageOf, type Logger, type TlsFiles } from '@bellhop/runtime';

/** How a server takes connections. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** For servers that strangers reach: says whether one more connection of this peer is taken, and what to call when it is over. */
  readonly admitConnection?: (peer: string) => (() => void) | undefined;
  /** Absent: plain text. */
  readonly tls?: {
    readonly files: TlsFiles;
    /** Whether who connects shows a certificate of the same authority; those without are refused. */
    readonly clientCertificates: boolean;
    readonly log: Logger;
  };
}

const TELL_REFUSED_EVERY_MS = 10_000;

/** Takes connections: by grpc-js itself, or, where each one is looked at or encrypted, by a listener of ours that hands them over. */
export function listen(server: grpc.Server, options: ListenOptions): Promise<{ port: number; stop: () => void }> {
  const { host, port, admitConnection } = options;
  const credentials = grpc.ServerCredentials.createInsecure();
  if (admitConnection === undefined && options.tls === undefined) {
    return new Promise((resolve, reject) => {
      server.bindAsync(`${host}:${port}`, credentials, (error, bound) => {
        if (error === null) resolve({ port: bound, stop: () => undefined });
        else reject(error);
      });
    });
  }
  const injector = server.createConnectionInjector(credentials);
  const handOver = options.tls === undefined ? injectPlain(injector) : injectEncrypted(injector, options.tls);
  const listener = createServer({ noDelay: true }, (socket) => {
    const leave = admitConnection?.(socket.remoteAddress ?? '');
    if (admitConnection !== undefined && leave === undefined) {
      socket.destroy();
      return;
    }
    if (leave !== undefined) socket.once('close', leave);
    handOver(socket);
  });
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, host, () => {
      const { port: bound } = listener.address() as AddressInfo;
      resolve({ port: bound, stop: () => listener.close() });
    });
  });
}

function injectPlain(injector: grpc.ConnectionInjector): (socket: Socket) => void {
  return (socket) => injector.injectConnection(socket);
}

/** TLS before grpc-js, so that failures can be told and certificates exchanged: every new connection begins with the newest. */
function injectEncrypted(
  injector: grpc.ConnectionInjector,
  { files, clientCertificates, log }: NonNullable<ListenOptions['tls']>,
): (socket: Socket) => void {
  let material = files.current();
  const encrypted = tls.createServer({
    ...material,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['h2'],
    requestCert: clientCertificates,
    rejectUnauthorized: clientCertificates,
    handshakeTimeout: 10_000,
  });
  encrypted.on('secureConnection', (socket) => injector.injectConnection(socket));
  let toldAt = -Infinity;
  encrypted.on('tlsClientError', (error, socket) => {
    const now = performance.now();
    if (now - toldAt < TELL_REFUSED_EVERY_MS) return;
    toldAt = now;
    log.warn(
      { err: error, peer: socket.remoteAddress, why: reasonOf(error, socket) },
      'an encrypted connection was refused (told once in 10 s)',
    );
  });
  return (socket) => {
    const now = files.current();
    if (now !== material) {
      material = now;
      encrypted.setSecureContext({ ...now, minVersion: 'TLSv1.2' });
    }
    encrypted.emit('connection', socket);
  };
}

function reasonOf(error: Error, socket: tls.TLSSocket): string {
  const { code } = error as { code?: string };
  if (code === 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE') return 'it shows no certificate';
  const refused: unknown = socket.authorizationError; // a code, whatever its type says
  return typeof refused === 'string' ? refused : messageOf(error);
}
