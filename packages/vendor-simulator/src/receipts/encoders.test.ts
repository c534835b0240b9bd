import { expect, test } from 'vitest';
import { encodeVivoReceipts } from '../vendors/vivo/receipts.ts';
import { encodeXiaomiReceipts } from '../vendors/xiaomi/receipts.ts';
import { encodeOppoReceipts } from '../vendors/oppo/receipts.ts';

const xiaomi = (type: number, target: string) => ({
  messageId: 'scm1',
  type,
  target,
  param: undefined,
  jobkey: undefined,
  barStatus: 'Enable' as const,
  at: 1.5,
});

test('xiaomi events of different types of one message go into separate posts', () => {
  const posts = encodeXiaomiReceipts([xiaomi(1, 'a'), xiaomi(2, 'a'), xiaomi(1, 'b')]);
  const entries = posts.map(({ body }) => JSON.parse(new URLSearchParams(body).get('data') ?? '') as object);
  expect(entries).toMatchObject([
    { scm1: { type: 1, targets: 'a,b', timestamp: 1 } },
    { scm1: { type: 2, targets: 'a' } },
  ]);
});

test('vivo reports only arrivals in the older style', () => {
  const receipt = { taskId: '1', target: 'a', param: '', isNewStyle: false, subAckType: undefined, at: 1 };
  const posts = encodeVivoReceipts([
    { ...receipt, ackType: '0' },
    { ...receipt, ackType: '103' },
  ]);
  expect(posts.map(({ body }) => body)).toEqual(['{"1":{"targets":"a"}}']);
});

test('oppo joins the regIds of one event with a comma and a space', () => {
  const receipt = { messageId: 'm', taskId: 't', appId: 'a', param: '', eventType: 'regid_invalid' as const, at: 1 };
  const [post] = encodeOppoReceipts([
    { ...receipt, regId: 'x' },
    { ...receipt, regId: 'y' },
  ]);
  expect(JSON.parse(post?.body ?? '')).toMatchObject([{ registrationIds: 'x, y', eventTime: '1' }]);
});
