import { appSettingsChanged, effectiveLimits, type AppSettingsChanged, type EffectiveLimits } from '@bellhop/contracts';
import type { OnFatal } from '@bellhop/runtime';
import { followTopic, type Follower } from './follower.ts';
import type { KafkaConfig } from './kafkajs.ts';

/** An app as services see it. */
export interface KnownApp {
  readonly app: string;
  readonly packageName: string;
  /** Of its API keys, hex. */
  readonly apiKeySha256s: readonly string[];
  readonly sealedClientTokenSecret: string;
  readonly limits: EffectiveLimits;
  readonly resourcesIds: ReadonlySet<string>;
  readonly version: number;
}

/** All apps, in memory, kept current from `app.settings.v1`. */
export interface AppDirectory extends Follower {
  get(app: string): KnownApp | undefined;
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
  return { ...follower, get: (app) => apps.get(app) };
}

function knownApp(settings: AppSettingsChanged): KnownApp {
  return {
    app: settings.app,
    packageName: settings.packageName,
    apiKeySha256s: [settings.apiKeySha256, ...settings.furtherApiKeySha256s].filter((hash) => hash !== ''),
    sealedClientTokenSecret: settings.sealedClientTokenSecret,
    limits: effectiveLimits(settings.limits),
    resourcesIds: new Set(settings.resourcesIds),
    version: settings.version,
  };
}
