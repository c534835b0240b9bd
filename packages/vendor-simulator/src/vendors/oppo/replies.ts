import type { VendorReply } from '../../http/vendor-protocol.ts';

/** Texts of the public codes (oppo.md §6). */
const TEXTS: Record<number, string> = {
  [-2]: 'Service in Flow Control',
  [-1]: 'Service Currently Unavailable',
  0: 'Success',
  11: 'Invalid AuthToken',
  12: 'Http Action Not Allowed',
  13: 'App Call Limited',
  14: 'Invalid App Key',
  15: 'Missing App Key',
  16: 'Invalid Signature',
  17: 'Missing Signature',
  18: 'Missing Timestamp',
  19: 'Invalid Timestamp',
  20: 'Invalid Method',
  29: 'Missing Auth Token',
  30: 'Api Permission Denied',
  31: 'Data Not Exist',
  32: 'Data Duplicate',
  33: 'The number of messages exceeds the daily limit',
  40: 'Missing Required Arguments',
  41: 'Invalid Arguments',
  51: 'Invalid Picture',
  54: 'private_msg_template_id is null',
  55: 'App Call Frequency Limit',
  59: 'UseSecondaryAction permission denied',
  67: 'Private classify channel notify_level invalid',
  10000: 'registration_id格式不正确',
  10001: 'registration_id已取消订阅',
  10002: 'alias不正确',
  10004: 'registration_id重复',
};

export const textOf = (code: number): string => TEXTS[code] ?? 'Unknown Error';

export function success(data: object, message = ''): VendorReply {
  return { status: 200, body: { code: 0, message, data }, code: '0' };
}

/** Business errors come with HTTP 200 (oppo.md §1). */
export function failure(code: number): VendorReply {
  return { status: 200, body: { code, message: textOf(code) }, code: String(code) };
}
