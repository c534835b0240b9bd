import {
  PermissionDenied,
  tlsFiles,
  Unauthenticated,
  type InternalSettings,
  type Logger,
  type Secret,
  type TlsFiles,
} from '@bellhop/runtime';
import { certificateName, mayCall, namesIn, type InternalName } from './internal-callers.ts';
import { authorizeInternal } from './internal-key.ts';
import type { ListenOptions } from './listen.ts';
import type { Authorize } from './server.ts';

/** The options of a server that only our services reach. */
export function serverTls({ tls }: InternalAccess, log: Logger): Pick<ListenOptions, 'tls'> {
  return tls === undefined ? {} : { tls: { files: tls, clientCertificates: true, log } };
}

/** What a client of another service shows, and whom it expects. */
export interface InternalCredentials {
  readonly key?: Secret;
  readonly tls?: ClientTls;
}

export interface ClientTls {
  readonly files: TlsFiles;
  /** The name that the server's certificate must be for, whatever its address is. */
  readonly serverName: string;
}

/** How a service calls the others and is called by them. */
export interface InternalAccess {
  /** For servers: lets those in who may call. */
  readonly authorize: Authorize;
  /** For servers: with it only who has a certificate connects. Absent: plain text. */
  readonly tls: TlsFiles | undefined;
  /** For clients of a service. */
  to(service: InternalName): InternalCredentials;
}

/**
 * The access of one service to the others.
 * @throws TLS_FILES when its certificate does not fit
 */
export function internalAccess(
  { internalKey, internalTls }: InternalSettings,
  { service, log }: { service: InternalName; log: Logger },
): InternalAccess {
  if (internalTls === undefined) {
    if (internalKey === undefined) throw new TypeError('neither a key nor certificates for calls between services');
    return { authorize: authorizeInternal(internalKey), tls: undefined, to: () => ({ key: internalKey }) };
  }
  const files = tlsFiles(internalTls, { prefix: 'INTERNAL_TLS', log, mustName: certificateName(service) });
  return {
    authorize: ({ peerAltNames }, called) => {
      const callers = namesIn(peerAltNames);
      if (callers.length === 0) {
        throw new Unauthenticated(
          `the certificate of the caller is for none of our services (${peerAltNames ?? 'no names'}): INTERNAL_TLS_CERT_FILE there needs a name like ${certificateName('gateway')}`,
        );
      }
      if (mayCall(callers, called)) return;
      const { service: of, rpc } = called;
      log.warn({ callers, rpc: `${of}/${rpc}` }, 'a service called what it may not');
      throw new PermissionDenied(`${callers.join(', ')} may not call ${of}/${rpc} with this request`);
    },
    tls: files,
    to: (other) => ({ tls: { files, serverName: certificateName(other) } }),
  };
}
