import { InvalidConfiguration, type internalEnv, type z } from './config.ts';
import type { Secret } from './secret.ts';
import type { TlsPaths } from './tls-files.ts';

/** How our services know each other: by a shared key, or by certificates. */
export interface InternalSettings {
  /** Opens everything to whoever has it. Absent with `internalTls`. */
  readonly internalKey?: Secret | undefined;
  /** Mutual TLS: every service shows a certificate with its name. */
  readonly internalTls?: TlsPaths | undefined;
}

const files = ['INTERNAL_TLS_CA_FILE', 'INTERNAL_TLS_CERT_FILE', 'INTERNAL_TLS_KEY_FILE'] as const;

/**
 * The settings that the variables of `internalEnv` mean.
 * @param nodeEnv NODE_ENV of the process
 * @throws InvalidConfiguration when they do not fit each other
 */
export function internalSettings(
  values: z.infer<z.ZodObject<typeof internalEnv>>,
  nodeEnv: string | undefined,
): InternalSettings {
  const { INTERNAL_AUTH: auth, INTERNAL_KEY: internalKey } = values;
  const given = files.filter((name) => values[name] !== undefined);
  if (auth === 'mtls') {
    const missing = files.filter((name) => values[name] === undefined);
    if (missing.length > 0)
      throw new InvalidConfiguration(missing.map((name) => `${name} is not set; INTERNAL_AUTH=mtls needs it`));
    return {
      internalTls: {
        ca: values.INTERNAL_TLS_CA_FILE,
        cert: values.INTERNAL_TLS_CERT_FILE,
        key: values.INTERNAL_TLS_KEY_FILE,
      },
    };
  }
  if (auth === undefined && nodeEnv === 'production') {
    throw new InvalidConfiguration([
      `INTERNAL_AUTH is not set, and NODE_ENV is production. Set INTERNAL_AUTH=mtls with ${files.join(', ')}; or INTERNAL_AUTH=key with INTERNAL_KEY, where something else (a mesh) encrypts and authenticates the calls between services`,
    ]);
  }
  if (given.length > 0)
    throw new InvalidConfiguration([`${given.join(', ')}: files for mutual TLS, which INTERNAL_AUTH=mtls turns on`]);
  if (internalKey === undefined) throw new InvalidConfiguration(['INTERNAL_KEY is not set']);
  return { internalKey };
}
