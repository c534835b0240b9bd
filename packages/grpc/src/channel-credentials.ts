import grpc from '@grpc/grpc-js';
import type { ClientTls } from './internal-access.ts';

type Provider = grpc.experimental.CertificateProvider;

/** Credentials of a channel: plain text, or TLS with the newest certificates at every new connection. */
export function channelCredentials(tls: ClientTls | undefined): grpc.ChannelCredentials {
  if (tls === undefined) return grpc.credentials.createInsecure();
  const provider = certificateProvider(tls);
  return grpc.experimental.createCertificateProviderChannelCredentials(
    provider,
    tls.files.current().cert === undefined ? null : provider,
  );
}

/** Our certificates, in the way in which grpc-js is told of them. */
function certificateProvider({ files }: ClientTls): Provider {
  const ca = new Set<grpc.experimental.CaCertificateUpdateListener>();
  const identity = new Set<grpc.experimental.IdentityCertificateUpdateListener>();
  let watching: { stop(): void } | undefined;
  const buffer = (pem: string | undefined): Buffer => Buffer.from(pem ?? '');
  const tellCa = (listener: grpc.experimental.CaCertificateUpdateListener): void =>
    listener({ caCertificate: buffer(files.current().ca) });
  const tellIdentity = (listener: grpc.experimental.IdentityCertificateUpdateListener): void => {
    const { cert, key } = files.current();
    listener({ certificate: buffer(cert), privateKey: buffer(key) });
  };
  const watch = (): void => {
    watching ??= files.watch(() => {
      ca.forEach(tellCa);
      identity.forEach(tellIdentity);
    });
  };
  const stopWhenUnused = (): void => {
    if (ca.size + identity.size > 0) return;
    watching?.stop();
    watching = undefined;
  };
  return {
    addCaCertificateListener: (listener) => {
      ca.add(listener);
      watch();
      tellCa(listener);
    },
    removeCaCertificateListener: (listener) => {
      ca.delete(listener);
      stopWhenUnused();
    },
    addIdentityCertificateListener: (listener) => {
      identity.add(listener);
      watch();
      tellIdentity(listener);
    },
    removeIdentityCertificateListener: (listener) => {
      identity.delete(listener);
      stopWhenUnused();
    },
  };
}
