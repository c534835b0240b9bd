import { z } from 'zod';
import { object } from '../../calls/shapes.ts';

/** What every route may answer. */
export const errorAnswer = object({
  error: object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional().meta({ description: 'Path of the field at fault' }),
    requestId: z.string().optional().meta({ description: 'With failures on our side: tell it whoever runs Bellhop' }),
    requiredRole: z
      .string()
      .optional()
      .meta({ description: 'With NOT_ALLOWED: the least role in the group that may do it' }),
    muteUntil: z
      .number()
      .optional()
      .meta({ description: 'With MUTED: when it ends by itself, Unix ms; absent = it does not' }),
    retryAfterMs: z.number().optional().meta({ description: 'When to come back' }),
  }),
}).meta({ description: 'Refused or failed; docs/http-api.md lists the codes' });
