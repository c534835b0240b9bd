import {
  vendorNames,
  vendorSettingsCatalogue,
  type ClickActionKind,
  type VendorName,
  type VendorSettings,
  type VendorSettingsInput,
} from '@bellhop/contracts';
import { z } from 'zod';

const clickKinds = {
  launchApp: 'CLICK_ACTION_KIND_LAUNCH_APP',
  openPage: 'CLICK_ACTION_KIND_OPEN_PAGE',
  openURL: 'CLICK_ACTION_KIND_OPEN_URL',
} as const satisfies Record<string, ClickActionKind>;

const types = { text: z.string().max(1_024), number: z.int().min(0).max(1_000_000), flag: z.boolean() };
const clickAction = z.strictObject({
  kind: z.enum(['launchApp', 'openPage', 'openURL']),
  value: z.string().max(1_024).optional(),
});

/** Settings for one vendor as they are written in JSON: the names of the catalogue. What is allowed on which vendor is checked behind it. */
const settings = z.strictObject({
  ...Object.fromEntries(Object.values(vendorSettingsCatalogue).map(({ json, type }) => [json, types[type].optional()])),
  clickAction: clickAction.optional(),
});

type SettingsJson = Record<string, unknown> & { clickAction?: z.output<typeof clickAction> | undefined };

/** Settings by vendor; a vendor left out has its defaults. */
export const settingsByVendor = z.strictObject(
  Object.fromEntries(vendorNames.map((name) => [name, settings.optional()])) as Record<
    VendorName,
    z.ZodOptional<typeof settings>
  >,
);

/** Settings by vendor as contracts have them. */
export function vendorsOf(given: z.output<typeof settingsByVendor>): Partial<Record<VendorName, VendorSettingsInput>> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, one]) =>
      one === undefined ? [] : [[name, settingsOf(one as SettingsJson)]],
    ),
  );
}

function settingsOf({ clickAction: action, ...given }: SettingsJson): VendorSettingsInput {
  const named = Object.entries(vendorSettingsCatalogue).flatMap(([name, { json }]) =>
    given[json] === undefined ? [] : [[name, given[json]]],
  );
  return {
    ...(Object.fromEntries(named) as VendorSettingsInput),
    ...(action === undefined ? {} : { clickAction: { kind: clickKinds[action.kind], value: action.value ?? '' } }),
  };
}

/** Settings without what is empty, so that what is read can be written again. */
export function settingsJson(settings: Partial<VendorSettings>): Record<string, unknown> {
  const { clickAction: action } = settings;
  const kind = Object.entries(clickKinds).find(([, proto]) => proto === action?.kind)?.[0];
  const named = Object.entries(vendorSettingsCatalogue).flatMap(([name, { json }]) => {
    const value = settings[name as keyof typeof vendorSettingsCatalogue];
    return value === undefined || value === '' || value === 0 ? [] : [[json, value]];
  });
  return {
    ...(Object.fromEntries(named) as Record<string, unknown>),
    ...(kind === undefined ? {} : { clickAction: { kind, ...(action?.value ? { value: action.value } : {}) } }),
  };
}
