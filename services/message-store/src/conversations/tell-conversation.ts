import type { ConversationNewsInput } from '@bellhop/contracts';
import { logSeldom, type Logger } from '@bellhop/runtime';
import { userKey, type DeliveryPort, type PresencePort } from '../domain/ports.ts';

/** Something to say of a conversation, and to whom. */
export interface Telling {
  readonly app: string;
  readonly news: ConversationNewsInput;
  readonly userIds: readonly string[];
  /** Already knows. */
  readonly except: { readonly userId: string; readonly deviceId: string };
}

/** Tells who is connected, and waits for nobody; who is not asks when they come back. */
export type TellConversation = (telling: Telling) => void;

/** As many as wait for presence and for acknowledgements at a time. */
const MOST_UNDER_WAY = 10_000;

export function conversationTeller({
  presence,
  delivery,
  ackTimeoutMs,
  log,
}: {
  presence: PresencePort;
  delivery: DeliveryPort;
  ackTimeoutMs: (app: string) => number;
  log: Logger;
}): TellConversation {
  const tell = async ({ app, news, userIds, except }: Telling): Promise<void> => {
    const known = await presence.of(userIds.map((userId) => ({ app, userId })));
    const devices = userIds.flatMap((userId) => {
      const found = known.get(userKey({ app, userId }));
      return found?.kind !== 'known' ? [] : found.devices.map((device) => ({ userId, ...device }));
    });
    const others = devices.filter(({ userId, deviceId }) => userId !== except.userId || deviceId !== except.deviceId);
    if (others.length === 0) return;
    await delivery.deliver({
      app,
      conversationNews: news,
      devices: others,
      ackTimeoutMs: ackTimeoutMs(app),
      traceparent: '',
    });
  };
  const [warnOfMany, warnOfFailure] = [logSeldom(log, 'warn'), logSeldom(log, 'warn')];
  let underWay = 0;
  return (telling) => {
    if (underWay >= MOST_UNDER_WAY) {
      warnOfMany(
        { underWay },
        'too much is said of conversations at once: connected clients are not told of one, they see it when they ask',
      );
      return;
    }
    underWay += 1;
    void tell(telling)
      .catch((error: unknown) =>
        warnOfFailure({ err: error }, 'connected clients were not told of a conversation; they see it when they ask'),
      )
      .finally(() => (underWay -= 1));
  };
}
