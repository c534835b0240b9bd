import { z } from 'zod';
import { userId } from './identifiers.ts';

export const presenceInput = z.strictObject({
  userIDs: z.array(userId).min(1, 'must name at least one user').max(1_000, 'must name at most 1,000 users'),
});
