import { vendorFromProto, type PushTask, type VendorName } from '@bellhop/contracts';
import { callOf, type Call } from './call.ts';
import type { Notification } from './notification.ts';

/** How a notification ends, of a call that rings no longer or a message that was revoked: taken away, taken away where the vendor lets us and else replaced, or replaced by a quiet one with its id. */
export type CallEnd = 'recall' | 'recall or replace' | 'replace';

/** Who can do what; the table of docs/decisions/0026 with its sources. */
export const callEnds: Readonly<Record<VendorName, CallEnd>> = {
  xiaomi: 'recall', // /v1/message/regid/revoke by notify_id, in the vendor's SDK (xiaomi §3.6)
  huawei: 'replace', // messages:revoke is for HarmonyOS tokens; Android overwrites by notify_id (huawei §3)
  oppo: 'replace', // no recall exists; overwriting by notify_id is a best effort (oppo §3.7)
  vivo: 'recall or replace', // /message/recycle by task id, known from one client (vivo §3.9)
  fcm: 'replace', // no recall exists; a notification with the same tag overwrites (fcm §3)
};

/** Whether a push ends the ringing. */
export function isCallEnd(call: Call | undefined): boolean {
  return call !== undefined && call.kind !== 'ring';
}

/** Whether a push ends what stands on the screen, and brings nothing. */
export function isEnd({ call, takesBack }: Pick<Notification, 'call' | 'takesBack'>): boolean {
  return takesBack || isCallEnd(call);
}

/** Whether nothing is sent for a task, but something taken back: that uses up no quota. */
export function isRecall(task: Pick<PushTask, 'call' | 'vendor' | 'takesBack'>): boolean {
  const vendor = vendorFromProto(task.vendor);
  return (
    vendor !== undefined && callEnds[vendor] === 'recall' && isEnd({ call: callOf(task), takesBack: task.takesBack })
  );
}
