import type { PushFate } from '../../phones/incoming-push.ts';
import type { ReceiptPost } from '../../receipts/receipt-sender.ts';

export interface VivoReceipt {
  taskId: string;
  target: string;
  param: string;
  isNewStyle: boolean;
  ackType: string;
  subAckType: string | undefined;
  at: number;
}

/** ackType and subAckType of what happened (vivo.md §7); clicks are never reported. */
export function acknowledgementOf(fate: PushFate): { ackType: string; subAckType?: string } | undefined {
  switch (fate) {
    case 'delivered':
      return { ackType: '0' };
    case 'daily-limit':
      return { ackType: '100', subAckType: '12000' };
    case 'expired':
      return { ackType: '100', subAckType: '10012' };
    case 'offline-not-kept':
      return { ackType: '100', subAckType: '14002' };
    case 'uninstalled':
      return { ackType: '102', subAckType: '20001' };
    case 'overwritten':
      return { ackType: '103' };
    case 'notifications-off':
      return { ackType: '104' };
    case 'clicked':
    case 'app-not-running':
      return undefined;
  }
}

/** A JSON map keyed by taskId; different outcomes of one task cannot share its key and go into further posts. */
export function encodeVivoReceipts(receipts: VivoReceipt[]): ReceiptPost[] {
  const bodies: Map<string, { sort: string; targets: string[]; first: VivoReceipt }>[] = [];
  for (const receipt of receipts) {
    // The older style reports arrivals only.
    if (!receipt.isNewStyle && receipt.ackType !== '0') continue;
    const sort = `${receipt.ackType}/${receipt.subAckType ?? ''}`;
    let index = 0;
    while (bodies[index]?.has(receipt.taskId) && bodies[index]?.get(receipt.taskId)?.sort !== sort) index += 1;
    const body = (bodies[index] ??= new Map());
    const known = body.get(receipt.taskId);
    if (known === undefined) body.set(receipt.taskId, { sort, targets: [receipt.target], first: receipt });
    else known.targets.push(receipt.target);
  }
  return bodies.map((body) => {
    const map: Record<string, object> = {};
    for (const [taskId, { targets, first }] of body) map[taskId] = entryOf(first, targets.join(','));
    return { contentType: 'application/json', body: JSON.stringify(map) };
  });
}

function entryOf(receipt: VivoReceipt, targets: string): object {
  const common = { targets, ...(receipt.param === '' ? {} : { param: receipt.param }) };
  if (!receipt.isNewStyle) return common;
  return {
    ...common,
    ackType: receipt.ackType,
    ...(receipt.subAckType === undefined ? {} : { subAckType: receipt.subAckType }),
    ackTime: Math.floor(receipt.at),
  };
}
