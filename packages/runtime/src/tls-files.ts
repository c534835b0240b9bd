import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { messageOf, ServiceError } from './errors.ts';
import { observedGauge } from './instruments.ts';
import type { Logger } from './log.ts';

/** Paths of PEM files for encrypted connections. */
export interface TlsPaths {
  /** Certificates of the authorities that the other end is checked against. */
  readonly ca?: string | undefined;
  /** Our certificate, with those between it and the authority. */
  readonly cert?: string | undefined;
  /** The key of our certificate. */
  readonly key?: string | undefined;
}

/** What the files hold, as `tls.connect` and servers take it. */
export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Certificates that may be exchanged while we run. */
export interface TlsFiles {
  /** What the files hold now. While they hold something that does not fit (half of an exchange), what they held before. */
  current(): TlsMaterial;
  /** Calls `changed` when the files hold something else. */
  watch(changed: (material: TlsMaterial) => void, options?: { readonly everyMs: number }): { stop(): void };
}

const LOOK_AT_MOST_EVERY_MS = 1_000;
const WATCH_EVERY_MS = 5_000;
const parts = ['ca', 'cert', 'key'] as const;

/**
 * Reads the certificates of one kind of connection, and anew whenever the files change: whoever asks has the newest.
 * @param prefix of the settings that name the files, e.g. `DATABASE_TLS` for `DATABASE_TLS_CA_FILE`
 * @param mustName a DNS name that our certificate has to be for
 * @throws ServiceError naming the setting, when a file cannot be read or does not fit
 */
export function tlsFiles(
  paths: TlsPaths,
  { prefix, log, mustName, clock = Date.now }: { prefix: string; log: Logger; mustName?: string; clock?: () => number },
): TlsFiles {
  const readNow = () => read(paths, { prefix, mustName });
  let material = readNow();
  let seen = stampOf(paths);
  let lookedAt = clock();
  let told = '';
  observeExpiry(prefix, () => material);
  const look = (): TlsMaterial => {
    const stamp = stampOf(paths);
    if (stamp === seen) return material;
    try {
      material = readNow();
      seen = stamp;
      told = '';
      log.info({ files: paths }, 'certificates were exchanged');
    } catch (error) {
      // Not `seen`: a file of a pair may follow within the same tick of the clock.
      if (messageOf(error) !== told)
        log.warn({ err: error }, 'new certificates do not fit; going on with those from before');
      told = messageOf(error);
    }
    return material;
  };
  return {
    current: () => {
      const now = clock();
      if (now - lookedAt < LOOK_AT_MOST_EVERY_MS) return material;
      lookedAt = now;
      return look();
    },
    watch: (changed, { everyMs } = { everyMs: WATCH_EVERY_MS }) => {
      let known = material;
      const timer = setInterval(() => {
        const now = look();
        if (now === known) return;
        known = now;
        changed(now);
      }, everyMs).unref();
      return { stop: () => clearInterval(timer) };
    },
  };
}

function read(paths: TlsPaths, { prefix, mustName }: { prefix: string; mustName: string | undefined }): TlsMaterial {
  const setting = (part: (typeof parts)[number]): string => `${prefix}_${part.toUpperCase()}_FILE`;
  if ((paths.cert === undefined) !== (paths.key === undefined))
    throw unfit(`${setting('cert')} and ${setting('key')} belong together; set both`);
  const material: { -readonly [K in keyof TlsMaterial]: TlsMaterial[K] } = {};
  for (const part of parts) {
    const path = paths[part];
    if (path === undefined) continue;
    try {
      material[part] = readFileSync(path, 'utf8');
    } catch (error) {
      throw unfit(`${setting(part)}: cannot be read: ${messageOf(error)}`, error);
    }
    if (part !== 'key')
      checkCertificate(setting(part), path, material[part] ?? '', { isOurs: part === 'cert', mustName });
  }
  try {
    createSecureContext(material);
  } catch (error) {
    throw unfit(
      `${setting('cert')} and ${setting('key')} do not fit: ${messageOf(error)}. The key must be that of the certificate, as PEM`,
      error,
    );
  }
  return material;
}

function checkCertificate(
  setting: string,
  path: string,
  pem: string,
  { isOurs, mustName }: { isOurs: boolean; mustName: string | undefined },
): void {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch (error) {
    throw unfit(`${setting}: ${path} holds no certificate (PEM)`, error);
  }
  // Every other end would refuse it, with less clear words. Authorities may come in bundles, of which some have expired.
  if (isOurs && certificate.validToDate.getTime() < Date.now())
    throw unfit(`${setting}: the certificate in ${path} expired on ${certificate.validToDate.toISOString()}`);
  if (isOurs && mustName !== undefined && certificate.checkHost(mustName) === undefined)
    throw unfit(
      `${setting}: the certificate in ${path} is not for ${mustName}, but for ${certificate.subjectAltName ?? 'no name'}`,
    );
}

function unfit(message: string, cause?: unknown): ServiceError {
  return new ServiceError('TLS_FILES', message, { retryable: false, cause });
}

/** Changes when a file, or what a link leads to, changes. */
function stampOf(paths: TlsPaths): string {
  return parts
    .map((part) => {
      const path = paths[part];
      if (path === undefined) return '';
      const found = statSync(path, { throwIfNoEntry: false });
      return found === undefined ? 'gone' : `${found.ino}-${found.mtimeMs}-${found.size}`;
    })
    .join(' ');
}

/** When the certificates of one kind of connection expire; of a bundle of authorities its first counts. */
export function observeExpiry(prefix: string, material: () => TlsMaterial): void {
  observedGauge(
    'bellhop_certificate_expiry',
    {
      unit: 's',
      description:
        'When a certificate in use expires, Unix seconds, by the prefix of its settings and its part: ca, cert',
      labels: ['certificate', 'part'],
    },
    (record) => {
      const held = material();
      for (const part of ['ca', 'cert'] as const) {
        const pem = held[part];
        if (pem === undefined) continue;
        record(new X509Certificate(pem).validToDate.getTime() / 1_000, { certificate: prefix, part });
      }
    },
  );
}
