import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import type { VendorName } from './vendors.ts';

/** Overrides the vendor's base URL: regions, proxies, the simulator. */
const endpoint = z.url({ protocol: /^https?$/, message: 'must be an http(s) URL' }).optional();
const text = (max: number): z.ZodString => z.string().min(1, 'must not be empty').max(max, `must have at most ${max} characters`);

/** A PEM private key that can really sign; a wrong one is found when it is saved, not when the first push fails. */
const privateKeyPem = z.string().superRefine((pem, context) => {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'rsa') context.addIssue({ code: 'custom', message: `must be an RSA key, this one is ${key.asymmetricKeyType}` });
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a PEM private key (-----BEGIN PRIVATE KEY----- …) as it stands in the service account file' });
  }
});

/** dev.mi.com → app → AppSecret. */
const xiaomi = z.strictObject({ appSecret: text(256), endpoint });

/** AppGallery Connect → project settings → app → OAuth 2.0 client ID and secret. */
const huawei = z.strictObject({
  clientId: z.string().regex(/^[0-9]{1,64}$/, 'must be 1 to 64 digits'),
  clientSecret: text(512),
  endpoint,
  /** Base URL of the token endpoint when it is not `endpoint`. */
  authEndpoint: endpoint,
  /** Launcher activity class; without it huawei shows no badge numbers. */
  badgeClass: text(256).optional(),
});

/** open.oppomobile.com → app → AppKey and MasterSecret (not AppSecret). */
const oppo = z.strictObject({ appKey: text(128), masterSecret: text(128), endpoint });

/** dev.vivo.com.cn → app → appId, appKey, appSecret. */
const vivo = z.strictObject({
  appId: z.string().regex(/^[0-9]{1,18}$/, 'must be digits'),
  appKey: text(128),
  appSecret: text(128),
  endpoint,
});

/** Firebase console → project settings → service accounts → generate new private key: the file as it is. */
const fcm = z.strictObject({
  serviceAccount: z.looseObject({
    project_id: text(128),
    client_email: z.email('must be the e-mail address of the service account'),
    private_key: privateKeyPem,
    private_key_id: text(128).optional(),
    token_uri: z.url().optional(),
  }),
  endpoint,
});

/** What an operator must supply, per vendor. */
export const vendorCredentialSchemas = { xiaomi, huawei, oppo, vivo, fcm } as const;

export type VendorCredential<Vendor extends VendorName> = z.infer<(typeof vendorCredentialSchemas)[Vendor]>;

export interface CredentialProblem {
  /** Path of the field, e.g. `serviceAccount.private_key`. */
  readonly field: string;
  readonly message: string;
}

export type ParsedCredential<Vendor extends VendorName> =
  | { readonly ok: true; readonly credential: VendorCredential<Vendor> }
  | { readonly ok: false; readonly problems: readonly CredentialProblem[] };

/** Reads a credential and names every field that is wrong. */
export function parseVendorCredential<Vendor extends VendorName>(vendor: Vendor, json: string): ParsedCredential<Vendor> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, problems: [{ field: '', message: 'is not JSON' }] };
  }
  const parsed = vendorCredentialSchemas[vendor].safeParse(value);
  if (parsed.success) return { ok: true, credential: parsed.data as VendorCredential<Vendor> };
  return {
    ok: false,
    problems: parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: 'is not a field of this credential' }))
        : [{ field: issue.path.join('.'), message: issue.message }],
    ),
  };
}
