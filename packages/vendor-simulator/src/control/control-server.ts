import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from '../http/read-body.ts';
import { TooManyPhones } from '../phones/phone-registry.ts';
import { appRoutes } from './app-routes.ts';
import { faultRoutes } from './fault-routes.ts';
import type { ControlParts } from './control-parts.ts';
import { ControlError, parseInput } from './input.ts';
import { observationRoutes } from './observation-routes.ts';
import { phoneRoutes } from './phone-routes.ts';
import type { ControlRequest, Route } from './route.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** The API by which tests, the demo and benchmarks steer the simulator and look into it. */
export function createControlServer(parts: ControlParts): Server {
  const routes = [...appRoutes(parts), ...phoneRoutes(parts), ...faultRoutes(parts), ...observationRoutes(parts)];
  return createServer((message, response) => {
    const answer = async (): Promise<void> => {
      const url = new URL(message.url ?? '/', 'http://control');
      const found = find(routes, message.method ?? 'GET', url.pathname);
      const body = await readBody(message, MAX_BODY_BYTES);
      const request: ControlRequest = {
        parameters: found.parameters,
        query: url.searchParams,
        input: parseInput(body),
        closed: new Promise((resolve) => response.once('close', resolve)),
      };
      write(response, 200, await found.route.handle(request));
    };
    answer().catch((error: unknown) => {
      if (error instanceof ControlError) write(response, error.status, { error: error.message });
      else if (error instanceof BodyTooLarge) write(response, 413, { error: error.message });
      else if (error instanceof TooManyPhones) write(response, 409, { error: error.message });
      else if (error instanceof TypeError || error instanceof URIError) write(response, 400, { error: error.message });
      else {
        console.error(error);
        write(response, 500, { error: 'internal error' });
      }
    });
  });
}

function find(routes: Route[], method: string, path: string): { route: Route; parameters: string[] } {
  let isKnownPath = false;
  for (const route of routes) {
    const match = route.path.exec(path);
    if (match === null) continue;
    if (route.method === method) return { route, parameters: match.slice(1).map(decodeURIComponent) };
    isKnownPath = true;
  }
  throw new ControlError(
    isKnownPath ? 405 : 404,
    isKnownPath ? `${method} is not allowed here` : `there is no ${path}`,
  );
}

function write(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed || response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
