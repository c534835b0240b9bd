import { createHash, randomBytes } from 'node:crypto';
import {
  deviceModeFromProto,
  deviceModeToProto,
  effectiveLimits,
  limitBounds,
  missingTemplate,
  parseVendorCredential,
  vendorNames,
  vendorSettingsProblem,
  vendorToProto,
  type AdminServiceDefinition,
  type AppInput,
  type AppLimits,
  type DeviceMode,
  type DeviceModeName,
  type EffectiveLimits,
  type VendorName,
  type VendorSettings,
} from '@bellhop/contracts';
import { matchingField, textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput, textProblem, type Keyring } from '@bellhop/runtime';
import type { ApiKeyStore } from '../db/api-key-store.ts';
import type { TemplateStore } from '../db/template-store.ts';
import { MOST_LOCALES, type AppStore, type StoredApp, type UpdateResult } from '../db/app-store.ts';
import type { ClientTokenSecretStore } from '../db/client-token-secret-store.ts';
import { checkedRules, resourcesNamed } from '../domain/push-rules.ts';
import { credentialWarnings } from '../domain/instant-messages.ts';
import { certificatePurpose, clientTokenPurpose } from '../domain/sealing.ts';
import type { RouterEvents } from '../events.ts';
import { appTypeOf, knownVendor } from './device-service.ts';
import { templateHandlers } from './template-handlers.ts';

/** Of a page that is not said to be smaller. */
const MOST_APPS = 10_000;

/** What operators do. Every change is on `app.settings.v1` before it is answered, or soon after when Kafka is away. */
export function adminServiceHandlers(deps: {
  apps: AppStore;
  apiKeys: ApiKeyStore;
  secrets: ClientTokenSecretStore;
  templates: TemplateStore;
  testCertificateSet: Handlers<AdminServiceDefinition>['TestCertificateSet'];
  keyring: Keyring;
  events: RouterEvents;
  /** Publishes what changed. Never throws: what cannot be published now is published later. */
  publishChanges: () => Promise<void>;
}): Handlers<AdminServiceDefinition> {
  const { apps, apiKeys, secrets, keyring, events, publishChanges } = deps;
  return {
    CreateApp: async (request) => {
      const app = matchingField('app', request.app, /^[a-z0-9-]{1,32}$/, '1 to 32 lower-case letters, digits and -');
      const limits = limitsOf(request.limits);
      checkTogether(effectiveLimits(limits));
      const pushRules = rulesOfNewApp(request.pushRules);
      const apiKey = newApiKey();
      const clientTokenSecret = newClientTokenSecret();
      const created = await apps.create({
        app,
        name: textField('name', request.name === '' ? app : request.name, 64),
        packageName: packageNameOf(request.packageName),
        limits,
        deviceMode: deviceModeOf(request.deviceMode) ?? 'multi',
        pushRules,
        apiKeySha256: sha256(apiKey),
        sealedClientTokenSecret: keyring.seal(clientTokenSecret, clientTokenPurpose(app)),
      });
      if (!created) return { created };
      await publishChanges();
      return { created, apiKey, clientTokenSecret };
    },
    UpdateApp: async (request) => {
      const app = textField('app', request.app, 32);
      const deviceMode = deviceModeOf(request.deviceMode);
      const change = {
        ...(request.name === undefined ? {} : { name: textField('name', request.name, 64) }),
        ...(request.packageName === undefined ? {} : { packageName: packageNameOf(request.packageName) }),
        ...(deviceMode === undefined ? {} : { deviceMode }),
        limits: limitsOf(request.limits),
        pushRules: checkedRules(request.pushRules),
      };
      const result = await apps.update(app, change, holdTogether);
      const found = updated(result);
      await publishChanges();
      return { found };
    },
    GetApp: async ({ app }) => {
      const stored = await apps.get(textField('app', app, 32));
      return stored === undefined ? {} : { app: appOf(stored) };
    },
    ListApps: async ({ pageSize, pageToken }) => {
      if (pageSize < 0 || pageSize > 1_000)
        throw new InvalidInput(`pageSize is ${pageSize}, 1 to 1,000 are allowed`, { field: 'pageSize' });
      const size = pageSize || MOST_APPS;
      const found = await apps.list(textField('pageToken', pageToken, 32, { optional: true }), size + 1);
      const page = found.slice(0, size);
      return { apps: page.map(appOf), nextPageToken: found.length > size ? (page.at(-1)?.app ?? '') : '' };
    },
    IssueApiKey: async (request) => {
      const app = textField('app', request.app, 32);
      const apiKey = newApiKey();
      const issued = await apiKeys.issue(
        app,
        { sha256: sha256(apiKey), name: textField('name', request.name, 64) },
        MOST_API_KEYS,
      );
      if (issued === 'no app') return { found: false };
      if (issued === 'too many')
        throw new InvalidInput(`${app} has ${MOST_API_KEYS} API keys, which is all it may have; revoke one first`, {
          field: 'app',
        });
      await publishChanges();
      return { found: true, keyId: keyIdOf(sha256(apiKey)), apiKey };
    },
    ListApiKeys: async ({ app }) => {
      const keys = await apiKeys.list(textField('app', app, 32));
      if (keys === undefined) return { found: false };
      return {
        found: true,
        keys: keys.map(({ sha256: hash, name, createdAtMs }) => ({ keyId: keyIdOf(hash), name, createdAtMs })),
      };
    },
    RevokeApiKey: async (request) => {
      const app = textField('app', request.app, 32);
      const keyId = matchingField(
        'keyID',
        request.keyId,
        /^[0-9a-f]{12}$/,
        '12 hex digits, as the list of keys shows it',
      );
      const revoked = await apiKeys.revoke(app, keyId);
      await publishChanges();
      return { revoked };
    },
    RotateClientTokenSecret: async (request) => {
      const app = textField('app', request.app, 32);
      const overlapSeconds = overlapOf(request.overlapSeconds);
      const clientTokenSecret = newClientTokenSecret();
      const sealed = keyring.seal(clientTokenSecret, clientTokenPurpose(app));
      const rotation = await secrets.rotate(app, sealed, overlapSeconds);
      if (rotation.kind === 'no app') return { found: false };
      if (rotation.kind === 'two are valid') throw twoAreValid(app, rotation.untilMs);
      await publishChanges();
      const { formerValidUntilMs } = rotation;
      return {
        found: true,
        clientTokenSecret,
        ...(formerValidUntilMs === undefined ? {} : { formerValidUntilMs }),
      };
    },
    ListClientTokenSecrets: async ({ app }) => {
      const live = await secrets.list(textField('app', app, 32));
      if (live === undefined) return { found: false };
      return {
        found: true,
        secrets: live.map(({ issuedAtMs, validUntilMs }) => ({
          issuedAtMs,
          ...(validUntilMs === undefined ? {} : { validUntilMs }),
        })),
      };
    },
    RevokeFormerClientTokenSecret: async ({ app }) => {
      const revoked = await secrets.revokeFormer(textField('app', app, 32));
      await publishChanges();
      return { revoked };
    },
    SaveCertificateSet: async (request) => {
      const key = {
        app: textField('app', request.app, 32),
        vendor: knownVendor(request.vendor),
        appType: appTypeOf(request.appType),
      };
      const json = textField('credential', request.credentialJson, 16_384);
      const parsed = parseVendorCredential(key.vendor, json);
      if (!parsed.ok) {
        const problems = parsed.problems.map(({ field, message }) => `${field} ${message}`.trim());
        throw new InvalidInput(`the ${key.vendor} credential does not fit: ${problems.join('; ')}`, {
          field: parsed.problems[0]?.field ?? '',
        });
      }
      const unkeepable = textProblem(parsed.credential);
      if (unkeepable !== undefined) {
        const field = unkeepable.path.join('.');
        throw new InvalidInput(`${field} ${unkeepable.message}`, { field });
      }
      const saved = await apps.saveCertificate(
        key,
        keyring.seal(JSON.stringify(parsed.credential), certificatePurpose(key)),
      );
      if (saved === undefined) return { found: false };
      events.certificateSaved(key.app, key.vendor, key.appType);
      await publishChanges();
      return { found: true, version: saved.version, warnings: await warningsOf(apps, key, parsed.credential) };
    },
    ListCertificateSets: async ({ app }) => {
      const sets = await apps.listCertificates(textField('app', app, 32));
      return { sets: sets.map((set) => ({ ...set, vendor: vendorToProto(set.vendor) })) };
    },
    DeleteCertificateSet: async (request) => {
      const deleted = await apps.deleteCertificate({
        app: textField('app', request.app, 32),
        vendor: knownVendor(request.vendor),
        appType: appTypeOf(request.appType),
      });
      await publishChanges();
      return { deleted };
    },
    TestCertificateSet: deps.testCertificateSet,
    ...templateHandlers({ templates: deps.templates, publishChanges }),
    SaveResource: async ({ app, resource }) => {
      const resourcesId = matchingField(
        'resourcesID',
        resource?.resourcesId ?? '',
        /^[A-Za-z0-9._-]{1,32}$/,
        '1 to 32 letters, digits, ., _ and -',
      );
      const saved = await apps.saveResource(
        textField('app', app, 32),
        { resourcesId, vendors: vendorSettingsOf(resource?.vendors ?? {}) },
        MOST_RESOURCES,
      );
      if (saved === 'too many')
        throw new InvalidInput(`${app} has ${MOST_RESOURCES} resources, which is all it may have; delete one first`, {
          field: 'resourcesID',
        });
      await publishChanges();
      return { found: saved === 'saved' };
    },
    ListResources: async ({ app }) => {
      const resources = await apps.listResources(textField('app', app, 32));
      return { resources: resources.map(({ resourcesId, vendors }) => ({ resourcesId, vendors: vendors })) };
    },
    DeleteResource: async ({ app, resourcesId }) => {
      const id = textField('resourcesID', resourcesId, 32);
      const result = await apps.deleteResource(textField('app', app, 32), id);
      if (result === 'in use')
        throw new InvalidInput(`the push rules of ${app} name ${id}: name another one there first`, {
          field: 'resourcesID',
        });
      await publishChanges();
      return { deleted: result === 'deleted' };
    },
  };
}

/** What will keep messages from arriving although the credential is right. */
async function warningsOf(
  apps: AppStore,
  { app, vendor }: { app: string; vendor: VendorName },
  credential: object,
): Promise<string[]> {
  const [stored, resources] = await Promise.all([apps.get(app), apps.listResources(app)]);
  const byDefault = resources.find(({ resourcesId }) => resourcesId === stored?.pushRules.messageResourcesId);
  const category = 'category' in credential && typeof credential.category === 'string' ? credential.category : '';
  return credentialWarnings(vendor, { settings: byDefault?.vendors[vendor] ?? {}, credentialCategory: category });
}

const MOST_API_KEYS = 10;
/** Whoever routes has them in memory, and an app's settings are one record of Kafka: one too large would hold up those of all apps. */
const MOST_RESOURCES = 500;
const DAY_S = 86_400;
const LONGEST_OVERLAP_S = 30 * DAY_S;

function newClientTokenSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** For how long the secret before stays valid, seconds; a day when it is not said. */
function overlapOf(seconds: number | undefined): number {
  if (seconds === undefined) return DAY_S;
  if (seconds >= 0 && seconds <= LONGEST_OVERLAP_S) return seconds;
  throw new InvalidInput(`overlapSeconds must be 0 to ${LONGEST_OVERLAP_S} (30 days)`, { field: 'overlapSeconds' });
}

function twoAreValid(app: string, untilMs: number): InvalidInput {
  return new InvalidInput(
    `two client-token secrets of ${app} are valid already, the former one until ${new Date(untilMs).toISOString()}: wait until then, revoke it, or replace both at once with an overlap of 0`,
    { field: 'overlapSeconds' },
  );
}

function newApiKey(): string {
  return `bh_${randomBytes(24).toString('base64url')}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function keyIdOf(hash: string): string {
  return hash.slice(0, 12);
}

function appOf(stored: StoredApp): AppInput {
  return { ...stored, deviceMode: deviceModeToProto(stored.deviceMode) };
}

function packageNameOf(name: string): string {
  return matchingField(
    'packageName',
    name,
    /^(?=.{3,128}$)[A-Za-z]\w*(\.[A-Za-z]\w*)+$/,
    'an Android package name such as com.example.app',
  );
}

/** Rules of an app that has no resources yet. */
function rulesOfNewApp(given: Parameters<typeof checkedRules>[0]) {
  const rules = checkedRules(given);
  checkLocales(Object.keys(rules.texts ?? {}).length);
  const [named] = resourcesNamed(rules);
  if (named !== undefined) throw unknownResource(named);
  return rules;
}

/** Whether there was such an app. */
function updated(result: UpdateResult): boolean {
  if (result.kind === 'unknown resource') throw unknownResource(result);
  if (result.kind === 'limits at odds') checkTogether(result.limits);
  if (result.kind === 'too many locales') checkLocales(MOST_LOCALES + 1);
  return result.kind === 'updated';
}

function checkLocales(count: number): void {
  if (count > MOST_LOCALES)
    throw new InvalidInput(`pushRules.texts may be in at most ${MOST_LOCALES} locales`, { field: 'pushRules.texts' });
}

function unknownResource({ field, resourcesId }: { field: string; resourcesId: string }): InvalidInput {
  return new InvalidInput(`${field}: the app has no resource ${resourcesId}; save it first`, { field });
}

/** The mode of a request; undefined when none is given. */
function deviceModeOf(mode: DeviceMode): DeviceModeName | undefined {
  if (mode === 'DEVICE_MODE_UNSPECIFIED') return undefined;
  const name = deviceModeFromProto(mode);
  if (name === undefined) throw new InvalidInput('deviceMode must be single, dual or multi', { field: 'deviceMode' });
  return name;
}

/** The limits that are set, each within its bounds. */
function limitsOf(limits: AppLimits | null): Partial<EffectiveLimits> {
  const set: Record<string, number> = {};
  for (const [name, { min, max }] of Object.entries(limitBounds)) {
    const value = limits?.[name as keyof typeof limitBounds];
    if (value === undefined) continue;
    if (value < min || value > max)
      throw new InvalidInput(`${name} must be ${min} to ${max}`, { field: `limits.${name}` });
    set[name] = value;
  }
  return set;
}

/** What the limits in force demand of each other. */
function holdTogether({ heartbeatIntervalMs, silenceTimeoutMs }: EffectiveLimits): boolean {
  return silenceTimeoutMs > heartbeatIntervalMs;
}

function checkTogether(limits: EffectiveLimits): void {
  if (holdTogether(limits)) return;
  const { heartbeatIntervalMs, silenceTimeoutMs } = limits;
  throw new InvalidInput(
    `silenceTimeoutMs (${silenceTimeoutMs}) must be above heartbeatIntervalMs (${heartbeatIntervalMs}): clients that beat in time would be closed as silent`,
    { field: 'limits.silenceTimeoutMs' },
  );
}

function vendorSettingsOf(vendors: Record<string, VendorSettings>): Partial<Record<VendorName, VendorSettings>> {
  const known: Partial<Record<VendorName, VendorSettings>> = {};
  for (const [name, settings] of Object.entries(vendors)) {
    const vendor = vendorNames.find((candidate) => candidate === name);
    if (vendor === undefined)
      throw new InvalidInput(`${name} is not one of ${vendorNames.join(', ')}`, { field: `vendors.${name}` });
    const problem = vendorSettingsProblem(vendor, settings);
    if (problem !== undefined) throw settingRefused(name, problem.setting, problem.message);
    const template = missingTemplate(vendor, settings);
    if (template !== undefined) throw settingRefused(name, 'templateID', template);
    const unkeepable = textProblem(settings);
    if (unkeepable !== undefined) throw settingRefused(name, unkeepable.path.join('.'), unkeepable.message);
    known[vendor] = settings;
  }
  return known;
}

function settingRefused(vendor: string, setting: string, message: string): InvalidInput {
  const field = `vendors.${vendor}.${setting}`;
  return new InvalidInput(`${field} ${message}`, { field });
}
