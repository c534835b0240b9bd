import type { ResultRow } from '../../domain/result-class.ts';

/** Result codes of OPPO Push (oppo §6; vendor page 11235). 0 is handled by the reader. */
export const oppoResultCodes: ReadonlyMap<number, ResultRow> = new Map<number, ResultRow>([
  [-2, ['rate', 'flow control of the vendor']],
  [-1, ['retry', 'service not available at the moment']],
  [11, ['access', 'the auth token is not accepted']],
  [12, ['bad', 'HTTP method not allowed']],
  [13, ['rate', 'call limit of the app']],
  [14, ['auth', 'wrong app key']],
  [15, ['auth', 'app key missing']],
  [16, ['auth', 'wrong signature: the master secret does not match the app key']],
  [17, ['auth', 'signature missing']],
  [18, ['auth', 'timestamp missing']],
  [19, ['auth', 'timestamp refused: check the clock of this server']],
  ...[20, 21, 22, 23, 24].map((code): [number, ResultRow] => [code, ['bad', 'method or version not supported']]),
  [25, ['bad', 'the request is not UTF-8']],
  [26, ['auth', 'the IP address of this server is blocked']],
  [27, ['auth', 'access denied']],
  [28, ['auth', 'the app is disabled']],
  [29, ['access', 'auth token missing']],
  [30, ['auth', 'the app may not use this interface']],
  [31, ['bad', 'data does not exist']],
  [32, ['ok', 'sent before']],
  [33, ['quota', 'daily number of messages exceeded']],
  [34, ['quota', 'daily number of pictures exceeded']],
  [40, ['bad', 'a required argument is missing']],
  [41, ['bad', 'invalid arguments']],
  [51, ['bad', 'invalid picture']],
  [54, ['setup', 'problem with the private message template']],
  [55, ['rate', 'call frequency of the app']],
  [59, ['bad', 'no permission for this reminder level']],
  [67, ['setup', 'category or notify level not allowed']],
  [10_000, ['token', 'invalid registration id']],
  [10_001, ['token', 'unsubscribed, or notifications are switched off']],
  [10_002, ['token', 'invalid alias']],
  [10_003, ['token', 'alias unsubscribed']],
  [10_004, ['ok', 'repeated in the request']],
  [10_005, ['ok', 'repeated in the request']],
]);

/** Not in the table: 10000–20000 are refusals of the message (oppo §6). */
export function isBusinessError(code: number): boolean {
  return code > 10_000 && code <= 20_000;
}
/** Any other code that is not in the table is tried again twice (oppo §6). */
export const UNKNOWN_CODE_ATTEMPTS = 3;
