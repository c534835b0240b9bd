import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';
import { missingTemplate, NO_CATEGORY, vendorSettingsProblem } from './vendor-settings.ts';
import type { VendorName } from './vendors.ts';

/** Text as a vendor's console shows it: pasted blanks around it are a mistake that looks like a wrong secret. */
const text = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(4_096, 'is too long')
  .refine((value) => value === value.trim(), 'must not begin or end with white space')
  .refine((value) => /^[\x20-\x7e]*$/.test(value), 'must be printable ASCII, as the console shows it');

const digits = z.string('must be a text of digits').regex(/^[0-9]{1,64}$/, 'must be 1 to 64 digits');

const baseUrl = z
  .string('must be a text')
  .refine(isBaseUrl, 'must be an http or https URL without query, fragment and user name');

function isBaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, search, hash, username, password } = new URL(value);
  return (
    (protocol === 'http:' || protocol === 'https:') &&
    search === '' &&
    hash === '' &&
    username === '' &&
    password === ''
  );
}

/** Instead of the vendor's own address, for every call: other regions, proxies, simulators. A path in it is kept as prefix. */
const endpoint = baseUrl.optional();

/** "sandbox" = only test pushes: for an app that the vendor has not released yet. Absent = "production". */
const environment = z.enum(['production', 'sandbox'], 'must be production or sandbox').optional();

/** Xiaomi MiPush. Console: dev.mi.com → push → app information. */
const xiaomi = z.strictObject({
  /** "AppSecret" of the app, not AppID or AppKey. It does not expire; resetting it in the console ends the old one. */
  appSecret: text,
  endpoint,
});

/** Huawei Push Kit. Console: AppGallery Connect → project settings → general information → app. */
const huawei = z.strictObject({
  /** "OAuth 2.0 client ID" of the app; for an app-level client the same as the App ID. Digits. */
  clientId: digits,
  /** "Client secret" beside it. */
  clientSecret: text,
  endpoint,
  /** Where access tokens come from, when not at `endpoint`: the base, or the whole URL ending in `/token`. */
  authEndpoint: baseUrl.optional(),
  /** Full name of the launcher activity, e.g. `com.example.app.MainActivity`: without it no badge is sent. */
  badgeClass: text
    .regex(/^[A-Za-z_]\w*(\.[A-Za-z_$][\w$]*)+$/, 'must be the full name of a class, e.g. com.example.app.MainActivity')
    .optional(),
  environment,
});

/** OPPO Push. Console: open.oppomobile.com → push → configuration → app configuration. */
const oppo = z
  .strictObject({
    /** "AppKey". */
    appKey: text,
    /** "MasterSecret", the server's; not "AppSecret", which is for the app. */
    masterSecret: text,
    endpoint,
    /** For messages whose settings say none. The app needs the vendor's permission for it (67). */
    category: z.string('must be a text').optional(),
    /** For messages whose settings say none; goes with a category. */
    notifyLevel: z.int('must be 1, 2 or 16').optional(),
    /** Template of private messages, for messages that name none. */
    templateID: text.max(64, 'must have at most 64 characters').optional(),
  })
  .superRefine(({ category = '', notifyLevel = 0, templateID = '' }, check) => {
    const settings = { category, notifyLevel, templateId: templateID };
    const problem = (field: string, message: string): void =>
      check.addIssue({ code: 'custom', path: [field], message });
    const wrong = vendorSettingsProblem('oppo', settings);
    if (wrong !== undefined) problem(wrong.setting, wrong.message);
    const missing = missingTemplate('oppo', settings);
    if (missing !== undefined) problem('templateID', missing);
    if (notifyLevel !== 0 && (category === '' || category === NO_CATEGORY)) problem('notifyLevel', 'needs a category');
  });

/** vivo Push. Console: dev.vivo.com.cn → push → app information. */
const vivo = z.strictObject({
  /** "AppID". Digits. */
  appId: digits,
  /** "AppKey". */
  appKey: text,
  /** "AppSecret". */
  appSecret: text,
  endpoint,
  environment,
});

/** A key file of a Google service account, as downloaded; members that are not used are allowed. */
const serviceAccount = z.looseObject(
  {
    /** Id of the Firebase project. */
    project_id: text,
    /** The account's e-mail address; it needs the role "Firebase Cloud Messaging API Admin" or the like. */
    client_email: text,
    /** The private key, PEM, with real line breaks. */
    private_key: z
      .string('must be a text')
      .refine(
        isRsaPrivateKey,
        'must be an RSA private key in PEM form, with line breaks, as in the key file of the service account',
      ),
    private_key_id: text.optional(),
    /** Where access tokens come from; Google's when absent. */
    token_uri: baseUrl.optional(),
  },
  'must be the content of the key file, a JSON object',
);

function isRsaPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/** Firebase Cloud Messaging. Console: Firebase → project settings → service accounts → generate new private key. */
const fcm = z.strictObject({
  /** The content of the downloaded key file. */
  serviceAccount,
  endpoint,
});

const schemas = { xiaomi, huawei, oppo, vivo, fcm } satisfies Record<VendorName, z.ZodType>;

/** What Bellhop needs of an operator to send to each vendor. */
export type VendorCredentials = { readonly [V in VendorName]: Readonly<z.infer<(typeof schemas)[V]>> };
export type XiaomiCredential = VendorCredentials['xiaomi'];
export type HuaweiCredential = VendorCredentials['huawei'];
export type OppoCredential = VendorCredentials['oppo'];
export type VivoCredential = VendorCredentials['vivo'];
export type FcmCredential = VendorCredentials['fcm'];

/** One wrong field of a credential. The message never repeats the value. */
export interface CredentialProblem {
  /** Path, e.g. `serviceAccount.private_key`; empty when the text is no JSON object. */
  readonly field: string;
  readonly message: string;
}

/** Parses a vendor credential given as JSON; every wrong field is named. */
export function parseVendorCredential<V extends VendorName>(
  vendor: V,
  json: string,
):
  | { readonly ok: true; readonly credential: VendorCredentials[V] }
  | { readonly ok: false; readonly problems: readonly CredentialProblem[] } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, problems: [{ field: '', message: 'must be JSON' }] };
  }
  const result = schemas[vendor].safeParse(value);
  if (result.success) return { ok: true, credential: result.data as VendorCredentials[V] };
  return { ok: false, problems: result.error.issues.flatMap((issue) => problemsOf(issue, value)) };
}

function problemsOf(issue: z.core.$ZodIssue, root: unknown): CredentialProblem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: 'is not a field of this credential' }));
  }
  const field = path.join('.');
  if (issue.code === 'invalid_type') {
    if (path.length === 0) return [{ field, message: 'must be a JSON object' }];
    if (isAbsent(root, issue.path)) return [{ field, message: whenMissing[field] ?? 'is missing' }];
  }
  return [{ field, message: issue.message }];
}

/** Where people commonly put it elsewhere. */
const whenMissing: Readonly<Record<string, string>> = {
  serviceAccount: 'is missing: the content of the key file goes under it',
};

function isAbsent(root: unknown, path: readonly PropertyKey[]): boolean {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return true;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value === undefined;
}
