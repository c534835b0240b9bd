import { AccessTokens } from '../../credentials/access-tokens.ts';
import type { OppoApp } from '../../credentials/app.ts';
import { mediaTypeOf } from '../../http/vendor-protocol.ts';
import type { VendorParts, VendorProtocol, VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import { ReceiptSender } from '../../receipts/receipt-sender.ts';
import { isGivenValue, javaBoolean, javaInteger } from '../java-values.ts';
import { issueToken } from './auth.ts';
import { typed } from './notification.ts';
import { encodeOppoReceipts } from './receipts.ts';
import { failure, success } from './replies.ts';
import { OppoSending } from './send.ts';
import type { OneMessage } from './send.ts';
import { problemOf } from './validate.ts';

const PREFIX = '/server/v1/';
const SEND = 'message/notification/';
const POSTS = new Set([`${SEND}unicast`, `${SEND}unicast_batch`, `${SEND}save_message_content`, `${SEND}broadcast`]);
const MAX_BATCH = 1000;

/** OPPO PUSH: forms in (JSON travels inside a field), HTTP 200 and an integer code out (oppo.md). */
export function oppoProtocol(parts: VendorParts): VendorProtocol {
  const { apps } = parts;
  const tokens = new AccessTokens();
  const receipts = new ReceiptSender(encodeOppoReceipts, parts.receiptCounts);
  const sending = new OppoSending(parts, receipts);

  /** The token sits in the form, a header or the query (oppo.md §2.3). */
  const authorise = (request: VendorRequest, form: URLSearchParams): OppoApp | number => {
    const header = request.headers['auth_token'];
    const token = form.get('auth_token') ?? request.query.get('auth_token') ?? header;
    if (typeof token !== 'string' || token === '') return 29;
    const known = tokens.find(token, request.receivedAt);
    if (known === undefined || known.isExpired) return 11;
    return apps.find('oppo', known.appId) ?? 11;
  };

  const unicast = (request: VendorRequest, app: OppoApp, form: URLSearchParams): VendorReply => {
    const json = form.get('message');
    if (json === null || json === '') return failure(40);
    const message = readMessage(parse(json), app);
    return typeof message === 'number'
      ? { ...failure(message), refusedTargets: 1 }
      : sending.unicast(request, app, message);
  };

  const unicastBatch = (request: VendorRequest, app: OppoApp, form: URLSearchParams): VendorReply => {
    const json = form.get('messages');
    if (json === null || json === '') return failure(40);
    const entries = parse(json);
    if (!Array.isArray(entries) || entries.length === 0 || entries.length > MAX_BATCH) return failure(41);
    const messages: OneMessage[] = [];
    for (const entry of entries) {
      const message = readMessage(entry, app);
      if (typeof message === 'number') return { ...failure(message), refusedTargets: entries.length };
      messages.push(message);
    }
    return sending.batch(request, app, messages);
  };

  const save = (app: OppoApp, form: URLSearchParams): VendorReply => {
    const notification = typed(form);
    delete notification['auth_token'];
    const problem = problemOf(notification, app, true);
    return problem === undefined ? sending.save(app, notification) : failure(problem);
  };

  const feedback = (request: VendorRequest, form: URLSearchParams): VendorReply => {
    if (request.method !== 'GET') return failure(12);
    const app = authorise(request, form);
    // Uninstalled phones are refused on the send itself, so this list has nothing to add.
    return typeof app === 'number' ? failure(app) : success({ registration_ids: [], totalCount: 0 });
  };

  return {
    kindOf(path) {
      if (path === `${PREFIX}auth`) return 'auth';
      return path.startsWith(PREFIX + SEND) ? 'send' : 'other';
    },
    handle(request) {
      const call = request.path.startsWith(PREFIX) ? request.path.slice(PREFIX.length) : '';
      // A JSON body is not read: its arguments are missing (oppo.md §9).
      const isForm = mediaTypeOf(request) === 'application/x-www-form-urlencoded';
      const form = new URLSearchParams(isForm ? request.body : '');
      if (call === 'feedback/fetch_invalid_regidList') return feedback(request, form);
      if (call !== 'auth' && !POSTS.has(call)) return failure(20);
      if (request.method !== 'POST') return failure(12);
      if (!isForm) return failure(40);
      if (call === 'auth') return issueToken(request, form, { apps, tokens });
      const app = authorise(request, form);
      if (typeof app === 'number') return failure(app);
      switch (call) {
        case `${SEND}unicast`:
          return unicast(request, app, form);
        case `${SEND}unicast_batch`:
          return unicastBatch(request, app, form);
        case `${SEND}save_message_content`:
          return save(app, form);
        default:
          return sending.broadcast(request, app, form);
      }
    },
    refusal: (code) => failure(Number(code)),
    httpFailure: (status) => ({ status, body: '', code: `http ${status}` }),
    expireAccessTokens: () => tokens.expireAll(),
    reset: () => sending.reset(),
    stop: () => receipts.stop(),
  };
}

/** One entry of a unicast call: OPPO's code when it cannot be taken. */
function readMessage(value: unknown, app: OppoApp): OneMessage | number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 41;
  const message = value as Record<string, unknown>;
  const type = javaInteger(message['target_type']);
  const target = message['target_value'];
  if (type === undefined || !isGivenValue(target) || !isGivenValue(message['notification'])) return 40;
  if (type !== 2 && type !== 5) return 41;
  if (typeof target !== 'string') return 41;
  if (javaBoolean(message['verify_registration_id']) === 'illegal') return 41;
  if (typeof message['notification'] !== 'object' || message['notification'] === null) return 41;
  const notification = typed(Object.entries(message['notification']));
  return problemOf(notification, app, false) ?? { regId: target, isAlias: type === 5, notification };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
