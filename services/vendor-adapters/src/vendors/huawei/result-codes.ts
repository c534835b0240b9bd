import type { ResultRow } from '../../domain/result-class.ts';

/** Business codes of Push Kit (huawei §6.2). 80000000, 80100000 and the authentication codes are handled by the reader. */
export const huaweiResultCodes: ReadonlyMap<string, ResultRow> = new Map<string, ResultRow>([
  ['80100001', ['bad', 'parameter check failed']],
  ['80100002', ['bad', 'a system message takes one token only']],
  ['80100003', ['bad', 'message structure error']],
  ['80100004', ['bad', 'time to live is in the past']],
  ['80100013', ['bad', 'illegal collapse key']],
  ['80100016', ['bad', 'sensitive content']],
  ['80100017', ['rate', 'more than 100 topic tasks at a time']],
  ['80100018', ['bad', 'content review signature invalid']],
  ['80200001', ['access', 'authentication failed']],
  ['80200003', ['access', 'the access token is not accepted']],
  ['80200005', ['access', 'the signed token is not accepted']],
  ['80300002', ['auth', 'no permission: push not enabled, or the tokens belong to another app']],
  ['80300007', ['token', 'all tokens of the call are invalid']],
  ['80300008', ['bad', 'the message is larger than 4096 bytes']],
  ['80300010', ['bad', 'too many tokens or none']],
  ['80300011', ['auth', 'no permission for high-priority messages']],
  ['80300013', ['auth', 'receipt address error']],
  ['80600003', ['auth', 'the vendor could not verify the access token: client id or secret may be wrong']],
  ['80000001', ['retry', 'system error at the vendor']],
  ['81000001', ['retry', 'internal error at the vendor']],
]);

/** The class of a code that is not in the table, by its family (huawei §6.2, last row). */
export function rowOfFamily(code: string): ResultRow {
  if (code.startsWith('802')) return ['auth', 'authentication code unknown to us'];
  if (code.startsWith('803')) return ['auth', 'permission code unknown to us'];
  if (code.startsWith('806') || code.startsWith('81')) return ['retry', 'failure code of the vendor unknown to us'];
  return ['bad', 'result code unknown to us'];
}

/** `sub_error` of the token endpoint, in words (huawei §2.1). */
export const tokenErrorWords: ReadonlyMap<number, string> = new Map([
  [12304, 'the client secret is wrong'],
  [20002, 'the client id has a bad format'],
  [20003, 'the client id does not exist'],
  [20171, 'the client secret is empty'],
  [20172, 'the client secret has a bad format'],
  [20182, 'the grant type is not supported'],
]);
