import type { XiaomiApp } from '../../credentials/app.ts';
import type { VendorReply, VendorRequest } from '../../http/vendor-protocol.ts';
import type { MessageLog, SentMessage } from '../../observation/message-log.ts';
import type { Dispatcher } from '../../phones/dispatch.ts';
import type { IncomingPush } from '../../phones/incoming-push.ts';
import type { PhoneRegistry } from '../../phones/phone-registry.ts';
import { javaInteger } from '../java-values.ts';
import { refuse } from './codes.ts';
import { targetsOf } from './message.ts';
import { failure, success } from './replies.ts';
import { highestNotifyId } from './validate.ts';

interface Parts {
  log: MessageLog;
  phones: PhoneRegistry;
  dispatcher: Dispatcher;
}

/** Status, statistics and recall (xiaomi.md §3.4–3.8). */
export function xiaomiQueries({ log, phones, dispatcher }: Parts) {
  const missing = (name: string): VendorReply => failure(refuse(10016, `Missing required parameter: ${name}`));

  const status = (app: XiaomiApp, form: URLSearchParams): VendorReply => {
    const id = form.get('msg_id');
    if (id) {
      const message = log.find(app.appId, id);
      return message === undefined
        ? failure(refuse(65028, 'Message not found.'))
        : success({ data: statusOf(message) });
    }
    const key = form.get('job_key');
    const begin = javaInteger(form.get('begin_time'));
    const end = javaInteger(form.get('end_time'));
    if (!key && (begin === undefined || end === undefined)) return missing('msg_id');
    if (!key && !((begin ?? 0) <= (end ?? 0))) return failure(refuse(10017, 'Invalid parameter: begin_time'));
    const found = log.where(app.appId, (message) =>
      key ? message.groupKey === key : message.sentAt >= (begin ?? 0) && message.sentAt <= (end ?? 0),
    );
    return success({ data: found.map(statusOf) });
  };

  const counters = (app: XiaomiApp, form: URLSearchParams): VendorReply => {
    for (const name of ['start_date', 'end_date']) {
      const date = form.get(name) ?? '';
      if (date === '') return missing(name);
      if (!/^\d{8}$/.test(date)) return failure(refuse(10017, `Invalid parameter: ${name}`));
    }
    const sent = log.where(app.appId, () => true);
    return success({ data: countersOf(sent, form) });
  };

  /** Takes matching notifications back from every phone of the app. */
  const recall = (app: XiaomiApp, matches: (push: IncomingPush) => boolean): VendorReply => {
    for (const phone of phones.withApp('xiaomi', app.appId)) phone.recall(matches);
    return success(undefined);
  };

  /** Takes the notification with one id from these phones: from the bar, and from what waits for an offline one. */
  const revoke = (app: XiaomiApp, form: URLSearchParams): VendorReply => {
    if (!form.get('restricted_package_name')) return missing('restricted_package_name');
    const notifyId = javaInteger(form.get('notify_id'));
    if (notifyId === undefined) return missing('notify_id');
    if (!(notifyId >= 0 && notifyId <= highestNotifyId(app))) return failure(refuse(22103, 'Invalid notify id.'));
    const regIds = targetsOf(form, 'registration_ids');
    if (regIds.length === 0) return missing('registration_ids');
    for (const regId of regIds) {
      const found = phones.lookUp('xiaomi', app.appId, regId);
      if (found.kind === 'valid') found.phone.recall((push) => push.notifyId === String(notifyId));
    }
    return success(undefined);
  };

  const idsOf = (app: XiaomiApp, form: URLSearchParams): Set<string> => {
    const jobKeys = new Set(targetsOf(form, 'job_key', 'job_keys', 'jobkey'));
    const byJob = log.where(app.appId, (message) => message.groupKey !== null && jobKeys.has(message.groupKey));
    return new Set([...targetsOf(form, 'msg_id', 'msg_ids', 'job_id', 'id'), ...byJob.map((message) => message.id)]);
  };

  return (request: VendorRequest, app: XiaomiApp, form: URLSearchParams): VendorReply => {
    const isForeign = targetsOf(form, 'restricted_package_name').some((name) => name !== app.packageName);
    if (isForeign) return failure(refuse(22022, 'Invalid package name.'));
    switch (`${request.method} ${request.path}`) {
      case 'GET /v1/trace/message/status':
      case 'GET /v1/trace/messages/status':
        return status(app, form);
      case 'GET /v1/stats/message/counters':
        return counters(app, form);
      case 'GET /v1/feedback/fetch_invalid_regids':
      case 'GET /v1/feedback/fetch_invalid_aliases':
        // Being taken offline by Xiaomi; kept for older clients, which then rely on receipts (xiaomi.md §3.8).
        return success({ list: [] });
      case 'GET /v1/alias/all':
      case 'GET /v1/topic/all':
      case 'GET /v1/account/all':
        // No phone sets an alias or an account, or subscribes a topic.
        return form.get('registration_id') ? success({ list: [] }) : missing('registration_id');
      case 'POST /v2/message/revoke': {
        if (!form.get('msg_id') && !form.get('job_key')) return missing('msg_id');
        const ids = idsOf(app, form);
        return recall(app, (push) => ids.has(push.vendorMessageId));
      }
      case 'POST /v1/message/regid/revoke':
        return revoke(app, form);
      case 'POST /v1/message/switch/stop_by_id':
      case 'POST /v1/message/switch/stop_by_jobkey':
      case 'POST /v2/message/delete':
      case 'POST /v2/schedule_job/delete':
      case 'POST /v3/schedule_job/delete':
        for (const id of idsOf(app, form)) dispatcher.cancel(id);
        return success(undefined);
      case 'POST /v2/schedule_job/exist': {
        const isWaiting = [...idsOf(app, form)].some((id) => dispatcher.isScheduled(id));
        return isWaiting ? success(undefined) : failure(refuse(65028, 'Message not found.'));
      }
      default:
        return failure(refuse(10020, 'API not found.'));
    }
  };
}

function statusOf(message: SentMessage): object {
  const delivered = (message.fates.delivered ?? 0) + (message.fates['notifications-off'] ?? 0);
  const click = message.fates.clicked ?? 0;
  const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : Math.round((part * 100) / whole)}%`;
  return {
    create_time: beijingTime(message.sentAt),
    create_timestamp: Math.floor(message.sentAt),
    id: message.id,
    msg_type: 'Common',
    time_to_live: `${Math.round((message.expiresAt - message.sentAt) / 1000)}s`,
    resolved: message.targets,
    delivered,
    click,
    click_rate: percent(click, delivered),
    delivery_rate: percent(delivered, message.targets),
    invalid_target: message.fates.uninstalled ?? 0,
    raw_counter: 0,
    bar_closed: message.fates['notifications-off'] ?? 0,
    device_condition_unmatch: 0,
    app_not_register: 0,
  };
}

function beijingTime(atMs: number): string {
  return new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function countersOf(messages: SentMessage[], form: URLSearchParams): object[] {
  const days = new Map<string, { recipients: number; received: number; click: number }>();
  for (const message of messages) {
    const date = beijingTime(message.sentAt).slice(0, 10).replaceAll('-', '');
    if (date < (form.get('start_date') ?? '') || date > (form.get('end_date') ?? '99999999')) continue;
    const day = days.get(date) ?? { recipients: 0, received: 0, click: 0 };
    day.recipients += message.targets;
    day.received += message.fates.delivered ?? 0;
    day.click += message.fates.clicked ?? 0;
    days.set(date, day);
  }
  return [...days].map(([date, day]) => ({
    date,
    single_recipients: 0,
    broadcast_recipients: 0,
    regid_recipients: day.recipients,
    alias_recipients: 0,
    useraccount_recipients: 0,
    received: day.received,
    click: day.click,
  }));
}
