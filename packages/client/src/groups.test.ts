import { describe, expect, it } from 'vitest';
import { answerTo } from './testing/device-fixture.ts';
import { fakeServer } from './testing/fake-server.ts';
import { ZIM, ZIMGroupMemberRole, type ZIMGroupEvents } from './index.ts';

const events: readonly (keyof ZIMGroupEvents)[] = [
  'groupStateChanged',
  'groupMemberStateChanged',
  'groupMemberInfoUpdated',
  'groupMutedInfoUpdated',
  'groupInfoUpdated',
  'groupAttributesUpdated',
];

async function setUp() {
  const server = fakeServer();
  const zim = ZIM.create({ appID: 'demo', server: 'ws://im.example', deviceID: 'd', webSocket: server.webSocket });
  const told: unknown[] = [];
  for (const event of events) zim.on(event, (it) => told.push([event, it]));
  const login = zim.login('bob', 'token');
  const connection = await server.connection(0);
  await connection.answer('login', answerTo('bob'));
  await login;
  await connection.answer('sync', { messages: [] });
  return { zim, connection, told };
}

const mute = { muteUntil: 9 };

describe('a method of groups', () => {
  it.each<[string, (zim: ZIM) => Promise<unknown>, string, object, object, object]>([
    [
      'createGroup',
      (zim) => zim.createGroup({ groupID: 'g', groupName: 'G', groupNotice: 'n', joinRule: 'closed' }, ['a']),
      'createGroup',
      { groupID: 'g', name: 'G', notice: 'n', joinRule: 'closed', memberUserIDs: ['a'] },
      { memberCount: 2 },
      { memberCount: 2 },
    ],
    [
      'queryGroupInfo',
      (zim) => zim.queryGroupInfo('g'),
      'getGroup',
      { groupID: 'g' },
      {
        group: {
          groupID: 'g',
          name: 'G',
          notice: '',
          ownerUserID: 'a',
          joinRule: 'free',
          isMuted: true,
          muteUntil: 9,
          isDissolved: false,
          memberCount: 2,
        },
        role: 'admin',
      },
      {
        groupInfo: {
          baseInfo: { groupID: 'g', groupName: 'G' },
          groupNotice: '',
          ownerUserID: 'a',
          joinRule: 'free',
          isMuted: true,
          muteUntil: 9,
          isDissolved: false,
          memberCount: 2,
          role: ZIMGroupMemberRole.Admin,
        },
      },
    ],
    [
      'queryGroupList',
      (zim) => zim.queryGroupList({ count: 1, nextFlag: 'f' }),
      'listUserGroups',
      { pageSize: 1, pageToken: 'f' },
      { groups: [{ groupID: 'g', name: 'G', role: 'owner', joinedAt: 1 }], nextPageToken: 'g' },
      { groupList: [{ baseInfo: { groupID: 'g', groupName: 'G' }, role: 'owner', joinedAt: 1 }], nextFlag: 'g' },
    ],
    [
      'queryGroupMemberList',
      (zim) => zim.queryGroupMemberList('g'),
      'listGroupMembers',
      { groupID: 'g' },
      { members: [{ userID: 'a', role: 'admin', joinedAt: 1, isMuted: true, ...mute }] },
      { userList: [{ userID: 'a', role: 'admin', joinedAt: 1, isMuted: true, ...mute }], nextFlag: '' },
    ],
    [
      'updateGroupName',
      (zim) => zim.updateGroupName('New', 'g'),
      'updateGroupName',
      { groupID: 'g', name: 'New' },
      {},
      { groupID: 'g', groupName: 'New' },
    ],
    [
      'updateGroupNotice',
      (zim) => zim.updateGroupNotice('', 'g'),
      'updateGroupNotice',
      { groupID: 'g', notice: '' },
      {},
      { groupID: 'g', groupNotice: '' },
    ],
    [
      'setGroupMemberRole',
      (zim) => zim.setGroupMemberRole(ZIMGroupMemberRole.Admin, 'a', 'g'),
      'setGroupMemberRole',
      { groupID: 'g', memberUserID: 'a', role: 'admin' },
      {},
      { groupID: 'g', forUserID: 'a', role: 'admin' },
    ],
    [
      'transferGroupOwner',
      (zim) => zim.transferGroupOwner('a', 'g'),
      'transferGroupOwner',
      { groupID: 'g', newOwnerUserID: 'a' },
      {},
      { groupID: 'g', toUserID: 'a' },
    ],
    [
      'kickGroupMembers',
      (zim) => zim.kickGroupMembers(['a'], 'g'),
      'kickGroupMembers',
      { groupID: 'g', userIDs: ['a'] },
      { memberCount: 1 },
      { memberCount: 1 },
    ],
    ['dismissGroup', (zim) => zim.dismissGroup('g'), 'dissolveGroup', { groupID: 'g' }, {}, { groupID: 'g' }],
    [
      'muteGroup',
      (zim) => zim.muteGroup(true, 'g', mute),
      'muteGroup',
      { groupID: 'g', isMuted: true, ...mute },
      {},
      { groupID: 'g', isMute: true },
    ],
    [
      'muteGroupMembers',
      (zim) => zim.muteGroupMembers(false, ['a'], 'g'),
      'muteGroupMembers',
      { groupID: 'g', userIDs: ['a'], isMuted: false },
      {},
      { groupID: 'g', isMute: false },
    ],
    [
      'setGroupAttributes',
      (zim) => zim.setGroupAttributes({ color: 'red' }, 'g'),
      'setGroupAttributes',
      { groupID: 'g', attributes: { color: 'red' } },
      {},
      { groupID: 'g' },
    ],
    [
      'deleteGroupAttributes',
      (zim) => zim.deleteGroupAttributes(['color'], 'g'),
      'deleteGroupAttributes',
      { groupID: 'g', keys: ['color'] },
      {},
      { groupID: 'g' },
    ],
    [
      'queryGroupAllAttributes',
      (zim) => zim.queryGroupAllAttributes('g'),
      'getGroupAttributes',
      { groupID: 'g' },
      { attributes: { color: 'red' } },
      { groupID: 'g', groupAttributes: { color: 'red' } },
    ],
  ])('sends a frame and gives its answer: %s', async (_name, call, type, body, answer, result) => {
    const { zim, connection } = await setUp();
    const called = call(zim);
    const frame = await connection.answer(type, answer);
    expect(frame.body).toEqual(body);
    expect(await called).toEqual(result);
  });

  it('says what role it takes, and until when somebody is muted', async () => {
    const { zim, connection } = await setUp();
    const dismissed = zim.dismissGroup('g');
    dismissed.catch(() => undefined);
    await connection.answer('dissolveGroup', { code: 'NOT_ALLOWED', message: 'm', requiredRole: 'owner' }, 'error');
    await expect(dismissed).rejects.toMatchObject({ code: 'NOT_ALLOWED', requiredRole: 'owner' });
    const left = zim.leaveGroup('g');
    left.catch(() => undefined);
    await connection.answer('leaveGroup', { code: 'MUTED', message: 'm', muteUntil: 7 }, 'error');
    await expect(left).rejects.toMatchObject({ code: 'MUTED', muteUntil: 7 });
  });
});

describe('what changes in a group', () => {
  const frame = { groupID: 'g', actingUserID: 'ann', userIDs: ['cem'], userCount: 1, at: 5 };
  const news = { groupID: 'g', operatorUserID: 'ann', timestamp: 5 };
  const members = { userIDs: ['cem'], userCount: 1 };

  it.each<[string, object, [keyof ZIMGroupEvents, object][]]>([
    ['joined', {}, [['groupMemberStateChanged', { ...members, state: 'enter', event: 'joined' }]]],
    ['left', {}, [['groupMemberStateChanged', { ...members, state: 'quit', event: 'left' }]]],
    [
      'kicked',
      { userIDs: ['bob'] },
      [
        ['groupMemberStateChanged', { userIDs: ['bob'], userCount: 1, state: 'quit', event: 'kickedOut' }],
        ['groupStateChanged', { state: 'quit', event: 'kickedOut' }],
      ],
    ],
    ['dissolved', {}, [['groupStateChanged', { state: 'quit', event: 'dismissed' }]]],
    ['role', { role: 'admin' }, [['groupMemberInfoUpdated', { userList: [{ userID: 'cem', role: 'admin' }] }]]],
    ['owner', {}, [['groupMemberInfoUpdated', { userList: [{ userID: 'cem', role: 'owner' }] }]]],
    [
      'membersMuted',
      { isMuted: true, muteUntil: 9 },
      [['groupMemberInfoUpdated', { userList: [{ userID: 'cem', isMuted: true, muteUntil: 9 }] }]],
    ],
    ['muted', { isMuted: false }, [['groupMutedInfoUpdated', { isMuted: false }]]],
    [
      'info',
      { name: 'N', notice: '', joinRule: 'closed' },
      [['groupInfoUpdated', { groupName: 'N', groupNotice: '', joinRule: 'closed' }]],
    ],
    [
      'attributes',
      { attributes: { a: 'b' }, deletedKeys: ['c'] },
      [['groupAttributesUpdated', { groupAttributes: { a: 'b' }, deletedKeys: ['c'] }]],
    ],
    ['something new', {}, []],
  ])('is told: %s', async (change, over, expected) => {
    const { connection, told } = await setUp();
    connection.event('groupChanged', { ...frame, change, ...over });
    await new Promise(setImmediate);
    expect(told).toEqual(expected.map(([event, body]) => [event, { ...news, ...body }]));
  });
});
