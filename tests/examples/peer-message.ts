import {
  ZIM,
  ZIMConversationType,
  ZIMMessageType,
  type ZIMMessageSendConfig,
  type ZIMPushConfig,
  type ZIMTextMessage,
} from '@bellhop/client';

// Alice writes to bob. If he is offline, his phones ring; he gets the message when he is back. TOKEN: what your own server signs for her.
const zim = ZIM.create({
  appID: 'demo',
  server: process.env['SERVER'] ?? 'ws://127.0.0.1:8080',
  deviceID: 'alice-web',
});
await zim.login('alice', { userName: 'Alice', token: process.env['TOKEN'] ?? '' });

const textMessage: ZIMTextMessage = { type: ZIMMessageType.Text, message: 'Dinner at eight?' };
const pushConfig: ZIMPushConfig = {
  title: 'Alice',
  content: 'Dinner at eight?',
  payload: '{"open":"chat/alice"}',
  resourcesID: 'chat',
};
const sendConfig: ZIMMessageSendConfig = { pushConfig };
const { message } = await zim.sendMessage(textMessage, 'bob', ZIMConversationType.Peer, sendConfig, {
  onMessageAttached: ({ localMessageID }) => console.log(`on its way: ${localMessageID}`),
});
console.log(`sent ${message.messageID}`);
await zim.logout();
