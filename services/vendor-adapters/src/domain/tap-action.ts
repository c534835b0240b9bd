import type { VendorSettings } from '@bellhop/contracts';

/** What a tap on the notification does. */
export type TapAction =
  | { readonly kind: 'launch' }
  | { readonly kind: 'page'; readonly target: string }
  | { readonly kind: 'url'; readonly url: string };

/** The tap action of the settings; opening the app when nothing usable is set. */
export function tapActionOf({ clickAction }: Pick<VendorSettings, 'clickAction'>): TapAction {
  if (clickAction === null || clickAction === undefined || clickAction.value === '') return { kind: 'launch' };
  switch (clickAction.kind) {
    case 'CLICK_ACTION_KIND_OPEN_PAGE':
      return { kind: 'page', target: clickAction.value };
    case 'CLICK_ACTION_KIND_OPEN_URL':
      return { kind: 'url', url: clickAction.value };
    default:
      return { kind: 'launch' };
  }
}

/** Whether a page is given as Android writes intents to text (`Intent.toUri`): `intent:…#Intent;…;end`. */
export function isIntentUri(target: string): boolean {
  return target.includes('#Intent;') && target.endsWith(';end');
}

/** An intent URI that also carries these string extras, escaped as Android's `Uri.encode` does. */
export function withExtras(intentUri: string, extras: Readonly<Record<string, string>>): string {
  const added = Object.entries(extras).map(([name, value]) => `S.${name}=${encodeURIComponent(value)};`);
  return `${intentUri.slice(0, -'end'.length)}${added.join('')}end`;
}
