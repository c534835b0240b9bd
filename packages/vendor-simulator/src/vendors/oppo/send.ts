import { randomBytes } from 'node:crypto';
import type { OppoApp } from '../../credentials/app.ts';
import type { VendorParts, VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import { BoundedMap } from '../../limits/bounded-map.ts';
import { DailyCounter } from '../../limits/daily-counter.ts';
import { TokenBuckets } from '../../limits/token-bucket.ts';
import type { PushFate } from '../../phones/incoming-push.ts';
import type { ReceiptSender } from '../../receipts/receipt-sender.ts';
import { javaBoolean, javaInteger } from '../java-values.ts';
import { clientView } from './client-view.ts';
import type { Notification } from './notification.ts';
import { text } from './notification.ts';
import type { OppoReceipt } from './receipts.ts';
import { receiptEventOf } from './receipts.ts';
import { failure, success, textOf } from './replies.ts';
import { isPrivate, isRegId } from './validate.ts';

const MAX_REMEMBERED = 200_000;
const MAX_SAVED = 10_000;
const MAX_TARGETS = 1000;
const DUPLICATE = 32;

/** Message ids: `<AppID>-1-1-<24 hex>` for one target, `-1-3-` for a broadcast (oppo.md §3.1). */
const newId = (app: OppoApp, kind: 1 | 3): string => `${app.appId}-1-${kind}-${randomBytes(12).toString('hex')}`;

interface Saved {
  id: string;
  appId: string;
  notification: Notification;
}

export interface OneMessage {
  regId: string;
  isAlias: boolean;
  notification: Notification;
}

/** What OPPO does with notifications that passed every check. */
export class OppoSending {
  readonly #parts: VendorParts;
  readonly #receipts: ReceiptSender<OppoReceipt>;
  readonly #sentToday = new DailyCounter();
  readonly #rate = new TokenBuckets();
  /** Message ids by (app, app_message_id, target) already delivered. */
  readonly #seen = new BoundedMap<string, string>(MAX_REMEMBERED);
  readonly #saved = new BoundedMap<string, Saved>(MAX_SAVED);

  constructor(parts: VendorParts, receipts: ReceiptSender<OppoReceipt>) {
    this.#parts = parts;
    this.#receipts = receipts;
  }

  unicast(request: VendorRequest, app: OppoApp, message: OneMessage): VendorReply {
    const limited = this.#rateProblem(app, 1) ?? this.#quotaProblem(app, message.notification, 1);
    const code = limited ?? this.#targetProblem(request, app, message);
    const earlierId = this.#earlierId(code, app, message);
    if (earlierId !== undefined) return success({ messageId: earlierId });
    if (code !== undefined) return { ...failure(code), refusedTargets: 1 };
    const messageId = newId(app, 1);
    this.#deliver(request, app, message, { messageId, taskId: messageId });
    return { ...success({ messageId }), acceptedTargets: 1 };
  }

  /** Entries fail one by one, in request order, under a top code of 0 (oppo.md §3.2). */
  batch(request: VendorRequest, app: OppoApp, messages: OneMessage[]): VendorReply {
    const limited = this.#rateProblem(app, messages.length);
    if (limited !== undefined) return { ...failure(limited), refusedTargets: messages.length };
    let accepted = 0;
    const data = messages.map((message) => {
      const registrationId = message.regId;
      const code = this.#quotaProblem(app, message.notification, 1) ?? this.#targetProblem(request, app, message);
      const earlierId = this.#earlierId(code, app, message);
      if (earlierId !== undefined) return { messageId: earlierId, registrationId };
      if (code !== undefined) return { registrationId, errorCode: code, errorMessage: textOf(code) };
      const messageId = newId(app, 1);
      this.#deliver(request, app, message, { messageId, taskId: messageId });
      accepted += 1;
      return { messageId, registrationId };
    });
    return { ...success(data), acceptedTargets: accepted, refusedTargets: messages.length - accepted };
  }

  /** The same app_message_id is stored once; its id comes back, so that a retry can go on. */
  save(app: OppoApp, notification: Notification): VendorReply {
    const ownId = text(notification, 'app_message_id');
    const key = ownId === undefined ? undefined : `${app.appId}\n${ownId}`;
    const known = key === undefined ? undefined : this.#saved.get(key);
    const saved = known ?? { id: newId(app, 3), appId: app.appId, notification };
    this.#saved.set(saved.id, saved);
    if (key !== undefined) this.#saved.set(key, saved);
    return success({ message_id: saved.id }, 'success');
  }

  /** Refused targets are listed under their code; all others were accepted (oppo.md §3.4). */
  broadcast(request: VendorRequest, app: OppoApp, form: URLSearchParams): VendorReply {
    const messageId = form.get('message_id') ?? '';
    const type = String(javaInteger(form.get('target_type')) ?? '');
    if (messageId === '' || type === '') return failure(40);
    if (!['1', '2', '5', '6'].includes(type)) return failure(41);
    if (javaBoolean(form.get('verify_registration_id')) === 'illegal') return failure(41);
    const value = form.get('target_value') ?? '';
    if (type !== '1' && value === '') return failure(40);
    const saved = this.#saved.get(messageId);
    if (saved === undefined || saved.appId !== app.appId || saved.id !== messageId) return failure(31);
    const everyone = (): string[] => this.#parts.phones.withApp('oppo', app.appId).map((phone) => phone.token);
    const targets = type === '1' ? everyone() : type === '6' ? [] : value.split(';').filter((it) => it !== '');
    if (type !== '1' && targets.length > MAX_TARGETS) return failure(41);
    const { notification } = saved;
    const limited = this.#rateProblem(app, targets.length) ?? this.#quotaProblem(app, notification, targets.length);
    if (limited !== undefined) return { ...failure(limited), refusedTargets: targets.length };

    const taskId = randomBytes(12).toString('hex');
    const refused: Record<string, string[]> = {};
    const once = new Set<string>();
    let accepted = 0;
    for (const regId of targets) {
      const message = { regId, isAlias: type === '5', notification };
      const code = once.has(regId) ? 10004 : this.#targetProblem(request, app, message);
      once.add(regId);
      if (code === undefined) {
        this.#deliver(request, app, message, { messageId, taskId });
        accepted += 1;
      } else if (code !== DUPLICATE) (refused[code] ??= []).push(regId);
    }
    return {
      ...success({ message_id: messageId, task_id: taskId, ...refused }, 'success'),
      acceptedTargets: accepted,
      refusedTargets: targets.length - accepted,
    };
  }

  reset(): void {
    this.#sentToday.reset();
    this.#rate.reset();
    this.#seen.clear();
    this.#saved.clear();
  }

  #targetProblem(
    request: VendorRequest,
    app: OppoApp,
    { regId, isAlias, notification }: OneMessage,
  ): number | undefined {
    if (isAlias) return 10002;
    if (!isRegId(regId) || request.isForcedInvalid(regId)) return 10000;
    const found = this.#parts.phones.lookUp('oppo', app.appId, regId);
    if (found.kind !== 'valid') return 10000;
    if (!found.phone.state.notificationsEnabled) return 10001;
    return this.#seen.has(seenKey(app, notification, regId) ?? '') ? DUPLICATE : undefined;
  }

  /** The id that a duplicate is answered with when it is not refused. */
  #earlierId(code: number | undefined, app: OppoApp, { notification, regId }: OneMessage): string | undefined {
    if (code !== DUPLICATE || app.settings.refuseDuplicates) return undefined;
    return this.#seen.get(seenKey(app, notification, regId) ?? '');
  }

  #deliver(
    request: VendorRequest,
    app: OppoApp,
    { regId, notification }: OneMessage,
    ids: { messageId: string; taskId: string },
  ): void {
    const found = this.#parts.phones.lookUp('oppo', app.appId, regId);
    if (found.kind !== 'valid') return;
    const key = seenKey(app, notification, regId);
    if (key !== undefined) this.#seen.set(key, ids.messageId);
    if (!isPrivate(notification, app)) this.#sentToday.add(app.appId, 1, request.receivedAt);
    const url = text(notification, 'call_back_url');
    const param = text(notification, 'call_back_parameter') ?? '';
    const report = (fate: PushFate, at: number): void => {
      const eventType = receiptEventOf(fate);
      if (url === undefined || eventType === undefined) return;
      this.#receipts.add(url, { ...ids, appId: app.appId, regId, param, eventType, at });
    };
    const view = clientView(notification, app, ids.messageId, request.receivedAt);
    this.#parts.dispatcher.dispatch({ ...view, token: regId, ...(url === undefined ? {} : { report }) }, found.phone);
  }

  #rateProblem(app: OppoApp, targets: number): number | undefined {
    const { qps } = app.settings;
    return qps === null || this.#rate.take(app.appId, targets, qps, 1000, this.#parts.clock()) ? undefined : 55;
  }

  #quotaProblem(app: OppoApp, notification: Notification, targets: number): number | undefined {
    const { dailyQuota } = app.settings;
    if (dailyQuota === null || isPrivate(notification, app)) return undefined;
    return this.#sentToday.count(app.appId, this.#parts.clock()) + targets > dailyQuota ? 33 : undefined;
  }
}

function seenKey(app: OppoApp, notification: Notification, regId: string): string | undefined {
  const ownId = text(notification, 'app_message_id');
  return ownId === undefined ? undefined : `${app.appId}\n${ownId}\n${regId}`;
}
