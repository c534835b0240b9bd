import type { App } from '../credentials/app.ts';
import type { NewApp } from '../credentials/make-app.ts';
import type { ControlParts } from './control-parts.ts';
import { ControlError, onlyKnown, optionalText, present } from './input.ts';
import type { Route } from './route.ts';
import { vendorNamed } from './route.ts';
import { appView } from './views.ts';

const NEW_APP = ['vendor', 'packageName', 'appId', 'secret', 'appKey', 'projectId', 'settings'];

/** The vendors' consoles: registering apps, granting rights, setting quotas. */
export function appRoutes({ apps, protocols }: ControlParts): Route[] {
  const settingsOf = (value: unknown): Record<string, unknown> => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    throw new ControlError(400, 'settings must be an object');
  };
  return [
    {
      method: 'GET',
      path: /^\/v1\/apps$/,
      handle: () => ({ apps: apps.list().map(appView) }),
    },
    {
      method: 'POST',
      path: /^\/v1\/apps$/,
      handle({ input }): App {
        onlyKnown(input, NEW_APP);
        const vendor = vendorNamed(input['vendor'], protocols);
        const wanted = present<NewApp>({
          vendor,
          packageName: optionalText(input, 'packageName'),
          appId: optionalText(input, 'appId'),
          secret: optionalText(input, 'secret'),
          appKey: optionalText(input, 'appKey'),
          projectId: optionalText(input, 'projectId'),
        });
        if (wanted.appId !== undefined && apps.find(vendor, wanted.appId) !== undefined) {
          throw new ControlError(409, `${vendor} has an app ${wanted.appId} already`);
        }
        const app = apps.add(wanted);
        if (input['settings'] !== undefined) apps.update(app, settingsOf(input['settings']));
        return appView(app);
      },
    },
    {
      method: 'PATCH',
      path: /^\/v1\/apps\/([^/]+)\/([^/]+)$/,
      handle({ parameters: [name, appId = ''], input }): App {
        onlyKnown(input, ['settings']);
        const vendor = vendorNamed(name, protocols);
        const app = apps.find(vendor, appId);
        if (app === undefined) throw new ControlError(404, `${vendor} has no app ${appId}`);
        apps.update(app, settingsOf(input['settings']));
        return appView(app);
      },
    },
  ];
}
