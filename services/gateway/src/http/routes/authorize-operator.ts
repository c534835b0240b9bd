import type { FastifyRequest } from 'fastify';
import type { ApiKeys } from '../../auth/api-keys.ts';
import { bearerOf } from '../http-server.ts';

/** Refuses callers without the operator key before their body is read. */
export function authorizeOperator(keys: ApiKeys) {
  return (request: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void => {
    keys.operator(bearerOf(request)); // what it throws is the answer
    done();
  };
}
