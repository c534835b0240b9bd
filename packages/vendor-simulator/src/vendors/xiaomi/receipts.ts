import type { PushFate } from '../../phones/incoming-push.ts';
import type { ReceiptPost } from '../../receipts/receipt-sender.ts';

export interface XiaomiReceipt {
  messageId: string;
  type: number;
  target: string;
  param: string | undefined;
  jobkey: string | undefined;
  barStatus: 'Enable' | 'Disable' | 'Unknown';
  at: number;
  quota?: { ack: string; quota: string };
}

/** Receipt bit of what happened (xiaomi.md §7); a phone that is merely offline causes none. */
export function receiptTypeOf(fate: PushFate): number | undefined {
  switch (fate) {
    case 'delivered':
    case 'notifications-off':
      return 1;
    case 'clicked':
      return 2;
    case 'uninstalled':
      return 16;
    case 'daily-limit':
      return 128;
    case 'expired':
      return 1024;
    case 'overwritten':
    case 'app-not-running':
    case 'offline-not-kept':
      return undefined;
  }
}

/**
 * The form that Xiaomi posts: one field `data`, a JSON object keyed by message id. Two kinds of event of one
 * message cannot share a key, so they go into separate posts.
 */
export function encodeXiaomiReceipts(receipts: XiaomiReceipt[]): ReceiptPost[] {
  const bodies: Map<string, { type: number; targets: string[]; entry: object }>[] = [];
  for (const receipt of receipts) {
    let index = 0;
    for (;;) {
      const body = (bodies[index] ??= new Map());
      const known = body.get(receipt.messageId);
      if (known === undefined) {
        body.set(receipt.messageId, { type: receipt.type, targets: [receipt.target], entry: entryOf(receipt) });
        break;
      }
      if (known.type === receipt.type) {
        known.targets.push(receipt.target);
        break;
      }
      index += 1;
    }
  }
  return bodies.map((body) => {
    const data: Record<string, object> = {};
    for (const [id, { targets, entry }] of body) data[id] = { ...entry, targets: targets.join(',') };
    return {
      contentType: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({ data: JSON.stringify(data) }).toString(),
    };
  });
}

function entryOf(receipt: XiaomiReceipt): object {
  return {
    ...(receipt.param === undefined ? {} : { param: receipt.param }),
    type: receipt.type,
    targets: '',
    jobkey: receipt.jobkey ?? '',
    barStatus: receipt.barStatus,
    timestamp: Math.floor(receipt.at),
    ...(receipt.type === 16 ? { errorCode: 1 } : {}),
    ...(receipt.quota === undefined ? {} : { extra: receipt.quota }),
  };
}
