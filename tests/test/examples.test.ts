import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZIM, type ZIMMessage } from '@bellhop/client';
import { opening } from '@bellhop/runtime';
import { testContext, until } from '@bellhop/testkit';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDemoApp } from '../src/demo-app.ts';
import { startPipeline } from '../src/start-pipeline.ts';

const context = testContext();
let running: Awaited<ReturnType<typeof open>>;

function open() {
  return opening(async (add) => {
    const pipeline = await add.add(startPipeline(context), (it) => it.close());
    return { pipeline, ...(await openDemoApp(pipeline)) };
  });
}
beforeAll(async () => {
  running = await open();
});
afterAll(async () => {
  await running.close();
  expect(context.fatal).toEqual([]);
});

/** Runs an example as it stands, as alice; gives what it wrote. */
async function runExample(name: string) {
  const child = spawn(process.execPath, ['--conditions=source', join(import.meta.dirname, `../examples/${name}.ts`)], {
    env: { ...process.env, SERVER: running.pipeline.gateway.httpUrl, TOKEN: await running.tokenFor('alice') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  return { child, ended, text: () => said.join('') };
}

/** Somebody comes back: what they find. */
async function comesBack(user: string): Promise<ZIMMessage[]> {
  const zim = ZIM.create({ appID: 'demo', server: running.pipeline.gateway.httpUrl, deviceID: `${user}-later` });
  const received: ZIMMessage[] = [];
  zim.on('messageReceived', (message) => void received.push(message));
  await zim.login(user, await running.tokenFor(user));
  await until(() => received.length > 0);
  await zim.logout();
  return received;
}

const ringing = async (users: readonly string[]) =>
  Promise.all(users.map((user) => running.pipeline.phoneFor(user, 'huawei')));
const shownOn = async ({ phoneId }: { phoneId: string }) => {
  const [first] = await running.pipeline.control.notificationsAfter(phoneId, 0, 15_000);
  return { title: first?.title, content: first?.content };
};

it('scenario 1, a peer message: the phone of somebody offline rings, and they find the message when they are back', async () => {
  const [phone] = await ringing(['bob']);
  const example = await runExample('peer-message');
  expect(await example.ended, example.text()).toEqual([0, null]);
  expect(example.text()).toMatch(/^on its way: \S+\nsent \S+\n$/);
  expect(await shownOn(phone ?? { phoneId: '' })).toEqual({ title: 'Alice', content: 'Dinner at eight?' });
  expect((await running.pipeline.control.click(phone?.phoneId ?? '')).payload).toBe('{"open":"chat/alice"}');
  expect(await comesBack('bob')).toMatchObject([
    { message: 'Dinner at eight?', senderUserID: 'alice', isOffline: true },
  ]);
});

it('scenario 2, a group message: the phones of all members who are offline ring', async () => {
  const phones = await ringing(['userA', 'userB']);
  const example = await runExample('group-message');
  expect(await example.ended, example.text()).toEqual([0, null]);
  for (const phone of phones)
    expect(await shownOn(phone)).toEqual({ title: 'Dinner', content: 'Alice: Who brings the salad?' });
  expect(await comesBack('userB')).toMatchObject([{ message: 'Who brings the salad?', conversationID: 'dinner' }]);
});

it('scenario 3, a call invitation: phones that are offline ring, and who logs in before the end is called', async () => {
  const phones = await ringing(['userA', 'userB']);
  const before = await Promise.all(
    phones.map(async ({ phoneId }) => (await running.pipeline.control.phone(phoneId)).notifications.length),
  );
  const example = await runExample('call-invite');
  for (const [index, { phoneId }] of phones.entries())
    expect(await running.pipeline.control.notificationsAfter(phoneId, before[index] ?? 0, 15_000)).not.toEqual([]);
  const zim = ZIM.create({ appID: 'demo', server: running.pipeline.gateway.httpUrl, deviceID: 'userA-later' });
  const called: string[] = [];
  zim.on('callInvitationReceived', ({ callID, extendedData }) => void called.push(callID, extendedData));
  await zim.login('userA', await running.tokenFor('userA'));
  await until(() => called[1] === 'room-7');
  await zim.callAccept(called[0] ?? '');
  await zim.callEnd(called[0] ?? '');
  expect(await example.ended, example.text()).toEqual([0, null]);
  expect(example.text()).toContain('rings for 30 s');
  expect(example.text()).toContain('userA: accepted');
  await zim.logout();
});

it('what the page about ZIM shows is code that a strict compiler takes', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/migrating-from-zim.md'), 'utf8');
  const blocks = [...page.matchAll(/```ts\n([^]*?)```/g)].map(([, code = '']) => code);
  expect(blocks.length).toBeGreaterThan(0);
  // Beside the other sources of this folder, so that it finds the SDK.
  const file = join(import.meta.dirname, 'shown.ts');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    customConditions: ['source'],
    allowImportingTsExtensions: true,
    noEmit: true,
  };
  for (const block of blocks) {
    const disk = ts.createCompilerHost(options);
    const host: ts.CompilerHost = {
      ...disk,
      fileExists: (name) => name === file || disk.fileExists(name),
      getSourceFile: (name, ...rest) =>
        name === file ? ts.createSourceFile(name, block, ts.ScriptTarget.ES2023) : disk.getSourceFile(name, ...rest),
    };
    const program = ts.createProgram([file], options, host);
    const problems = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
    expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  }
});
