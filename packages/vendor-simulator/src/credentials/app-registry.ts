import type { Vendor } from '../vendor.ts';
import type { App } from './app.ts';
import { defaultSettings } from './default-settings.ts';
import type { NewApp } from './make-app.ts';
import { DEFAULT_APPS, makeApp } from './make-app.ts';
import { mergeSettings } from './merge-settings.ts';

const MAX_APPS = 1_000;

/** The app of one vendor, with the type that belongs to it. */
export type AppOf<V extends Vendor> = Extract<App, { vendor: V }>;

/** What the vendors' consoles know: apps, their credentials and their rights. */
export class AppRegistry {
  readonly #fcmUrl: string;
  readonly #defaults: readonly App[];
  #apps = new Map<string, App>();

  constructor(vendors: readonly Vendor[], fcmUrl: string) {
    this.#fcmUrl = fcmUrl;
    this.#defaults = vendors.map((vendor) => makeApp(DEFAULT_APPS[vendor], fcmUrl));
    this.reset();
  }

  add(wanted: NewApp): App {
    if (this.#apps.size >= MAX_APPS) throw new Error(`at most ${MAX_APPS} apps`);
    const app = makeApp(wanted, this.#fcmUrl);
    this.#apps.set(keyOf(app.vendor, app.appId), app);
    return app;
  }

  list(): App[] {
    return [...this.#apps.values()];
  }

  find<V extends Vendor>(vendor: V, appId: string): AppOf<V> | undefined {
    return this.#apps.get(keyOf(vendor, appId)) as AppOf<V> | undefined;
  }

  first<V extends Vendor>(vendor: V, matches: (app: AppOf<V>) => boolean = () => true): AppOf<V> | undefined {
    for (const app of this.#apps.values()) {
      if (app.vendor === vendor && matches(app as AppOf<V>)) return app as AppOf<V>;
    }
    return undefined;
  }

  /** Changes settings in place. Throws a TypeError that names the first field it cannot take. */
  update(app: App, change: Record<string, unknown>): void {
    mergeSettings(app.settings as unknown as Record<string, unknown>, change);
  }

  /** Back to the default apps with their default settings; credentials stay what they were. */
  reset(): void {
    this.#apps.clear();
    for (const app of this.#defaults) {
      Object.assign(app.settings, defaultSettings[app.vendor]());
      this.#apps.set(keyOf(app.vendor, app.appId), app);
    }
  }
}

const keyOf = (vendor: Vendor, appId: string): string => `${vendor}/${appId}`;
