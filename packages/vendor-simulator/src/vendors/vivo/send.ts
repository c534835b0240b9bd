import { shanghaiHour } from '../../clock.ts';
import type { VivoApp } from '../../credentials/app.ts';
import type { VendorParts, VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import { BoundedMap } from '../../limits/bounded-map.ts';
import { DailyCounter } from '../../limits/daily-counter.ts';
import type { TokenBuckets } from '../../limits/token-bucket.ts';
import type { MessageLog } from '../../observation/message-log.ts';
import { countFate } from '../../observation/message-log.ts';
import type { PushFate } from '../../phones/incoming-push.ts';
import type { Phone } from '../../phones/phone.ts';
import type { ReceiptSender } from '../../receipts/receipt-sender.ts';
import { clientView } from './client-view.ts';
import type { Fields } from './fields.ts';
import { integerField, textField } from './fields.ts';
import type { VivoReceipt } from './receipts.ts';
import { acknowledgementOf } from './receipts.ts';
import { failure, newTaskId, success } from './replies.ts';
import { isSystem, pushModeProblem, receiptOf, requestIdProblem } from './validate.ts';

const MAX_SAVED = 10_000;
const MAX_REQUEST_IDS = 100_000;

interface Parts extends VendorParts {
  log: MessageLog;
  receipts: ReceiptSender<VivoReceipt>;
  rate: TokenBuckets;
}

type TargetState = { kind: 'ok'; phone: Phone } | { kind: 'invalid'; status: number } | { kind: 'unreachable' };

/** What vivo does with messages that passed every check. */
export class VivoSending {
  readonly #parts: Parts;
  readonly #today = new DailyCounter();
  readonly #saved = new BoundedMap<string, { appId: string; fields: Fields; expiresAt: number }>(MAX_SAVED);
  readonly #answered = new BoundedMap<string, VendorReply>(MAX_REQUEST_IDS);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  single(request: VendorRequest, app: VivoApp, fields: Fields): VendorReply {
    const requestKey = `${app.appId}\n${textField(fields, 'requestId')}`;
    const earlier = app.settings.deduplicateRequestId ? this.#answered.get(requestKey) : undefined;
    if (earlier !== undefined) return { ...earlier, acceptedTargets: 0 };
    const limited = this.#limitProblem(request, app, fields, 1);
    if (limited !== undefined) return { ...failure(limited), refusedTargets: 1 };
    const regId = textField(fields, 'regId');
    const userid = regId === '' ? textField(fields, 'alias') : regId;
    const target = this.#targetOf(request, app, fields, regId);
    if (target.kind === 'invalid') {
      return { ...failure(10302, { invalidUser: { status: target.status, userid } }), refusedTargets: 1 };
    }
    if (target.kind === 'unreachable') return { ...failure(10311), refusedTargets: 1 };
    const taskId = newTaskId();
    this.#deliver(request, app, fields, taskId, [target.phone]);
    const reply = { ...success({ taskId }), acceptedTargets: 1 };
    this.#answered.set(requestKey, reply);
    return reply;
  }

  save(request: VendorRequest, app: VivoApp, fields: Fields): VendorReply {
    const { savePayloadsPerDay: limit, savedPayloadLifetimeSeconds } = app.settings;
    const key = `${app.appId}/saved`;
    if (limit !== null && this.#today.count(key, request.receivedAt) >= limit) return failure(10252);
    const quota = this.#quotaProblem(request, app, fields);
    if (quota !== undefined) return failure(quota);
    this.#today.add(key, 1, request.receivedAt);
    const taskId = newTaskId();
    const expiresAt = request.receivedAt + savedPayloadLifetimeSeconds * 1000;
    this.#saved.set(taskId, { appId: app.appId, fields, expiresAt });
    return success({ taskId });
  }

  list(request: VendorRequest, app: VivoApp, fields: Fields): VendorReply {
    const regIds = Array.isArray(fields['regIds']) ? (fields['regIds'] as unknown[]) : [];
    const aliases = Array.isArray(fields['aliases']) ? (fields['aliases'] as unknown[]) : [];
    const targets = (regIds.length > 0 ? regIds : aliases).map(String);
    if (targets.length === 0) return failure(10150);
    const taskId = textField(fields, 'taskId');
    if (taskId === '') return failure(10151);
    if (targets.length < 2 || targets.length > 1000) {
      return { ...failure(regIds.length > 0 ? 10153 : 10154), refusedTargets: targets.length };
    }
    const saved = this.#saved.get(taskId);
    if (saved === undefined || saved.appId !== app.appId) return failure(10152);
    if (request.receivedAt >= saved.expiresAt) return failure(10155);
    const requestProblem = requestIdProblem(fields);
    const problem = requestProblem ?? pushModeProblem({ ...saved.fields, ...fields }, app);
    if (problem !== undefined) return failure(problem);
    const limited = this.#limitProblem(request, app, saved.fields, targets.length);
    if (limited !== undefined) return { ...failure(limited), refusedTargets: targets.length };

    const phones: Phone[] = [];
    const invalidUsers: { status: number; userid: string }[] = [];
    const mode = { ...saved.fields, pushMode: fields['pushMode'] ?? saved.fields['pushMode'] };
    for (const userid of targets) {
      const target = this.#targetOf(request, app, mode, regIds.length > 0 ? userid : '');
      if (target.kind === 'ok') phones.push(target.phone);
      else if (target.kind === 'invalid') invalidUsers.push({ status: target.status, userid });
    }
    this.#deliver(request, app, saved.fields, taskId, phones);
    // The member is always there: one public client fails without it (vivo.md §3.2).
    const body = { requestId: textField(fields, 'requestId'), invalidUsers };
    return { ...success(body), acceptedTargets: phones.length, refusedTargets: targets.length - phones.length };
  }

  everyone(request: VendorRequest, app: VivoApp, fields: Fields): VendorReply {
    const { allPushesPerDay: limit } = app.settings;
    const key = `${app.appId}/all`;
    if (limit !== null && this.#today.count(key, request.receivedAt) >= limit) return failure(10254);
    this.#today.add(key, 1, request.receivedAt);
    const taskId = newTaskId();
    const phones = this.#parts.phones.withApp('vivo', app.appId);
    this.#deliver(request, app, fields, taskId, phones);
    return { ...success({ taskId }), acceptedTargets: phones.length };
  }

  reset(): void {
    this.#today.reset();
    this.#saved.clear();
    this.#answered.clear();
  }

  #targetOf(request: VendorRequest, app: VivoApp, fields: Fields, regId: string): TargetState {
    if (request.isForcedInvalid(regId)) return { kind: 'invalid', status: 1 };
    const found = this.#parts.phones.lookUp('vivo', app.appId, regId);
    if (found.kind === 'gone') return { kind: 'invalid', status: 2 };
    if (found.kind !== 'valid') return { kind: 'invalid', status: 1 };
    if (integerField(fields, 'pushMode') === 1 && !app.settings.testTokens.includes(regId)) {
      return { kind: 'invalid', status: 4 };
    }
    return found.phone.state.notificationsEnabled ? { kind: 'ok', phone: found.phone } : { kind: 'unreachable' };
  }

  #deliver(request: VendorRequest, app: VivoApp, fields: Fields, taskId: string, phones: Phone[]): void {
    const view = clientView(fields, app, taskId, request.receivedAt);
    const opened = {
      id: taskId,
      appId: app.appId,
      groupKey: null,
      sentAt: request.receivedAt,
      expiresAt: view.expiresAt,
    };
    const known = this.#parts.log.find(app.appId, taskId);
    const task = known ?? this.#parts.log.open(opened, 0);
    task.targets += phones.length;
    const receipt = receiptOf(fields, app);
    for (const phone of phones) {
      const target = phone.token;
      const report = (fate: PushFate, at: number): void => {
        countFate(task, fate);
        if (fate === 'delivered') this.#today.add(quotaKey(app, fields), 1, at);
        const acknowledgement = acknowledgementOf(fate);
        if (receipt === undefined || acknowledgement === undefined) return;
        const { ackType, subAckType } = acknowledgement;
        const { param, isNewStyle } = receipt;
        this.#parts.receipts.add(receipt.url, { taskId, target, param, isNewStyle, ackType, subAckType, at });
      };
      this.#parts.dispatcher.dispatch({ ...view, token: target, report }, phone);
    }
  }

  #limitProblem(request: VendorRequest, app: VivoApp, fields: Fields, targets: number): number | undefined {
    const { qps } = app.settings;
    if (qps !== null && !this.#parts.rate.take(`send/${app.appId}`, targets, qps, 1000, this.#parts.clock()))
      return 10072;
    return this.#quotaProblem(request, app, fields);
  }

  #quotaProblem(request: VendorRequest, app: VivoApp, fields: Fields): number | undefined {
    const { dailyQuotaSystem, dailyQuotaOperational, enforceSendingHours } = app.settings;
    const system = isSystem(fields);
    const quota = system ? dailyQuotaSystem : dailyQuotaOperational;
    // Counting is by arrival (vivo.md §5.2).
    if (quota !== null && this.#today.count(quotaKey(app, fields), request.receivedAt) >= quota)
      return system ? 10073 : 10070;
    const hour = shanghaiHour(request.receivedAt);
    return enforceSendingHours && !system && (hour < 7 || hour >= 23) ? 10071 : undefined;
  }
}

const quotaKey = (app: VivoApp, fields: Fields): string =>
  `${app.appId}/${isSystem(fields) ? 'system' : 'operational'}`;
