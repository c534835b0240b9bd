import {
  ZIM,
  ZIMConversationType,
  ZIMMessageType,
  type ZIMMessageSendConfig,
  type ZIMPushConfig,
  type ZIMTextMessage,
} from '@bellhop/client';

// Alice makes a group and writes to it. Members who are offline get a push, and the message when they are back. TOKEN: what your own server signs for her.
const zim = ZIM.create({
  appID: 'demo',
  server: process.env['SERVER'] ?? 'ws://127.0.0.1:8080',
  deviceID: 'alice-web',
});
await zim.login('alice', { userName: 'Alice', token: process.env['TOKEN'] ?? '' });
await zim.createGroup({ groupID: 'dinner', groupName: 'Dinner' }, ['userA', 'userB']); // again it is answered as the first time

const textMessage: ZIMTextMessage = { type: ZIMMessageType.Text, message: 'Who brings the salad?' };
const pushConfig: ZIMPushConfig = {
  title: 'Dinner',
  content: 'Alice: Who brings the salad?',
  payload: '{"open":"group/dinner"}',
  resourcesID: 'chat',
};
const sendConfig: ZIMMessageSendConfig = { pushConfig };
const { message } = await zim.sendMessage(textMessage, 'dinner', ZIMConversationType.Group, sendConfig);
console.log(`sent ${message.messageID}`);
await zim.logout();
