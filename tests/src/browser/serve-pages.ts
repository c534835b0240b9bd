import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

/** Pages on this machine, each with a script, bundled as an app's own bundler does it. */
export interface Pages {
  readonly url: string;
  close(): Promise<void>;
}

/** @param entries path of a TypeScript file by the name of its page; `process.env` in it is the query of the page's address */
export async function servePages(folder: string, entries: Readonly<Record<string, string>>): Promise<Pages> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: Object.entries(entries).map(([out, path]) => ({ in: path, out })),
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    conditions: ['source'],
    outdir: '/',
    write: false,
    define: { 'process.env': 'globalThis.query' },
  });
  const scripts = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const script = scripts.get(pathname);
    if (script !== undefined) return void response.setHeader('content-type', 'text/javascript').end(script);
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><title>test</title><script>globalThis.query = Object.fromEntries(new URLSearchParams(location.search))</script>` +
        `<script type="module" src="${pathname}.js"></script>`,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
