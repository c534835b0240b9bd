import type { VendorName } from '@bellhop/contracts';

/** What a sealed certificate is bound to: moved to another row, it does not open. */
export function certificatePurpose({
  app,
  vendor,
  appType,
}: {
  app: string;
  vendor: VendorName;
  appType: number;
}): string {
  return `certificate/${app}/${vendor}/${appType}`;
}

/** What a sealed client-token secret is bound to. The gateway opens it. */
export function clientTokenPurpose(app: string): string {
  return `client-token/${app}`;
}
