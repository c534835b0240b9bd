import {
  appSettingsChanged,
  effectiveLimits,
  effectivePushRules,
  type AppSettingsChanged,
  type EffectiveLimits,
  type EffectivePushRules,
} from '@bellhop/contracts';
import type { OnFatal } from '@bellhop/runtime';
import { followTopic, type Follower } from './follower.ts';
import type { KafkaConfig } from './kafkajs.ts';

/** An app as services see it. */
export interface KnownApp {
  readonly app: string;
  readonly packageName: string;
  /** Of its API keys, hex. */
  readonly apiKeySha256s: readonly string[];
  /** The one that signs first; the one before it may be valid for a while. */
  readonly clientTokenSecrets: readonly SealedSecret[];
  readonly limits: EffectiveLimits;
  readonly resourcesIds: ReadonlySet<string>;
  readonly pushRules: EffectivePushRules;
  /** Its templates; none = messages name templates of vendors. */
  readonly templateIds: ReadonlySet<string>;
  readonly version: number;
}

/** A secret of client tokens. */
export interface SealedSecret {
  readonly sealed: string;
  /** Tells the app's secrets apart, Unix ms; 0 = it came with the app. */
  readonly issuedAtMs: number;
  /** Infinite for the one that signs. */
  readonly validUntilMs: number;
}

/** All apps, in memory, kept current from `app.settings.v1`. */
export interface AppDirectory extends Follower {
  get(app: string): KnownApp | undefined;
  all(): readonly KnownApp[];
}

/** Follows the settings of all apps. Await `loaded` before serving. */
export async function followApps(
  config: KafkaConfig,
  { onFatal, service }: { onFatal: OnFatal; service: string },
): Promise<AppDirectory> {
  const apps = new Map<string, KnownApp>();
  const follower = await followTopic(
    config,
    appSettingsChanged,
    (settings, key) => {
      if (settings === undefined) apps.delete(key);
      else apps.set(settings.app, knownApp(settings));
    },
    { onFatal, purpose: `${service}.app-settings` },
  );
  return { ...follower, get: (app) => apps.get(app), all: () => [...apps.values()] };
}

function knownApp(settings: AppSettingsChanged): KnownApp {
  return {
    app: settings.app,
    packageName: settings.packageName,
    apiKeySha256s: [settings.apiKeySha256, ...settings.furtherApiKeySha256s].filter((hash) => hash !== ''),
    clientTokenSecrets: secretsOf(settings),
    limits: effectiveLimits(settings.limits),
    resourcesIds: new Set(settings.resourcesIds),
    pushRules: effectivePushRules(settings.pushRules),
    templateIds: new Set(settings.templateIds),
    version: settings.version,
  };
}

function secretsOf(settings: AppSettingsChanged): SealedSecret[] {
  const signing = {
    sealed: settings.sealedClientTokenSecret,
    issuedAtMs: settings.clientTokenSecretIssuedAtMs,
    validUntilMs: Number.POSITIVE_INFINITY,
  };
  if (settings.sealedFormerClientTokenSecret === '') return [signing];
  return [
    signing,
    {
      sealed: settings.sealedFormerClientTokenSecret,
      issuedAtMs: settings.formerClientTokenSecretIssuedAtMs,
      validUntilMs: settings.formerClientTokenSecretValidUntilMs,
    },
  ];
}
