import { z } from 'zod';
import { deviceModes, limitBounds, vendorNames } from '@bellhop/contracts';

// What the HTTP API answers: for the types of the routes and the OpenAPI document. Loose, since fields may be added.
const object = z.looseObject;
const time = z.number().meta({ description: 'Unix ms' });
const vendor = z.enum(vendorNames);

export const errorBody = object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional().meta({ description: 'Path of the field at fault' }),
  retryAfterMs: z.number().optional().meta({ description: 'When to come back' }),
});
export const errorAnswer = object({ error: errorBody }).meta({
  description: 'Refused or failed; docs/http-api.md lists the codes',
});

export const acceptedMessage = object({ messageID: z.string(), conversationID: z.string(), acceptedAt: time });
export const batchAnswer = object({
  results: z.array(z.union([acceptedMessage, errorAnswer])).meta({ description: 'One per message, in order' }),
});

export const memberCount = object({ memberCount: z.number() });
export const createdGroup = memberCount.extend({ groupID: z.string() });
export const nothing = object({});
export const memberPageAnswer = object({
  members: z.array(object({ userID: z.string(), role: z.enum(['owner', 'member']), joinedAt: time })),
  nextPageToken: z.string().optional().meta({ description: 'Absent on the last page' }),
});

export const presenceAnswer = object({
  users: z.array(
    object({
      userID: z.string(),
      state: z.enum(['online', 'offline', 'unknown']),
      devices: z.array(object({ deviceID: z.string(), platform: z.string(), connectedAt: time })),
    }),
  ),
  asOf: time,
});
export const devicesAnswer = object({
  devices: z.array(
    object({
      deviceID: z.string(),
      pushID: z.string(),
      vendor: vendor.optional(),
      platform: z.string(),
      hasToken: z.boolean(),
      registeredAt: time,
    }),
  ),
});
export const endedDevices = object({
  deviceIDs: z.array(z.string()).meta({ description: 'On which the user was logged in until now' }),
});
export const traceAnswer = object({
  entries: z.array(
    object({
      at: time,
      kind: z.string(),
      text: z.string(),
      messageID: z.string().optional(),
      pushID: z.string().optional(),
      userID: z.string().optional(),
      deviceID: z.string().optional(),
      vendor: vendor.optional(),
      vendorCode: z.string().optional(),
      vendorMessageID: z.string().optional(),
      attempt: z.number().optional(),
    }),
  ),
});

export const appAnswer = object({
  app: z.string(),
  name: z.string(),
  packageName: z.string(),
  deviceMode: z.enum(deviceModes),
  limits: object(
    Object.fromEntries(Object.keys(limitBounds).map((name) => [name, z.number()])) as Record<
      keyof typeof limitBounds,
      z.ZodNumber
    >,
  ),
  createdAt: time,
});
export const appsAnswer = object({ apps: z.array(appAnswer) });
export const createdApp = object({ app: z.string(), apiKey: z.string(), clientTokenSecret: z.string() });

export const savedCertificate = object({ vendor, appType: z.number(), version: z.number() });
export const certificateAnswer = savedCertificate.extend({ vendor: vendor.optional(), savedAt: time });
export const certificatesAnswer = object({ certificates: z.array(certificateAnswer) });

export const savedResource = object({ resourcesID: z.string() });
export const resourceAnswer = savedResource.extend({
  vendors: z.partialRecord(vendor, z.record(z.string(), z.unknown())).meta({ description: 'Settings, as saved' }),
});
export const resourcesAnswer = object({ resources: z.array(resourceAnswer) });
export const deleted = object({ deleted: z.boolean() });
