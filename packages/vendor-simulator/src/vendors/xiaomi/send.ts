import type { XiaomiApp } from '../../credentials/app.ts';
import type { VendorParts, VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import { DailyCounter } from '../../limits/daily-counter.ts';
import { TokenBuckets } from '../../limits/token-bucket.ts';
import type { MessageLog } from '../../observation/message-log.ts';
import { countFate } from '../../observation/message-log.ts';
import type { PushFate } from '../../phones/incoming-push.ts';
import type { Phone } from '../../phones/phone.ts';
import type { ReceiptSender } from '../../receipts/receipt-sender.ts';
import { javaInteger } from '../java-values.ts';
import { channelClassOf, clientView } from './client-view.ts';
import type { ChannelClass } from './client-view.ts';
import { refuse } from './codes.ts';
import type { Refusal } from './codes.ts';
import type { XiaomiMessage } from './message.ts';
import type { XiaomiReceipt } from './receipts.ts';
import { receiptTypeOf } from './receipts.ts';
import { failure, newMessageId, success } from './replies.ts';

const MAX_TARGETS = 1000;
/** What messages without a channel count under in `channel_exceed_quota`. */
const NO_CHANNEL = 'no_channel';

interface Target {
  regId: string;
  message: XiaomiMessage;
}

/** What Xiaomi does with a message that passed every check: finds the phones, counts quotas, delivers, reports. */
export class XiaomiSending {
  readonly #parts: VendorParts;
  readonly #log: MessageLog;
  readonly #receipts: ReceiptSender<XiaomiReceipt>;
  readonly #acked = new DailyCounter();
  readonly #rate = new TokenBuckets();

  constructor(parts: VendorParts, log: MessageLog, receipts: ReceiptSender<XiaomiReceipt>) {
    this.#parts = parts;
    this.#log = log;
    this.#receipts = receipts;
  }

  /** One content for up to 1000 regIds. */
  toRegIds(request: VendorRequest, app: XiaomiApp, regIds: string[], message: XiaomiMessage): VendorReply {
    if (regIds.length > MAX_TARGETS) return failure(refuse(10017, 'Too many registration ids.'));
    const exceeded = this.#limitProblem(app, channelClassOf(message, app), regIds.length);
    if (exceeded !== undefined) return { ...failure(exceeded), refusedTargets: regIds.length };
    return this.#send(
      request,
      app,
      regIds.map((regId) => ({ regId, message })),
    );
  }

  /** Own content per regId; a channel over its quota is reported beside code 0 (xiaomi.md §3.3). */
  toEach(request: VendorRequest, app: XiaomiApp, targets: Target[]): VendorReply {
    const exceeded: Record<string, number> = {};
    const rate = this.#rateProblem(app, targets.length);
    if (rate !== undefined) return { ...failure(rate), refusedTargets: targets.length };
    const taken = new Map<ChannelClass, number>();
    const allowed = targets.filter(({ message }) => {
      const channel = channelClassOf(message, app);
      const before = taken.get(channel) ?? 0;
      if (this.#quotaProblem(app, channel, before) === undefined) {
        taken.set(channel, before + 1);
        return true;
      }
      const id = message.extra['channel_id'] ?? NO_CHANNEL;
      exceeded[id] = (exceeded[id] ?? 0) + 1;
      return false;
    });
    if (allowed.length === 0) {
      const data = { id: newMessageId(request.receivedAt), channel_exceed_quota: droppedPerChannel(exceeded) };
      return { ...success(data), refusedTargets: targets.length };
    }
    return this.#send(request, app, allowed, Object.keys(exceeded).length === 0 ? undefined : exceeded);
  }

  toAll(request: VendorRequest, app: XiaomiApp, message: XiaomiMessage): VendorReply {
    const targets = this.#parts.phones.withApp('xiaomi', app.appId).map((phone) => ({ regId: phone.token, message }));
    if (targets.length === 0) return success({ id: newMessageId(request.receivedAt) });
    return this.#send(request, app, targets);
  }

  reset(): void {
    this.#acked.reset();
    this.#rate.reset();
  }

  #send(request: VendorRequest, app: XiaomiApp, targets: Target[], exceeded?: Record<string, number>): VendorReply {
    const reachable: { phone: Phone; target: Target }[] = [];
    const bad: string[] = [];
    for (const target of targets) {
      const found = this.#parts.phones.lookUp('xiaomi', app.appId, target.regId);
      if (found.kind === 'valid' && !request.isForcedInvalid(target.regId))
        reachable.push({ phone: found.phone, target });
      else bad.push(target.regId);
    }
    const first = targets[0]?.message;
    if (reachable.length === 0 || first === undefined) {
      return { ...failure(refuse(20301, 'No valid targets!')), refusedTargets: targets.length };
    }
    const id = newMessageId(request.receivedAt);
    const sharedView = clientView(first, app, id, request.receivedAt);
    const groupKey = first.extra['jobkey'] ?? null;
    const sent = this.#log.open(
      { id, appId: app.appId, groupKey, sentAt: request.receivedAt, expiresAt: sharedView.expiresAt },
      reachable.length,
    );
    for (const { phone, target } of reachable) {
      const { message, regId } = target;
      const view = message === first ? sharedView : clientView(message, app, id, request.receivedAt);
      const channel = channelClassOf(message, app);
      const report = (fate: PushFate, at: number): void => {
        countFate(sent, fate);
        if (fate === 'delivered') this.#acked.add(quotaKey(app, channel), 1, at);
        this.#report(app, message, { messageId: id, regId, phone, fate, at });
      };
      this.#parts.dispatcher.dispatch({ ...view, token: regId, report }, phone);
    }
    const channel = channelClassOf(first, app);
    const quota = quotaOf(app, channel);
    const data = {
      id,
      ...(quota === null ? {} : { day_quota: String(quota) }),
      day_acked: String(this.#acked.count(quotaKey(app, channel), request.receivedAt)),
      ...(bad.length === 0 ? {} : { bad_regids: bad.join(',') }),
      ...(exceeded === undefined ? {} : { channel_exceed_quota: droppedPerChannel(exceeded) }),
    };
    return {
      ...success(data, `Received push messages for ${reachable.length} REGID`),
      acceptedTargets: reachable.length,
      refusedTargets: bad.length,
    };
  }

  #limitProblem(app: XiaomiApp, channel: ChannelClass, targets: number): Refusal | undefined {
    return this.#rateProblem(app, targets) ?? this.#quotaProblem(app, channel);
  }

  #rateProblem(app: XiaomiApp, targets: number): Refusal | undefined {
    const { qps } = app.settings;
    if (qps === null || this.#rate.take(app.appId, targets, qps, 1000, this.#parts.clock())) return undefined;
    return refuse(200002, 'exceed qps limit');
  }

  /** `inThisCall`: messages of the same call that are on their way already. */
  #quotaProblem(app: XiaomiApp, channel: ChannelClass, inThisCall = 0): Refusal | undefined {
    const quota = quotaOf(app, channel);
    if (quota === null) return undefined;
    const acked = this.#acked.count(quotaKey(app, channel), this.#parts.clock());
    return acked + inThisCall < quota
      ? undefined
      : refuse(200001, `exceed quota, quota: ${quota}, have acked: ${acked}`);
  }

  #report(
    app: XiaomiApp,
    message: XiaomiMessage,
    happened: { messageId: string; regId: string; phone: Phone; fate: PushFate; at: number },
  ): void {
    const url = message.extra['callback'];
    const type = receiptTypeOf(happened.fate);
    // Without callback.type: delivered and clicked (xiaomi.md §7).
    const wanted = javaInteger(message.extra['callback.type']) ?? 3;
    if (url === undefined || type === undefined || (wanted & type) === 0) return;
    const channel = channelClassOf(message, app);
    const acked = this.#acked.count(quotaKey(app, channel), happened.at);
    this.#receipts.add(url, {
      messageId: happened.messageId,
      type,
      target: happened.regId,
      param: message.extra['callback.param'],
      jobkey: message.extra['jobkey'],
      barStatus: happened.phone.state.notificationsEnabled ? 'Enable' : 'Disable',
      at: happened.at,
      ...(type === 128 ? { quota: { ack: String(acked), quota: String(quotaOf(app, channel) ?? '') } } : {}),
    });
  }
}

/** `no_channel:2 a:3`: how many messages were dropped per channel, not which (vendor page 1656). */
function droppedPerChannel(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([channel, count]) => `${channel}:${count}`)
    .join(' ');
}

const quotaKey = (app: XiaomiApp, channel: ChannelClass): string => `${app.appId}/${channel}`;

function quotaOf(app: XiaomiApp, channel: ChannelClass): number | null {
  if (channel === 'private') return app.settings.dailyQuotaPrivate;
  return channel === 'public' ? app.settings.dailyQuotaPublic : app.settings.dailyQuotaDefault;
}
