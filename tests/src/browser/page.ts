import { ZIM, ZIMConversationType, ZIMMessageType, ZPNs, type ZIMMessage, type ZIMAppConfig } from '@bellhop/client';

/** What the tests call in a page: the SDK as an app uses it, in one user's tab. */
const { SERVER = '', APP = 'demo', DEVICE } = process.env;
const config: ZIMAppConfig = {
  appID: APP,
  server: SERVER,
  reconnect: { firstMs: 100, maxMs: 500 },
  ...(DEVICE === undefined ? {} : { deviceID: DEVICE }),
};
const zim = ZIM.create(config);
const received: Pick<ZIMMessage, 'message' | 'senderUserID' | 'isOffline'>[] = [];
const states: string[] = [];
zim.on('messageReceived', ({ message, senderUserID, isOffline }) =>
  received.push({ message, senderUserID, isOffline }),
);
zim.on('connectionStateChanged', ({ state }) => states.push(state));

Object.assign(globalThis, {
  page: {
    zim,
    zpns: ZPNs.create(zim),
    received,
    states,
    send: (message: string, to: string) =>
      zim.sendMessage({ type: ZIMMessageType.Text, message }, to, ZIMConversationType.Peer, {
        pushConfig: { title: 'From a page', content: message },
      }),
  },
});
