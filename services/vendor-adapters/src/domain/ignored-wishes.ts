import { vendorFromProto, type PushTask, type VendorName } from '@bellhop/contracts';

/** A wish of a message that all vendors are sent, and what it is called in the API. */
type Wish = 'threadID' | 'enableBadge' | 'templateID';

/** Who does what with a wish; the table of `docs/http-api.md`. */
const honours: Record<Wish, Record<VendorName, (task: PushTask) => boolean>> = {
  threadID: {
    xiaomi: never,
    huawei: ({ settings }) => settings?.groupByThread === true,
    oppo: never,
    vivo: never,
    fcm: ({ platform }) => platform === 'ios',
  },
  enableBadge: { xiaomi: never, huawei: always, oppo: always, vivo: always, fcm: always },
  templateID: { xiaomi: always, huawei: never, oppo: always, vivo: never, fcm: never },
};

/** What a message asks for and its vendor does not have: said once in the trace of each push, and passed over. */
export function ignoredWishes(task: PushTask): Wish[] {
  const vendor = vendorFromProto(task.vendor);
  if (vendor === undefined) return [];
  const asked: Record<Wish, boolean> = {
    threadID: task.threadId !== '',
    enableBadge: task.badgeIncrement > 0,
    templateID: task.templateId !== '',
  };
  return (Object.keys(asked) as Wish[]).filter((wish) => asked[wish] && !honours[wish][vendor](task));
}

function always(): boolean {
  return true;
}

function never(): boolean {
  return false;
}
