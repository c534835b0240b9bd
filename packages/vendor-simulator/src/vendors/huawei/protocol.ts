import { AccessTokens } from '../../credentials/access-tokens.ts';
import type { HuaweiApp } from '../../credentials/app.ts';
import type { VendorParts, VendorProtocol, VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import { DailyCounter } from '../../limits/daily-counter.ts';
import { TokenBuckets } from '../../limits/token-bucket.ts';
import type { Phone } from '../../phones/phone.ts';
import { ReceiptSender } from '../../receipts/receipt-sender.ts';
import { clientView, isTestMessage } from './client-view.ts';
import type { HuaweiMessage } from './message.ts';
import { isObject, parseRequest, readMessage } from './message.ts';
import { issueToken } from './oauth.ts';
import { encodeHuaweiReceipts, receiptStatusOf } from './receipts.ts';
import type { HuaweiReceipt } from './receipts.ts';
import { answer, badParameter, failure, newRequestId, oauthFailure, refuse } from './replies.ts';
import type { Refusal } from './replies.ts';
import { problemOf } from './validate.ts';

const ALL_INVALID = refuse('80300007', 'All the tokens are invalid');
const TOKEN_PATH = /^\/oauth2\/v[23]\/token$/;
const SEND_PATH = /^\/(v1|v2)\/([^/]+)\/messages(?::|%3A)send$/i;

/** Huawei Push Kit, interfaces v1 and v2, and its OAuth server (huawei.md). */
export function huaweiProtocol(parts: VendorParts): VendorProtocol {
  const { apps, clock } = parts;
  const tokens = new AccessTokens();
  const rate = new TokenBuckets();
  const tests = new DailyCounter();
  const receipts = new ReceiptSender(encodeHuaweiReceipts, parts.receiptCounts);

  /** The app of the path, if the bearer token is its own and alive; else why not. */
  const authorise = (request: VendorRequest, version: string, id: string): HuaweiApp | Refusal => {
    const [scheme, bearer = ''] = (request.headers.authorization ?? '').split(' ', 2);
    const known = scheme === 'Bearer' ? tokens.find(bearer, request.receivedAt) : undefined;
    if (known === undefined) return refuse('80200001', 'Authentication error');
    if (known.isExpired) return refuse('80200003', 'Access token expired');
    const app = apps.first('huawei', (it) => (version === 'v1' ? it.appId : it.credentials.projectId) === id);
    // One answer for an app id, a package and tokens that do not match (huawei.md §6.2, 80300007).
    if (app === undefined) return ALL_INVALID;
    const holder = apps.find('huawei', known.appId);
    // A project-level send may use the token of any app of the project (huawei.md, open question 5).
    const isOwn = version === 'v1' ? holder === app : holder?.credentials.projectId === id;
    return isOwn && holder !== undefined ? holder : refuse('80200001', 'Authentication error');
  };

  const send = (request: VendorRequest, version: string, id: string): VendorReply => {
    const statusSettings = apps.first(
      'huawei',
      (app) => app.appId === id || app.credentials.projectId === id,
    )?.settings;
    const app = authorise(request, version, id);
    if (!('credentials' in app)) return failure(app, request.receivedAt, statusSettings);
    let body: unknown;
    try {
      body = parseRequest(request.body);
    } catch {
      return failure(refuse('80100003', 'Illegal message structure: not JSON'), request.receivedAt, app.settings);
    }
    const message = readMessage(body);
    if (message === undefined || !isObject(body)) {
      return failure(refuse('80100003', 'Illegal message structure'), request.receivedAt, app.settings);
    }
    const targets = Array.isArray(message.message['token']) ? (message.message['token'] as string[]) : [];
    const problem = app.settings.pushEnabled
      ? problemOf(message, body, app)
      : refuse('80300002', 'No permission to send message to these tmIDs');
    if (problem !== undefined) {
      return { ...failure(problem, request.receivedAt, app.settings), refusedTargets: targets.length };
    }
    const { qps } = app.settings;
    if (qps !== null && !rate.take(`send/${app.appId}`, targets.length, qps, 1000, clock())) {
      return { status: 503, body: '', code: 'http 503', refusedTargets: targets.length };
    }
    if (isTestMessage(message) && !message.validateOnly) {
      const { testMessagesPerDay: limit } = app.settings;
      if (limit !== null && tests.count(app.appId, clock()) + targets.length > limit) {
        const refusal = badParameter('target_user_type: no test messages are left for today');
        return { ...failure(refusal, request.receivedAt, app.settings), refusedTargets: targets.length };
      }
      tests.add(app.appId, targets.length, clock());
    }
    return deliver(request, app, message, targets);
  };

  const deliver = (request: VendorRequest, app: HuaweiApp, message: HuaweiMessage, targets: string[]): VendorReply => {
    const reachable: Phone[] = [];
    const illegal: string[] = [];
    for (const token of targets) {
      const found = parts.phones.lookUp('huawei', app.appId, token);
      if (found.kind === 'valid' && !request.isForcedInvalid(token)) reachable.push(found.phone);
      else illegal.push(token);
    }
    const requestId = newRequestId(request.receivedAt);
    if (targets.length > 0 && reachable.length === 0) {
      return { ...failure(ALL_INVALID, request.receivedAt, app.settings), refusedTargets: targets.length };
    }
    if (!message.validateOnly) {
      const view = clientView(message, app, requestId, request.receivedAt);
      for (const phone of reachable) {
        const report = reporter(app, message, requestId, phone.token);
        parts.dispatcher.dispatch({ ...view, token: phone.token, ...(report === undefined ? {} : { report }) }, phone);
      }
    }
    const counts = { acceptedTargets: message.validateOnly ? 0 : reachable.length, refusedTargets: illegal.length };
    if (illegal.length === 0) return { ...answer('80000000', 'Success', requestId), ...counts };
    const partial = JSON.stringify({ success: reachable.length, failure: illegal.length, illegal_tokens: illegal });
    return { ...answer('80100000', partial, requestId), ...counts };
  };

  const reporter = (app: HuaweiApp, message: HuaweiMessage, requestId: string, token: string) => {
    const wanted = message.android['receipt_id'] ?? app.settings.defaultReceiptId;
    const configuration = app.settings.receipts.find((it) => it.id === wanted);
    if (configuration === undefined) return undefined;
    const biTag = message.android['bi_tag'];
    return (fate: Parameters<typeof receiptStatusOf>[0], at: number): void => {
      const status = receiptStatusOf(fate);
      if (status === undefined) return;
      const receipt: HuaweiReceipt = {
        configuration,
        appId: app.appId,
        packageName: app.packageName,
        token,
        requestId,
        biTag: typeof biTag === 'string' ? biTag : undefined,
        isData: message.isData,
        status,
        at,
      };
      receipts.add(configuration.url, receipt);
    };
  };

  return {
    kindOf: (path) => (TOKEN_PATH.test(path) ? 'auth' : SEND_PATH.test(path) ? 'send' : 'other'),
    handle(request) {
      if (TOKEN_PATH.test(request.path)) return issueToken(request, { apps, tokens, rate });
      const [, version, id] = SEND_PATH.exec(request.path) ?? [];
      if (version === undefined || id === undefined) return { status: 404, body: '', code: 'http 404' };
      if (request.method !== 'POST') return { status: 405, body: '', code: 'http 405' };
      return send(request, version.toLowerCase(), decodeURIComponent(id));
    },
    refusal: (code, kind) =>
      kind === 'auth' ? oauthFailure(400, Number(code), 'simulated') : failure(refuse(code, 'Simulated'), clock()),
    httpFailure: (status) => ({ status, body: '', code: `http ${status}` }),
    expireAccessTokens: () => tokens.expireAll(),
    reset() {
      rate.reset();
      tests.reset();
    },
    stop: () => receipts.stop(),
  };
}
