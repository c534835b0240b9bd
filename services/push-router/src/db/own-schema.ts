import type { ServiceSchema } from '@bellhop/postgres';
import { migrations } from './migrations/index.ts';

/** What belongs to this service alone. */
export const ownSchema: ServiceSchema = { schema: 'push_router', migrations };
