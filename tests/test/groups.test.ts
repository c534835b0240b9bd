import { ZIM, ZIMConversationType, ZIMGroupMemberRole, ZIMMessageType, type ZIMGroupEvents } from '@bellhop/client';
import { testContext, until } from '@bellhop/testkit';
import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { operatorKey, startPipeline, type Pipeline } from '../src/start-pipeline.ts';
import { gatewayApi, type GatewayApi } from '../src/system/gateway-api.ts';
import { prepareApp } from '../src/system/prepare-app.ts';

const app = 'demo';
const context = testContext();
let pipeline: Pipeline;
let api: GatewayApi;
let secret = '';
const clients: ZIM[] = [];
let made = 0;

const { Group } = ZIMConversationType;
const { Admin, Member } = ZIMGroupMemberRole;
const pushConfig = { title: 'Team', content: 'news' };

/** A user with a client that is connected, without a phone. */
async function connect(userID: string): Promise<ZIM> {
  const zim = ZIM.create({
    appID: app,
    server: pipeline.gateway.httpUrl.replace('http', 'ws'),
    deviceID: `${userID}-web`,
  });
  const token = await new SignJWT({ app })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userID)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));
  await zim.login(userID, token);
  clients.push(zim);
  return zim;
}
/** A new group of its owner, who is connected, and members. */
async function aGroup(owner: ZIM, members: readonly string[]): Promise<string> {
  const groupID = `team-${(made += 1)}`;
  await owner.createGroup({ groupID, groupName: 'Team' }, members);
  return groupID;
}
const say = (zim: ZIM, groupID: string, message: string, config: Parameters<ZIM['sendMessage']>[3] = { pushConfig }) =>
  zim.sendMessage({ type: ZIMMessageType.Text, message }, groupID, Group, config);
const heard = (zim: ZIM): string[] => {
  const texts: string[] = [];
  zim.on('messageReceived', ({ message }) => texts.push(message));
  return texts;
};
const news = <Name extends keyof ZIMGroupEvents>(zim: ZIM, event: Name): ZIMGroupEvents[Name][] => {
  const all: ZIMGroupEvents[Name][] = [];
  zim.on(event, (one) => all.push(one));
  return all;
};
const countOn = async ({ phoneId }: { phoneId: string }): Promise<number> =>
  (await pipeline.control.phone(phoneId)).notifications.length;

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const operator = gatewayApi(pipeline.gateway.httpUrl, operatorKey.reveal());
  const created = await operator<{ apiKey: string; clientTokenSecret: string }>('POST', '/v1/apps', {
    app,
    packageName: 'com.example.bellhop',
  });
  secret = created.clientTokenSecret;
  api = gatewayApi(pipeline.gateway.httpUrl, created.apiKey);
  await prepareApp(app, operator, pipeline.control, pipeline.simulator.urls);
  await until(() =>
    api('POST', `/v1/apps/${app}/presence`, { userIDs: ['x'] }).then(
      () => true,
      () => false,
    ),
  );
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((zim) => zim.logout()));
});
afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

describe('Group: owner, admin, member; create, invite, join, leave, kick, dissolve, mute', () => {
  it('all of it by the SDK, and members who are connected are told', async () => {
    const olga = await connect('olga');
    const mia = await connect('mia');
    const members = news(mia, 'groupMemberStateChanged');
    const infos = news(mia, 'groupMemberInfoUpdated');
    const states = news(mia, 'groupStateChanged');
    const groupID = await aGroup(olga, ['mia']);
    await olga.inviteUsersIntoGroup(['max'], groupID);
    await olga.setGroupMemberRole(Admin, 'mia', groupID);
    expect(await mia.kickGroupMembers(['max'], groupID)).toEqual({ memberCount: 2 });
    await mia.updateGroupNotice('be kind', groupID);
    await olga.setGroupAttributes({ color: 'red' }, groupID);
    expect((await mia.queryGroupAllAttributes(groupID)).groupAttributes).toEqual({ color: 'red' });
    expect((await mia.queryGroupInfo(groupID)).groupInfo).toMatchObject({
      groupNotice: 'be kind',
      ownerUserID: 'olga',
      memberCount: 2,
      role: Admin,
    });
    await expect(mia.dismissGroup(groupID)).rejects.toMatchObject({ code: 'NOT_ALLOWED', requiredRole: 'owner' });
    await olga.transferGroupOwner('mia', groupID);
    expect((await olga.queryGroupInfo(groupID)).groupInfo.role).toBe(Member);
    expect((await olga.queryGroupList()).groupList).toMatchObject([{ baseInfo: { groupID, groupName: 'Team' } }]);
    await mia.dismissGroup(groupID);
    await until(() => states.length === 2);
    expect(states).toMatchObject([{ event: 'joined' }, { event: 'dismissed', operatorUserID: 'mia' }]);
    expect(members.map(({ event, userIDs }) => [event, ...userIDs])).toEqual([
      ['joined', 'olga', 'mia'],
      ['joined', 'max'],
      ['kickedOut', 'max'],
    ]);
    expect(infos.flatMap(({ userList }) => userList)).toEqual([
      { userID: 'mia', role: 'admin' },
      { userID: 'mia', role: 'owner' },
    ]);
    await expect(say(olga, groupID, 'too late')).rejects.toMatchObject({ code: 'GROUP_DISSOLVED' });
    expect((await olga.queryGroupList()).groupList).toEqual([]);
  });

  it('the app’s own key needs no role', async () => {
    const olga = await connect('olga');
    const groupID = await aGroup(olga, ['mia']);
    const path = `/v1/apps/${app}/groups/${groupID}`;
    await olga.updateGroupJoinRule('closed', groupID);
    await expect(olga.inviteUsersIntoGroup(['max'], groupID)).rejects.toMatchObject({ code: 'GROUP_CLOSED' });
    expect(await api('POST', `${path}/members`, { userIDs: ['max'] })).toMatchObject({ memberCount: 3 });
    await api('POST', `${path}/transfer`, { newOwnerUserID: 'max' });
    await api('POST', `${path}/members/kick`, { userIDs: ['olga'] });
    expect(await api('GET', path)).toMatchObject({ group: { ownerUserID: 'max', memberCount: 2 } });
    await api('POST', `${path}/dissolve`, {});
    expect(await api('GET', path)).toMatchObject({ group: { isDissolved: true } });
  });
});

describe('A muted member', () => {
  it('cannot send (so no push), but still receives pushes', async () => {
    const olga = await connect('olga');
    const max = await connect('max');
    const phones = { olga: await pipeline.phoneFor('olga', 'huawei'), max: await pipeline.phoneFor('max', 'fcm') };
    const groupID = await aGroup(olga, ['max']);
    await say(max, groupID, 'may I?');
    await until(async () => (await countOn(phones.olga)) === 1);
    const muteUntil = Date.now() + 3_600_000;
    await olga.muteGroupMembers(true, ['max'], groupID, { muteUntil });
    await expect(say(max, groupID, 'may I still?')).rejects.toMatchObject({ code: 'MUTED', muteUntil });
    await say(olga, groupID, 'no');
    await until(async () => (await countOn(phones.max)) === 1);
    expect(await countOn(phones.olga)).toBe(1);
    await olga.muteGroupMembers(false, ['max'], groupID);
    await say(max, groupID, 'thank you');
    await until(async () => (await countOn(phones.olga)) === 2);
  });

  it('is everybody but owner and admins while all are muted', async () => {
    const olga = await connect('olga');
    const mia = await connect('mia');
    const max = await connect('max');
    const groupID = await aGroup(olga, ['mia', 'max']);
    await olga.setGroupMemberRole(Admin, 'mia', groupID);
    await mia.muteGroup(true, groupID);
    await expect(say(max, groupID, 'x')).rejects.toMatchObject({ code: 'MUTED' });
    await say(mia, groupID, 'y');
    await say(olga, groupID, 'z');
  });
});

describe('Recipients are the members at send time', () => {
  it('neither who left or was kicked before, nor who came afterwards', async () => {
    const olga = await connect('olga');
    const clientsOf = Object.fromEntries(
      await Promise.all(['ann', 'ben', 'cem', 'dan'].map(async (user) => [user, await connect(user)] as const)),
    );
    const texts = Object.fromEntries(Object.entries(clientsOf).map(([user, zim]) => [user, heard(zim)]));
    const groupID = await aGroup(olga, ['ann', 'ben', 'cem']);
    await olga.kickGroupMembers(['ann'], groupID);
    await clientsOf['ben']?.leaveGroup(groupID);
    await say(olga, groupID, 'now');
    await until(() => texts['cem']?.includes('now'));
    await olga.inviteUsersIntoGroup(['dan'], groupID);
    await say(olga, groupID, 'later');
    await until(() => texts['dan']?.includes('later'));
    expect(texts).toMatchObject({ ann: [], ben: [], dan: ['later'] });
    await expect(say(clientsOf['ann'] as ZIM, groupID, 'hello?')).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('a targeted group message goes to its targets only', async () => {
    const olga = await connect('olga');
    const [ann, ben] = [await connect('ann'), await connect('ben')];
    const texts = { ann: heard(ann), ben: heard(ben) };
    const groupID = await aGroup(olga, ['ann', 'ben']);
    await say(olga, groupID, 'for ann', { targetUserIDs: ['ann', 'stranger'] });
    await say(olga, groupID, 'for all', {});
    await until(() => texts.ann.length === 2 && texts.ben.length === 1);
    expect(texts).toEqual({ ann: ['for ann', 'for all'], ben: ['for all'] });
  });
});

describe('what waits for a member', () => {
  it('who is kicked does not leave; what they have stays, and so it does when the group is dissolved', async () => {
    const olga = await connect('olga');
    const phones = { kim: await pipeline.phoneFor('kim', 'vivo'), lea: await pipeline.phoneFor('lea', 'vivo') };
    const groupID = await aGroup(olga, ['kim', 'lea']);
    await pipeline.control.addFault({ vendor: 'vivo', path: 'send', kind: 'status', status: 503, times: 1 });
    const { messageID } = await say(olga, groupID, 'first');
    await until(async () =>
      JSON.stringify(await api('GET', `/v1/apps/${app}/messages/${messageID}/trace`)).includes('503'),
    );
    await olga.kickGroupMembers(['kim'], groupID);
    await olga.dismissGroup(groupID);
    await until(async () => (await countOn(phones.lea)) === 1, { timeoutMs: 20_000 });
    expect(await countOn(phones.kim)).toBe(0);
    const kim = await connect('kim');
    const { messageList } = await kim.queryHistoryMessage(groupID, Group);
    expect(messageList.map(({ message }) => message)).toEqual(['first']);
  });
});
