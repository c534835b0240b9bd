import { createHmac, randomUUID } from 'node:crypto';
import type { HuaweiReceiptConfiguration } from '../../credentials/app.ts';
import type { PushFate } from '../../phones/incoming-push.ts';
import type { ReceiptPost } from '../../receipts/receipt-sender.ts';
import { piecesOf } from '../../receipts/receipt-sender.ts';

const MAX_STATUSES = 100;

export interface HuaweiReceipt {
  configuration: HuaweiReceiptConfiguration;
  appId: string;
  packageName: string;
  token: string;
  requestId: string;
  biTag: string | undefined;
  isData: boolean;
  status: number;
  at: number;
}

/** Status of what happened (huawei.md §7); there is no click receipt. */
export function receiptStatusOf(fate: PushFate): number | undefined {
  switch (fate) {
    case 'delivered':
      return 0;
    case 'uninstalled':
      return 2;
    case 'notifications-off':
      return 6;
    case 'overwritten':
    case 'expired':
      return 15;
    case 'app-not-running':
      return 27;
    case 'daily-limit':
      return 102;
    case 'clicked':
    case 'offline-not-kept':
      return undefined;
  }
}

export function encodeHuaweiReceipts(receipts: HuaweiReceipt[]): ReceiptPost[] {
  const byConfiguration = Map.groupBy(receipts, (receipt) => receipt.configuration);
  return [...byConfiguration].flatMap(([configuration, its]) =>
    piecesOf(its, MAX_STATUSES).map((piece) => ({
      contentType: 'application/json; charset=UTF-8',
      body: JSON.stringify({ statuses: piece.map(configuration.version === 'V2' ? version2 : version1) }),
      headers: signatureOf(configuration, Date.now(), randomUUID()),
    })),
  );
}

function version1(receipt: HuaweiReceipt): object {
  return {
    ...(receipt.biTag === undefined ? {} : { biTag: receipt.biTag }),
    appid: receipt.appId,
    token: receipt.token,
    status: receipt.status,
    timestamp: Math.floor(receipt.at),
    requestId: receipt.requestId,
  };
}

function version2(receipt: HuaweiReceipt): object {
  return {
    token: receipt.token,
    pushType: receipt.isData ? 1 : 0,
    appPackageName: receipt.packageName,
    ...(receipt.biTag === undefined ? {} : { biTag: receipt.biTag }),
    requestId: receipt.requestId,
    deliveryStatus: { result: receipt.status, timestamp: Math.floor(receipt.at) },
  };
}

/** `Base64(HMAC-SHA256(key, timestamp + nonce + userName))`; only when user name and secret are configured. */
export function signatureOf(
  configuration: HuaweiReceiptConfiguration,
  timestampMs: number,
  nonce: string,
): Record<string, string> {
  const { username, secret, secretEncoding = 'utf8' } = configuration;
  if (username === undefined || secret === undefined) return {};
  const value = createHmac('sha256', Buffer.from(secret, secretEncoding))
    .update(`${timestampMs}${nonce}${username}`)
    .digest('base64');
  return { 'X-HUAWEI-CALLBACK-ID': `timestamp=${timestampMs}; nonce=${nonce}; value=${value}` };
}
