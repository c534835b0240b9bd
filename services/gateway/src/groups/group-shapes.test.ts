import { expect, it } from 'vitest';
import type { Behind } from '../calls/behind.ts';
import { changing } from './group-shapes.ts';

it('who may send is forgotten also when it is not known whether the change was made', async () => {
  const forgotten: string[] = [];
  const behind = {
    clients: { groups: {} },
    groupSenders: { forgetGroup: (app: string, groupId: string) => forgotten.push(`${app}/${groupId}`) },
  } as unknown as Behind;
  const muted = changing(() => Promise.reject(new Error('not answered in time')));
  await expect(muted({ app: 'demo', groupId: 'g' }, behind)).rejects.toThrow('in time');
  expect(forgotten).toEqual(['demo/g']);
});
