/** Descriptions of the codes this simulator answers with (xiaomi.md §6; texts as documented or illustrative). */
const DESCRIPTIONS: Record<number, string> = {
  10007: '不支持的MIME类型',
  10016: '缺失必选参数',
  10017: '参数值非法',
  10018: '请求体过长',
  10020: '接口不存在',
  10021: 'HTTP方法不支持',
  20301: '发送消息失败',
  21301: '认证失败',
  22022: '包名非法',
  22103: '通知ID非法',
  27001: '渠道信息与注册信息不一致',
  65009: '消息内容过长',
  65010: 'topic过长',
  65014: 'extra参数过多',
  65015: 'extra参数过长',
  65028: '消息不存在',
  65035: 'topic数量过多',
  65036: 'callback.param过长',
  65037: 'callback地址过长',
  65038: 'callback地址非法',
  200001: '超过当日配额',
  200002: '超过QPS限制',
};

export interface Refusal {
  code: number;
  reason: string;
}

export const refuse = (code: number, reason: string): Refusal => ({ code, reason });

export function descriptionOf(code: number): string {
  return DESCRIPTIONS[code] ?? '未知错误';
}
