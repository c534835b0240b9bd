import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { opening } from '@bellhop/runtime';
import { freshDatabase, testConfig, testServers, until } from '@bellhop/testkit';
import { build as esbuild } from 'esbuild';
import { SignJWT } from 'jose';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build as vite } from 'vite';
import { offlineUsers, openDevices } from '../src/system/offline-users.ts';
import { createReadyApp } from '../src/system/prepare-app.ts';
import { startSystem } from '../src/system/start-system.ts';

const root = join(import.meta.dirname, '../..');
const run = async (command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}) => {
  const { PATH = '', HOME = '' } = process.env;
  return promisify(execFile)(command, args, { cwd, env: { PATH, HOME, ...env } });
};
/** Runs a script with plain Node: no flag, no condition. */
const node = (script: string, cwd: string, env?: Record<string, string>) => run(process.execPath, [script], cwd, env);

interface Manifest {
  readonly name: string;
  readonly exports?: { readonly '.': Record<'types' | 'default', string> };
}
const packages = globSync('{packages,services}/*/package.json', { cwd: root }).map((file) => ({
  folder: join(root, dirname(file)),
  manifest: JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest,
}));

let running: Awaited<ReturnType<typeof open>>;

/** The whole system in its compiled form, and an empty folder with the packed SDK installed. */
function open() {
  return opening(async (add) => {
    await run(process.execPath, [join(root, 'scripts/build.mjs')], root);
    const folder = await add.add(mkdtempSync(join(tmpdir(), 'bellhop-packages-')), (it) =>
      rmSync(it, { recursive: true, force: true }),
    );
    const { stdout } = await run(
      'npm',
      ['pack', '--json', '--pack-destination', folder],
      join(root, 'packages/client'),
    );
    const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${packed?.filename ?? ''}`], folder);

    const database = await add.add(freshDatabase(testServers().databaseUrl), (it) => it.drop());
    const { kafkaBrokers, kafkaPrefix } = testConfig();
    const ended: string[] = [];
    const system = await add.add(
      startSystem({
        kafkaBrokers,
        kafkaPrefix,
        databaseUrl: database.url,
        logDirectory: join(folder, 'logs'),
        form: 'compiled',
        onEnded: (name, { lastWords }) => ended.push(`${name}: ${lastWords}`),
      }),
      (it) => it.close(),
    );
    const app = await createReadyApp(system, 'shop');
    const devices = await add.add(openDevices(system.pushRouterAddress, system.keys.internalKey), (it) => it.close());
    const users = await offlineUsers({ app: 'shop', control: system.control, devices }, 'user', 5);
    const token = await new SignJWT({ app: 'shop' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('alice')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(app.clientTokenSecret));
    return { folder, files: packed?.files.map(({ path }) => path) ?? [], system, app, users, token, ended };
  });
}

beforeAll(async () => {
  running = await open();
});
afterAll(async () => {
  await running.close();
});

describe.each(packages)('$manifest.name', ({ folder, manifest }) => {
  it('is compiled: code, types and maps that lead to its sources', () => {
    const entry = manifest.exports?.['.'];
    for (const file of [entry?.default, entry?.types]) expect(existsSync(join(folder, file ?? 'src'))).toBe(true);
    const maps = globSync('dist/**/*.js.map', { cwd: folder });
    expect(maps.length).toBeGreaterThan(0);
    for (const map of maps) {
      const { sources } = JSON.parse(readFileSync(join(folder, map), 'utf8')) as { sources: string[] };
      for (const source of sources)
        expect(existsSync(join(folder, dirname(map), source)), `${map}: ${source}`).toBe(true);
    }
    expect(globSync('dist/**/*.test.js', { cwd: folder })).toEqual([]);
  });
});

it('every entry can be imported by plain Node', async () => {
  const names = packages.filter(({ manifest }) => manifest.exports !== undefined).map(({ manifest }) => manifest.name);
  const script = `const entries = await Promise.all(${JSON.stringify(names)}.map((name) => import(name)));
    console.log(entries.every((entry) => Object.keys(entry).length > 0));`;
  // From a folder that depends on all of them.
  const imported = await run(process.execPath, ['--input-type=module', '--eval', script], join(root, 'tests'));
  expect(imported.stdout.trim()).toBe('true');
});

describe('the packed SDK', () => {
  /** Logs in, and sends a message to a user who is offline. */
  const script = `import { ZIM, ZIMConversationType, ZIMMessageType } from '@bellhop/client';
    const zim = ZIM.create({ appID: 'shop', server: process.env.SERVER });
    await zim.login('alice', process.env.TOKEN);
    const pushConfig = { title: 'Alice', content: 'hello', payload: process.env.PAYLOAD, resourcesID: 'chat' };
    const message = { type: ZIMMessageType.Text, message: 'hello' };
    await zim.sendMessage(message, process.env.TO, ZIMConversationType.Peer, { pushConfig });
    await zim.logout();
    console.log('sent');`;
  const sends = async (file: string, payload: string) => {
    const { folder, system, token, users } = running;
    const env = { SERVER: system.httpUrl, TOKEN: token, PAYLOAD: payload, TO: users[0]?.userId ?? '' };
    expect((await node(file, folder, env)).stdout.trim()).toBe('sent');
    await until(async () =>
      (await system.control.accepted({ limit: 1_000 })).accepted.some((push) => push.payload === payload),
    );
  };

  it('holds what is needed and nothing else', () => {
    expect(running.files).toEqual(
      expect.arrayContaining(['package.json', 'README.md', 'dist/index.js', 'dist/index.d.ts']),
    );
    expect(running.files.filter((file) => !/^(dist\/|package\.json|README\.md)/.test(file))).toEqual([]);
  });

  it('takes an app 20 KB, compressed, and less where it uses less', async () => {
    const sizeOf = async (name: string, contents: string): Promise<number> => {
      writeFileSync(join(running.folder, `${name}.js`), contents);
      const { outputFiles } = await esbuild({
        absWorkingDir: running.folder,
        entryPoints: [`${name}.js`],
        bundle: true,
        platform: 'browser',
        format: 'esm',
        minify: true,
        write: false,
      });
      return gzipSync(outputFiles[0]?.contents ?? '').length;
    };
    const all = await sizeOf('all', "export * from '@bellhop/client';");
    expect(all).toBeGreaterThan(10_000); // it is all of it
    expect(all).toBeLessThanOrEqual(20 * 1_024);
    expect(await sizeOf('payload', "export { getPayload } from '@bellhop/client';")).toBeLessThan(1_000);
  });

  it('works in plain Node', async () => {
    writeFileSync(join(running.folder, 'plain.js'), script);
    await sends('plain.js', 'plain');
  });

  it('works through esbuild', async () => {
    writeFileSync(join(running.folder, 'entry.js'), script);
    const built = await esbuild({
      absWorkingDir: running.folder,
      entryPoints: ['entry.js'],
      bundle: true,
      platform: 'browser',
      format: 'esm',
      minify: true,
      outfile: 'esbuild.js',
      // A browser has no \`process\`; here it is what the script is told by.
      define: { 'process.env': 'globalThis.process.env' },
    });
    expect([...built.errors, ...built.warnings]).toEqual([]);
    await sends('esbuild.js', 'esbuild');
  });

  it('works through Vite', async () => {
    writeFileSync(join(running.folder, 'entry.js'), script);
    await vite({
      root: running.folder,
      configFile: false,
      logLevel: 'error',
      define: { 'process.env': 'globalThis.process.env' },
      build: { outDir: 'vite', lib: { entry: 'entry.js', formats: ['es'], fileName: 'bundle' } },
    });
    await sends('vite/bundle.js', 'vite');
  });

  it.each([ts.ModuleResolutionKind.Bundler, ts.ModuleResolutionKind.NodeNext])(
    'has types that a strict compiler takes (module resolution %i)',
    (moduleResolution) => {
      const file = join(running.folder, 'typed.ts');
      writeFileSync(
        file,
        `import { ZIM, ZIMConversationType, ZIMMessageType, type ZIMMessage } from '@bellhop/client';
         const zim = ZIM.create({ appID: 'a', server: 'ws://x' });
         zim.on('messageReceived', (message: ZIMMessage) => message.conversationID.length);
         export const sent: Promise<{ messageID: string }> =
           zim.sendMessage({ type: ZIMMessageType.Text, message: 'x' }, 'bob', ZIMConversationType.Peer);
         export const members: Promise<{ memberCount: number }> = zim.request('createGroup', { groupID: 'g' });
         // @ts-expect-error no such member
         zim.request('createGroup', { group: 'g' });`,
      );
      const module =
        moduleResolution === ts.ModuleResolutionKind.Bundler ? ts.ModuleKind.ESNext : ts.ModuleKind.NodeNext;
      const program = ts.createProgram([file], {
        module,
        moduleResolution,
        target: ts.ScriptTarget.ES2022,
        lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
      });
      const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
      expect(problems).toEqual([]);
    },
  );
});

it('the services in their compiled form bring a push to every vendor', async () => {
  const { app, users, system, ended } = running;
  await app.api('POST', '/v1/apps/shop/messages/batch', {
    messages: users.map(({ userId }) => ({
      fromUserID: 'sender',
      toUserID: userId,
      text: 'hello',
      pushConfig: { title: 'Sender', content: 'hello', payload: `compiled-${userId}`, resourcesID: 'chat' },
    })),
  });
  const payloads = await until(async () => {
    const { accepted } = await system.control.accepted({ limit: 1_000 });
    const found = accepted.map(({ payload }) => payload ?? '').filter((payload) => payload.startsWith('compiled-'));
    return found.length >= users.length && found;
  });
  expect(payloads.toSorted()).toEqual(users.map(({ userId }) => `compiled-${userId}`).toSorted());
  expect(ended).toEqual([]);
});
