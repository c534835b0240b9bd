import { ZIM, ZIMConversationType, ZIMMessageType } from '@bellhop/client';

// Alice writes to bob; his phones ring, because he is offline. TOKEN: what your own server signs for her.
const zim = ZIM.create({
  appID: 'demo',
  server: process.env['SERVER'] ?? 'ws://127.0.0.1:8080',
  deviceID: 'alice-web',
});
zim.on('connectionStateChanged', ({ state, event }) => console.log(`${state} (${event})`));
await zim.login('alice', process.env['TOKEN'] ?? '');

const { messageID } = await zim.sendMessage(
  { type: ZIMMessageType.Text, message: 'Dinner at eight?' },
  'bob',
  ZIMConversationType.Peer,
  { pushConfig: { title: 'Alice', content: 'Dinner at eight?', payload: '{"open":"chat/alice"}' } },
);
console.log(`sent ${messageID}`);
await zim.logout();
