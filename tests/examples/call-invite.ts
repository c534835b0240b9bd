import { ZIM, type ZIMCallInviteConfig, type ZIMPushConfig } from '@bellhop/client';

// Alice calls userA and userB. Phones of theirs that are offline ring by a push. TOKEN: what your own server signs for her.
const zim = ZIM.create({
  appID: 'demo',
  server: process.env['SERVER'] ?? 'ws://127.0.0.1:8080',
  deviceID: 'alice-web',
});
zim.on('callUserStateChanged', ({ callUserList }) => {
  for (const { userID, state } of callUserList) console.log(`${userID}: ${state}`);
});
zim.on('callInvitationEnded', ({ callID }) => {
  console.log(`${callID} has ended`);
  void zim.logout();
});
await zim.login('alice', process.env['TOKEN'] ?? '');

const pushConfig: ZIMPushConfig = {
  title: 'Alice',
  content: 'is calling you',
  payload: '{"open":"call"}',
  resourcesID: 'chat',
  voIPConfig: { iOSVoIPHasVideo: true },
};
const callInviteConfig: ZIMCallInviteConfig = { timeout: 30, extendedData: 'room-7', pushConfig };
const { callID, timeout } = await zim.callInvite(['userA', 'userB'], callInviteConfig);
console.log(`${callID} rings for ${timeout} s`);
