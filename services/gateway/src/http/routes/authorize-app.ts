import type { FastifyRequest } from 'fastify';
import type { ApiKeys } from '../../auth/api-keys.ts';
import { bearerOf } from '../http-server.ts';

/** Refuses callers without the app's API key before their body is read. */
export function authorizeApp(keys: ApiKeys) {
  return (request: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void => {
    keys.app((request.params as { app: string }).app, bearerOf(request)); // what it throws is the answer
    done();
  };
}
