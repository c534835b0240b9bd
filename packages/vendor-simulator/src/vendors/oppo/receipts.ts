import type { PushFate } from '../../phones/incoming-push.ts';
import type { ReceiptPost } from '../../receipts/receipt-sender.ts';

export interface OppoReceipt {
  messageId: string;
  taskId: string;
  appId: string;
  regId: string;
  param: string;
  eventType: 'push_arrive' | 'regid_invalid' | 'user_daily_limit';
  at: number;
}

/** Arrival means the push client on the phone, shown or not; clicks are never reported (oppo.md §7). */
export function receiptEventOf(fate: PushFate): OppoReceipt['eventType'] | undefined {
  switch (fate) {
    case 'delivered':
    case 'notifications-off':
      return 'push_arrive';
    case 'uninstalled':
      return 'regid_invalid';
    case 'daily-limit':
      return 'user_daily_limit';
    case 'clicked':
    case 'expired':
    case 'overwritten':
    case 'app-not-running':
    case 'offline-not-kept':
      return undefined;
  }
}

/** Always a JSON array; one event may name several regIds, joined with a comma and a space. */
export function encodeOppoReceipts(receipts: OppoReceipt[]): ReceiptPost[] {
  const groups = Map.groupBy(receipts, ({ messageId, taskId, eventType, param }) =>
    [messageId, taskId, eventType, param].join('\n'),
  );
  const events = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        messageId: first.messageId,
        appId: first.appId,
        taskId: first.taskId,
        registrationIds: group.map((receipt) => receipt.regId).join(', '),
        eventTime: String(Math.floor(first.at)),
        param: first.param,
        eventType: first.eventType,
      },
    ];
  });
  return [{ contentType: 'application/json', body: JSON.stringify(events) }];
}
