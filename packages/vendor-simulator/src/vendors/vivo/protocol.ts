import { AccessTokens } from '../../credentials/access-tokens.ts';
import type { VivoApp } from '../../credentials/app.ts';
import type { VendorParts, VendorProtocol, VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import { TokenBuckets } from '../../limits/token-bucket.ts';
import type { SentMessage } from '../../observation/message-log.ts';
import { MessageLog } from '../../observation/message-log.ts';
import { ReceiptSender } from '../../receipts/receipt-sender.ts';
import { issueToken } from './auth.ts';
import type { Fields } from './fields.ts';
import { fieldsOf, integerField, textField } from './fields.ts';
import { encodeVivoReceipts } from './receipts.ts';
import { failure, success } from './replies.ts';
import { VivoSending } from './send.ts';
import { problemOf, UNDOCUMENTED } from './validate.ts';

const AUTH = '/message/auth';
const CALLS: Record<string, 'GET' | 'POST'> = {
  [AUTH]: 'POST',
  '/message/send': 'POST',
  '/message/saveListPayload': 'POST',
  '/message/pushToList': 'POST',
  '/message/all': 'POST',
  '/message/recycle': 'POST',
  '/report/getStatistics': 'GET',
  '/search/msgStatus': 'GET',
};
/** A broadcast must be kept at least this long (vivo.md §3.4). */
const SHORTEST_TTL_FOR_ALL_SECONDS = 900;

/** vivo Push: JSON in and out, a token in the header `authToken`, HTTP 200 for every business answer (vivo.md). */
export function vivoProtocol(parts: VendorParts): VendorProtocol {
  const { apps } = parts;
  const tokens = new AccessTokens();
  const rate = new TokenBuckets();
  const log = new MessageLog();
  const receipts = new ReceiptSender(encodeVivoReceipts, parts.receiptCounts);
  const sending = new VivoSending({ ...parts, log, receipts, rate });

  const authorise = (request: VendorRequest, fields: Fields): VivoApp | number => {
    const header = request.headers['authtoken'];
    const known = typeof header === 'string' ? tokens.find(header, request.receivedAt) : undefined;
    const app = known === undefined || known.isExpired ? undefined : apps.find('vivo', known.appId);
    if (app === undefined) return 10000;
    // Older clients leave appId out of the body (vivo.md §4).
    const appId = textField(fields, 'appId');
    return appId !== '' && appId !== app.appId ? 10094 : app;
  };

  const send = (request: VendorRequest, app: VivoApp, fields: Fields): VendorReply => {
    const alias = textField(fields, 'alias');
    if (textField(fields, 'regId') === '' && alias === '') return failure(10050);
    if (alias.length > 70) return failure(10301);
    const problem = problemOf(fields, app, { nowMs: request.vendorTime });
    return problem === undefined ? sending.single(request, app, fields) : { ...failure(problem), refusedTargets: 1 };
  };

  const call = (request: VendorRequest, path: string, app: VivoApp, fields: Fields): VendorReply => {
    switch (path) {
      case '/message/send':
        return send(request, app, fields);
      case '/message/saveListPayload': {
        const problem = problemOf(fields, app, { nowMs: request.vendorTime });
        return problem === undefined ? sending.save(request, app, fields) : failure(problem);
      }
      case '/message/pushToList':
        return sending.list(request, app, fields);
      case '/message/all': {
        const problem = problemOf(fields, app, {
          nowMs: request.vendorTime,
          shortestTtlSeconds: SHORTEST_TTL_FOR_ALL_SECONDS,
        });
        return problem === undefined ? sending.everyone(request, app, fields) : failure(problem);
      }
      case '/message/recycle':
        return recycle(app, fields);
      default:
        return report(
          path,
          app,
          (request.query.get('taskIds') ?? '').split(',').filter((id) => id !== ''),
        );
    }
  };

  /** Takes a task back, from the phones that are named or from all it went to: from the bar, and from what waits for an offline one. */
  const recycle = (app: VivoApp, fields: Fields): VendorReply => {
    const taskId = textField(fields, 'taskId');
    if (taskId === '') return failure(10151);
    if (log.find(app.appId, taskId) === undefined) return failure(10152);
    const { userIds = [] } = fields;
    if (!Array.isArray(userIds) || Number.isNaN(integerField(fields, 'userType'))) return failure(UNDOCUMENTED);
    const named = new Set<unknown>(userIds);
    for (const phone of parts.phones.withApp('vivo', app.appId)) {
      phone.recall((push) => push.vendorMessageId === taskId && (named.size === 0 || named.has(push.token)));
    }
    return success();
  };

  const report = (path: string, app: VivoApp, taskIds: string[]): VendorReply => {
    if (taskIds.length === 0) return failure(10473);
    if (taskIds.length > 100) return failure(10471);
    const tasks = taskIds.map((id) => log.find(app.appId, id)).filter((task) => task !== undefined);
    return path === '/search/msgStatus'
      ? success({ data: tasks.map(({ id }) => ({ taskId: id, desc: '消息状态未知' })) })
      : success({ statistics: tasks.map(statisticsOf) });
  };

  return {
    kindOf: (path) => (single(path) === AUTH ? 'auth' : single(path).startsWith('/message/') ? 'send' : 'other'),
    handle(request) {
      const path = single(request.path);
      const method = CALLS[path];
      if (method === undefined) return { status: 404, body: '', code: 'http 404' };
      if (method !== request.method) return { status: 405, body: '', code: 'http 405' };
      if (path === AUTH) return issueToken(request, { apps, tokens, rate });
      const fields = fieldsOf(request.body);
      const app = authorise(request, fields);
      return typeof app === 'number' ? failure(app) : call(request, path, app, fields);
    },
    refusal: (code) => failure(Number(code)),
    httpFailure: (status) => ({
      status,
      body: status === 500 ? 'Internet server error' : '',
      code: `http ${status}`,
    }),
    expireAccessTokens: () => tokens.expireAll(),
    reset() {
      rate.reset();
      log.clear();
      sending.reset();
    },
    stop: () => receipts.stop(),
  };
}

/** One Node client sends `/message//all` (vivo.md §9). */
const single = (path: string): string => path.replace(/\/{2,}/g, '/');

function statisticsOf(task: SentMessage): object {
  const { fates } = task;
  const delivered = fates.delivered ?? 0;
  return {
    taskId: task.id,
    target: task.targets,
    valid: task.targets,
    send: task.targets,
    receive: delivered + (fates['notifications-off'] ?? 0),
    display: delivered,
    click: fates.clicked ?? 0,
    targetInvalid: 0,
    targetUnSub: fates.uninstalled ?? 0,
    targetInActive: 0,
    covered: fates.overwritten ?? 0,
    controlled: fates['daily-limit'] ?? 0,
    targetOffline: fates['offline-not-kept'] ?? 0,
  };
}
