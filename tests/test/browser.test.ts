import { join } from 'node:path';
import { ZIM, ZIMConversationType, ZIMMessageType, type ZIMMessage } from '@bellhop/client';
import { opening } from '@bellhop/runtime';
import { testContext, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumProgram } from '../src/browser/chromium.ts';
import { startBrowser, type Tab } from '../src/browser/start-browser.ts';
import { servePages } from '../src/browser/serve-pages.ts';
import { openDemoApp } from '../src/demo-app.ts';
import { startPipeline } from '../src/start-pipeline.ts';
import { startCuttableWay } from '../src/system/cuttable-way.ts';

const program = chromiumProgram();
const context = testContext();
let running: Awaited<ReturnType<typeof open>>;
const examples: Readonly<Record<string, readonly string[]>> = {
  'peer-message': ['bob'],
  'group-message': ['userA', 'userB'],
  'call-invite': ['userA', 'userB'],
};

function open() {
  return opening(async (add) => {
    const pipeline = await add.add(startPipeline(context), (it) => it.close());
    const app = await openDemoApp(pipeline);
    const way = await add.add(
      startCuttableWay(() => pipeline.gateway.httpUrl.replace('http://', '')),
      (it) => it.close(),
    );
    const named = Object.keys(examples).map((name): [string, string] => [name, `./examples/${name}.ts`]);
    const pages = await add.add(
      servePages(join(import.meta.dirname, '..'), { page: './src/browser/page.ts', ...Object.fromEntries(named) }),
      (it) => it.close(),
    );
    if ('missing' in program) throw new Error(program.missing);
    const browser = await add.add(startBrowser(program), (it) => it.close());
    return { ...app, pipeline, way, pages, browser };
  });
}

describe.skipIf('missing' in program)(
  `in Chromium${'missing' in program ? ` (skipped: ${program.missing})` : ''}`,
  () => {
    beforeAll(async () => {
      running = await open();
    }, 120_000);
    afterAll(async () => {
      await running.close();
      expect(context.fatal).toEqual([]);
    });

    const openPage = async (query: Record<string, string> = {}, name = 'page'): Promise<Tab> => {
      const { browser, pages, way } = running;
      const params = new URLSearchParams({ SERVER: `ws://${way.address}`, ...query });
      return browser.open(`${pages.url}/${name}?${params.toString()}`);
    };
    /** Logs a page in. Each user has a device of their own, as one browser profile has one. */
    const logIn = async (tab: Tab, user: string): Promise<void> =>
      tab.run(
        `page.zim.login(${JSON.stringify(user)}, ${JSON.stringify(await running.tokenFor(user))}).then(() => {})`,
      );
    const texts = (tab: Tab): Promise<string[]> => tab.run('page.received.map(({ message }) => message)');
    const untilShown = (tab: Tab, text: string): Promise<unknown> =>
      until(async () => (await texts(tab)).includes(text), { timeoutMs: 15_000, message: `${text} shown` });

    /** Somebody on a phone, in this process. */
    async function onPhone(user: string) {
      const zim = ZIM.create({
        appID: 'demo',
        server: running.pipeline.gateway.httpUrl,
        deviceID: `${user}-phone`,
        platform: 'android',
      });
      const received: ZIMMessage[] = [];
      zim.on('messageReceived', (message) => void received.push(message));
      await zim.login(user, await running.tokenFor(user));
      const write = (message: string, to: string) =>
        zim.sendMessage({ type: ZIMMessageType.Text, message }, to, ZIMConversationType.Peer, {
          pushConfig: { title: user, content: message, resourcesID: 'chat' },
        });
      return { zim, received, write };
    }

    it('a page logs in, gets what was missed, then live messages, and sends', async () => {
      const phone = await onPhone('writer');
      await phone.write('while you were away', 'reader');
      const tab = await openPage({ DEVICE: 'reader-web' });
      await logIn(tab, 'reader');
      await untilShown(tab, 'while you were away');
      await phone.write('live', 'reader');
      await untilShown(tab, 'live');
      expect(await tab.run('page.received')).toEqual([
        { message: 'while you were away', senderUserID: 'writer', isOffline: true },
        { message: 'live', senderUserID: 'writer', isOffline: false },
      ]);
      await tab.run(`page.send('an answer', 'writer').then(() => {})`);
      await until(() => phone.received.some(({ message }) => message === 'an answer'));
      await tab.run('page.zim.logout()');
      await tab.close();
      await phone.zim.logout();
    });

    it('what is written without a connection goes out when there is one, once', async () => {
      const phone = await onPhone('distant');
      const tab = await openPage({ DEVICE: 'cut-web' });
      await logIn(tab, 'cut');
      running.way.cut();
      await until(() => tab.run<boolean>(`page.zim.connectionState === 'reconnecting'`));
      await tab.run(`globalThis.sending = page.send('over the gap', 'distant').then(() => 'sent'); 0`);
      running.way.mend();
      await tab.run(`dispatchEvent(new Event('online'))`);
      expect(await tab.run('globalThis.sending')).toBe('sent');
      await until(() => phone.received.length > 0);
      expect(phone.received.map(({ message }) => message)).toEqual(['over the gap']);
      await tab.close();
      await phone.zim.logout();
    });

    describe('two tabs', () => {
      it('are one device; one takes over from the other when it is frozen, and when it is closed', async () => {
        const phone = await onPhone('friend');
        const first = await openPage();
        await logIn(first, 'tabbed');
        const second = await openPage();
        await logIn(second, 'tabbed');
        const { api } = running;
        const devices = () =>
          api<{ users: { devices: { deviceID: string }[] }[] }>('POST', '/v1/apps/demo/presence', {
            userIDs: ['tabbed'],
          });
        expect((await devices()).users[0]?.devices).toHaveLength(1);
        await phone.write('to both', 'tabbed');
        await Promise.all([untilShown(first, 'to both'), untilShown(second, 'to both')]);
        await first.run(`page.send('from one tab', 'friend').then(() => {})`);
        await untilShown(second, 'from one tab');

        await first.setLife('frozen');
        await phone.write('to the one awake', 'tabbed');
        await untilShown(second, 'to the one awake');
        await first.setLife('active');
        await untilShown(first, 'to the one awake');
        expect((await devices()).users[0]?.devices).toHaveLength(1);

        await second.close();
        await until(() => first.run<boolean>(`page.zim.connectionState === 'connected'`));
        await phone.write('to the one left', 'tabbed');
        await untilShown(first, 'to the one left');
        expect(await texts(first)).toEqual(['to both', 'to the one awake', 'to the one left']); // not what it sent itself
        await first.run('page.zim.logout()');
        await first.close();
        await phone.zim.logout();
      });
    });

    it('a page in the background is pushed to, too; a tap is in the trace', async () => {
      const { pipeline, api } = running;
      const phone = await onPhone('pusher');
      const { phoneId, token } = await pipeline.control.createPhone({ vendor: 'fcm' });
      const tab = await openPage({ DEVICE: 'hidden-web' });
      await logIn(tab, 'hidden');
      await tab.run(`page.zpns.registerPush('fcm', ${JSON.stringify(token)}).then(() => {})`);
      const shown = async () => (await pipeline.control.phone(phoneId)).notifications.map(({ content }) => content);
      await phone.write('in the foreground', 'hidden');
      await untilShown(tab, 'in the foreground');
      await tab.run(`page.zim.setAppState('background')`);
      await until(async () => {
        const { users } = await api<{ users: { devices: unknown[] }[] }>('POST', '/v1/apps/demo/presence', {
          userIDs: ['hidden'],
        });
        return users[0]?.devices.length === 1;
      });
      const { messageID } = await until(async () => {
        const sent = await phone.write('in the background', 'hidden');
        return (await shown()).includes('in the background') && sent;
      });
      await untilShown(tab, 'in the background');
      expect(await shown()).not.toContain('in the foreground');
      await tab.run(
        `page.zpns.handleNotificationClicked({ vendor: 'fcm', data: { messageID: ${JSON.stringify(messageID)} } })`,
      );
      await until(
        async () => {
          const { entries } = await pipeline.traces.getMessageTrace({ app: 'demo', messageId: messageID });
          return entries.some(({ kind, deviceId }) => kind === 'clicked' && deviceId === 'hidden-web');
        },
        { timeoutMs: 15_000, message: 'the tap in the trace' },
      );
      await tab.run('page.zim.logout()');
      await tab.close();
      await phone.zim.logout();
    });

    describe('the examples', () => {
      it.each(Object.entries(examples))('%s runs in a page, and phones ring', async (name, users) => {
        const { pipeline } = running;
        const phones = await Promise.all(users.map((user) => pipeline.phoneFor(user, 'xiaomi')));
        const tab = await openPage({ TOKEN: await running.tokenFor('alice') }, name);
        for (const { phoneId } of phones)
          expect(await pipeline.control.notificationsAfter(phoneId, 0, 15_000)).not.toEqual([]);
        await until(() => tab.lines.some((line) => /^sent |rings for/.test(line)));
        await tab.close();
      });
    });
  },
);
