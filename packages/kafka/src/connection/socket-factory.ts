import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';
import { tlsFiles, type KafkaTls, type Logger, type TlsMaterial } from '@bellhop/runtime';

const KEEP_ALIVE_MS = 60_000;

/**
 * Opens the connections of kafkajs, each with the certificates that the files hold when it begins.
 * @throws ServiceError naming the setting, when a file cannot be read or does not fit
 * @param onFailed is told of connections that failed
 */
export function socketFactory(
  tls: KafkaTls | undefined,
  { log, onFailed }: { log: Logger; onFailed: (error: Error) => void },
): ISocketFactory {
  const open = tls === undefined ? openPlain : tlsOpener(tls, log);
  return ({ host, port, onConnect }) =>
    open(host, port, onConnect)
      .setKeepAlive(true, KEEP_ALIVE_MS)
      .once('error', (error) => onFailed(Object.assign(error, { broker: `${host}:${port}` })));
}

const openPlain = (host: string, port: number, onConnect: () => void): Socket => connect({ host, port }, onConnect);

function tlsOpener(tls: KafkaTls, log: Logger): typeof openPlain {
  const files = tlsFiles(tls, { prefix: 'KAFKA_TLS', log });
  let known: { readonly material: TlsMaterial; readonly context: SecureContext } | undefined;
  const currentContext = (): SecureContext => {
    const material = files.current();
    if (known?.material !== material)
      known = { material, context: createSecureContext({ ...material, ca: material.ca ?? authoritiesOfTheSystem() }) };
    return known.context;
  };
  return (host, port, onConnect) => {
    const servername = tls.serverName ?? (isIP(host) === 0 ? host : undefined);
    return connectTls(
      { host, port, secureContext: currentContext(), ...(servername === undefined ? {} : { servername }) },
      onConnect,
    );
  };
}

/** Those that Node brings, those of NODE_EXTRA_CA_CERTS, and those that this machine trusts. */
const authoritiesOfTheSystem = (): string[] => [...getCACertificates('default'), ...getCACertificates('system')];
