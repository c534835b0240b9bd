import type { z } from 'zod';
import { httpDoor, type Call, type Described, type HttpRoute, type KeyHolder } from './call.ts';

/** A call that exists over HTTP alone. */
export function jsonCall<In extends z.ZodObject, Out extends z.ZodObject>({
  http,
  serve,
  ...described
}: Described<In, Out> & {
  readonly access: 'app' | 'operator';
  readonly http: HttpRoute;
  readonly serve: (input: z.output<In>, caller: KeyHolder) => Promise<z.input<Out>>;
}): Call {
  return {
    errors: [],
    ...described,
    http: httpDoor(http, (input, caller) => serve(input as z.output<In>, caller)),
  };
}
