import { asText } from '../../http/as-text.ts';
import type { XiaomiApp } from '../../credentials/app.ts';
import { mediaTypeOf } from '../../http/vendor-protocol.ts';
import type { VendorParts, VendorProtocol, VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import { MessageLog } from '../../observation/message-log.ts';
import { ReceiptSender } from '../../receipts/receipt-sender.ts';
import { isGivenValue } from '../java-values.ts';
import type { Refusal } from './codes.ts';
import { refuse } from './codes.ts';
import { messageFromForm, messageFromJson, targetsOf } from './message.ts';
import { xiaomiQueries } from './queries.ts';
import { encodeXiaomiReceipts } from './receipts.ts';
import { failure, newMessageId, success } from './replies.ts';
import { XiaomiSending } from './send.ts';
import type { CallRules } from './validate.ts';
import { problemOf } from './validate.ts';

const MAX_TOPICS = 5;
const TOPIC_OPERATIONS = new Set(['UNION', 'INTERSECTION', 'EXCEPT']);
const FORM = 'application/x-www-form-urlencoded';
const SEND =
  /^\/v[234]\/(message\/(regid|alias|user_account|topic|multi_topic|all)|multi_messages\/(regids|aliases|user_accounts))$/;

/** Xiaomi Push: AppSecret in a header, forms in, JSON out, HTTP 200 always (xiaomi.md). */
export function xiaomiProtocol(parts: VendorParts): VendorProtocol {
  const log = new MessageLog();
  const receipts = new ReceiptSender(encodeXiaomiReceipts, parts.receiptCounts);
  const sending = new XiaomiSending(parts, log, receipts);
  const queries = xiaomiQueries({ log, phones: parts.phones, dispatcher: parts.dispatcher });

  const send = (request: VendorRequest, app: XiaomiApp, form: URLSearchParams): VendorReply => {
    const [, kind, single, multi] = SEND.exec(request.path) ?? [];
    if (kind === undefined) return failure(refuse(10020, 'API not found.'));
    if (multi !== undefined) return sendMulti(request, app, form, multi);
    const message = messageFromForm(form);
    const regIds = targetsOf(form, 'registration_id', 'registration_ids');
    if (single === 'regid' && regIds.length === 0) {
      return failure(refuse(10016, 'Missing required parameter: registration_id'));
    }
    const problem = problemOf(message, app, rulesOf(request));
    if (problem !== undefined) return { ...failure(problem), refusedTargets: regIds.length };
    switch (single) {
      case 'regid':
        return sending.toRegIds(request, app, regIds, message);
      case 'all':
        return sending.toAll(request, app, message);
      case 'alias':
      case 'user_account':
        // The newest client SDK has no aliases or accounts: nobody can have subscribed one.
        return form.get(single)
          ? failure(refuse(20301, 'No valid targets!'))
          : failure(refuse(10016, `Missing required parameter: ${single}`));
      default: {
        const problem = topicProblem(form, single === 'multi_topic');
        return problem === undefined
          ? success({ id: newMessageId(request.receivedAt) }, 'Received push messages for 1 TOPIC')
          : failure(problem);
      }
    }
  };

  const sendMulti = (
    request: VendorRequest,
    app: XiaomiApp,
    form: URLSearchParams,
    targetKind: string,
  ): VendorReply => {
    let entries: unknown;
    let timeToSend = form.get('time_to_send') || undefined;
    try {
      if (mediaTypeOf(request) === 'application/json') {
        const body = JSON.parse(request.body) as Record<string, unknown>;
        entries = body['messages'];
        if (isGivenValue(body['time_to_send'])) timeToSend = asText(body['time_to_send']);
      } else {
        if (!form.get('messages')) return failure(refuse(10016, 'Missing required parameter: messages'));
        entries = JSON.parse(form.get('messages') ?? '');
      }
    } catch {
      return failure(refuse(10017, 'Invalid parameter: messages'));
    }
    if (!Array.isArray(entries) || entries.length === 0 || entries.length > 1000) {
      return failure(refuse(10017, 'Invalid parameter: messages'));
    }
    const targets = [];
    for (const entry of entries as { target?: unknown; message?: unknown }[]) {
      const { target, message: json } = entry ?? {};
      if (typeof target !== 'string' || target === '' || typeof json !== 'object' || json === null) {
        return failure(refuse(10017, 'Invalid parameter: messages'));
      }
      const message = messageFromJson(json as Record<string, unknown>, timeToSend);
      const problem = problemOf(message, app, rulesOf(request));
      if (problem !== undefined) return { ...failure(problem), refusedTargets: entries.length };
      targets.push({ regId: target, message });
    }
    if (targetKind !== 'regids') return failure(refuse(20301, 'No valid targets!'));
    return sending.toEach(request, app, targets);
  };

  return {
    kindOf: (path) => (SEND.test(path) ? 'send' : 'other'),
    handle(request) {
      const app = appOf(parts, request.headers.authorization);
      if (app === undefined) return failure(refuse(21301, 'Invalid application secret.'));
      const isSend = SEND.test(request.path);
      if (isSend && request.method !== 'POST') return failure(refuse(10021, 'HTTP method not supported.'));
      const type = mediaTypeOf(request);
      const isJsonVariant = type === 'application/json' && request.path.includes('/multi_messages/');
      const isRefusedType = type !== '' && type !== FORM && !isJsonVariant && request.body !== '';
      if (request.method === 'POST' && isRefusedType) return failure(refuse(10007, 'Unsupported mime type.'));
      const form = request.method === 'POST' && !isJsonVariant ? parametersOf(request) : request.query;
      return isSend ? send(request, app, form) : queries(request, app, form);
    },
    refusal: (code) => failure(refuse(Number(code), 'Simulated.')),
    httpFailure: (status) => ({ status, body: '', code: `http ${status}` }),
    // An AppSecret never expires (xiaomi.md §2).
    expireAccessTokens: () => {},
    reset() {
      log.clear();
      sending.reset();
    },
    stop: () => receipts.stop(),
  };
}

/** The version is in the path, which has been matched. */
function rulesOf({ path, vendorTime }: VendorRequest): CallRules {
  return { version: path.slice(1, 3) as CallRules['version'], nowMs: vendorTime };
}

/** One topic, or up to five of them and how they are combined (xiaomi.md §3.2). */
function topicProblem(form: URLSearchParams, isMulti: boolean): Refusal | undefined {
  const name = isMulti ? 'topics' : 'topic';
  const value = form.get(name) ?? '';
  const topics = (isMulti ? value.split(';$;') : [value]).filter((topic) => topic !== '');
  if (topics.length === 0) return refuse(10016, `Missing required parameter: ${name}`);
  if (!isMulti) return undefined;
  if (topics.length > MAX_TOPICS) return refuse(65035, 'Too many topics.');
  const operation = form.get('topic_op') ?? '';
  if (operation === '') return refuse(10016, 'Missing required parameter: topic_op');
  return TOPIC_OPERATIONS.has(operation) ? undefined : refuse(10017, 'Invalid parameter: topic_op');
}

/** The form; several clients put some or all parameters of a POST into the query. */
function parametersOf(request: VendorRequest): URLSearchParams {
  const form = new URLSearchParams(request.body);
  for (const [name, value] of request.query) form.append(name, value);
  return form;
}

/** `Authorization: key=<AppSecret>`, lower-case `key`, no spaces. */
function appOf(parts: VendorParts, authorization: string | undefined): XiaomiApp | undefined {
  if (authorization === undefined || !authorization.startsWith('key=')) return undefined;
  const secret = authorization.slice('key='.length);
  return parts.apps.first('xiaomi', (app) => app.credentials.appSecret === secret);
}
