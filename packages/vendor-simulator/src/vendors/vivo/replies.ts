import { randomInt } from 'node:crypto';
import type { VendorReply } from '../../http/vendor-protocol.ts';

/** Texts of the vendor's SDK 2.2 where known, otherwise the meaning in its code table (vivo.md §6). */
const TEXTS: Record<number, string> = {
  0: '请求成功',
  10000: '权限认证失败',
  10045: '应用审核中，不能发送正式消息',
  10050: 'alias和regId 不能都为空',
  10054: 'notifyType 不合法',
  10055: 'title 不能为空',
  10056: 'title 长度不能超过40个字符',
  10057: 'content 不能为空',
  10058: 'content 长度不能超过100个字符',
  10059: 'timeToLive 不合法',
  10060: 'skipType 不合法',
  10061: 'skipContent 不能为空',
  10062: 'skipContent 长度超过限制',
  10063: 'skipContent 不能为空',
  10064: 'skipContent 长度超过限制',
  10065: 'networkType 不合法',
  10066: '自定义键值对不能超过10个',
  10067: '自定义键值对不合法',
  10068: 'skipContent 不能为空',
  10069: 'skipContent 长度超过限制',
  10070: '超出运营消息每日发送总量',
  10071: '不在允许的发送时间内',
  10072: '发送速度过快',
  10073: '超出系统消息每日发送总量',
  10082: '系统消息开关关闭',
  10085: '请使用正式文案',
  10093: '鉴权调用过于频繁',
  10094: 'authToken与appId不匹配',
  10095: 'notifyId 不合法',
  10096: 'category 不合法',
  10097: 'category与classification不匹配',
  10150: 'regIds和aliases 不能都为空',
  10151: 'taskId 不能为空',
  10152: 'taskId 不合法',
  10153: 'regIds 个数必须在2到1000之间',
  10154: 'aliases 个数必须在2到1000之间',
  10155: '消息不存在或已过期',
  10200: 'appId 不能为空',
  10201: 'appKey 不能为空',
  10202: 'appKey不合法',
  10203: 'timestamp 不能为空',
  10204: 'sign 不能为空',
  10205: 'appId不存在',
  10206: 'sign不合法',
  10207: 'timestamp不合法',
  10252: '超出每日保存消息总量',
  10254: '超出全量发送次数',
  10301: 'alias 长度超过限制',
  10302: 'regId不合法',
  10304: 'extra 包含不支持的key',
  10305: 'callback 长度超过限制',
  10306: 'callback.param 长度超过限制',
  10311: '设备当前不可达',
  10352: 'requestId 不能为空',
  10353: 'requestId 长度不能超过64个字符',
  10471: 'taskIds 不能超过100个',
  10473: 'taskIds 不能为空',
  10999: '参数不合法',
  11000: 'classification 不合法',
};

let lastTask = randomInt(100_000_000, 500_000_000) * 1000;

/** A string of digits, as vivo's are. */
export function newTaskId(): string {
  lastTask += 1;
  return String(lastTask);
}

export function success(members: object = {}): VendorReply {
  return { status: 200, body: { result: 0, desc: '请求成功', ...members }, code: '0' };
}

/** Business errors come with HTTP 200 (vivo.md §1). */
export function failure(code: number, members: object = {}): VendorReply {
  return {
    status: 200,
    body: { result: code, desc: TEXTS[code] ?? '未知错误', ...members },
    code: String(code),
  };
}
