import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@bellhop/testkit';
import WebSocket from 'ws';
import type { ChromiumProgram } from './chromium.ts';

/** A page in a tab. */
export interface Tab {
  /** Evaluates an expression, waits for its promise and gives its value. Throws what the page throws. */
  run<T>(expression: string): Promise<T>;
  /** What the page has written to its console. */
  readonly lines: readonly string[];
  /** Stops everything in the tab, as browsers do with those that nobody looks at; `active` lets it go on. */
  setLife(state: 'frozen' | 'active'): Promise<void>;
  close(): Promise<void>;
}

/** A browser with one profile: its tabs share what pages store. */
export interface Browser {
  open(url: string): Promise<Tab>;
  close(): Promise<void>;
}

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: { readonly args?: readonly { readonly value?: unknown; readonly description?: string }[] };
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Starts a Chromium without windows, on a profile of its own, and drives it over its DevTools protocol. */
export async function startBrowser(program: Exclude<ChromiumProgram, { missing: string }>): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'bellhop-browser-'));
  const child = spawn(
    program.path,
    [
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--disable-gpu',
      '--disable-dev-shm-usage',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // it refuses to run as root with one
      'about:blank',
    ],
    {
      env: { ...process.env, LD_LIBRARY_PATH: program.libraries.join(':') },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = once(child, 'exit');
  const log: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const address = await until(
      () => {
        if (child.exitCode !== null) throw new Error(`Chromium ended: ${log.join('').slice(-2_000)}`);
        return /DevTools listening on (ws:\S+)/.exec(log.join(''))?.[1];
      },
      { timeoutMs: 20_000, message: 'Chromium' },
    );
    const devTools = await connectDevTools(address);
    return {
      open: (url) => openTab(devTools, url),
      close: async () => {
        devTools.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface DevTools {
  send(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>;
  /** Hears the console of a tab. */
  onConsole(sessionId: string, line: (text: string) => void): void;
  close(): void;
}

async function connectDevTools(address: string): Promise<DevTools> {
  const socket = new WebSocket(address, { perMessageDeflate: false });
  await once(socket, 'open');
  const waiting = new Map<number, (reply: Reply) => void>();
  const consoles = new Map<string, (text: string) => void>();
  let lastId = 0;
  socket.on('message', (data: Buffer) => {
    const reply = JSON.parse(data.toString()) as Reply;
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
    if (reply.method === 'Runtime.consoleAPICalled')
      consoles.get(reply.sessionId ?? '')?.(
        (reply.params?.args ?? [])
          .map(({ value, description }) => (typeof value === 'string' ? value : (description ?? JSON.stringify(value))))
          .join(' '),
      );
  });
  return {
    send: (method, params = {}, sessionId) => {
      const id = (lastId += 1);
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          if (error === undefined) resolve(result ?? {});
          else reject(new Error(`${method}: ${error.message}`));
        });
        socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
      });
    },
    onConsole: (sessionId, line) => void consoles.set(sessionId, line),
    close: () => socket.terminate(),
  };
}

async function openTab(devTools: DevTools, url: string): Promise<Tab> {
  const { targetId } = await devTools.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await devTools.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, params?: object): Promise<Record<string, unknown>> =>
    devTools.send(method, params, String(sessionId));
  const lines: string[] = [];
  devTools.onConsole(String(sessionId), (line) => lines.push(line));
  await send('Runtime.enable');
  await send('Page.enable');
  await send('Page.navigate', { url });
  const run = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = (await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as { result: { value: T }; exceptionDetails?: { text: string; exception?: { description?: string } } };
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await until(() => run<boolean>(`document.readyState === 'complete' && location.href !== 'about:blank'`));
  return {
    run,
    lines,
    setLife: async (state) => void (await send('Page.setWebLifecycleState', { state })),
    close: async () => void (await devTools.send('Target.closeTarget', { targetId })),
  };
}
