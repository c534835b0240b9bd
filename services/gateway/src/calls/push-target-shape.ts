import { z } from 'zod';
import { object, vendor } from './shapes.ts';

/** How a push stands with each of its targets. */
export const pushTargets = z.array(
  object({
    userID: z.string().optional(),
    pushID: z.string().optional(),
    state: z.enum(['accepted', 'pushed', 'notPushed', 'unknownPushID', 'notBound', 'noDevice', 'cancelled']),
    devices: z
      .array(
        object({
          deviceID: z.string(),
          pushID: z.string(),
          vendor: vendor.optional(),
          verdict: z.string().meta({ description: '`pushed`, or why not' }),
          title: z.string().optional(),
          content: z.string().optional(),
          resourcesID: z.string().optional(),
        }),
      )
      .meta({ description: 'What was decided, device by device' }),
  }),
);
