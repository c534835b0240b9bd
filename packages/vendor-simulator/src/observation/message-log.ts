import { BoundedMap } from '../limits/bounded-map.ts';
import type { PushFate } from '../phones/incoming-push.ts';

const MAX_MESSAGES = 20_000;

/** One vendor message id and what became of its targets, for the vendors' status and recall calls. */
export interface SentMessage {
  id: string;
  appId: string;
  groupKey: string | null;
  sentAt: number;
  expiresAt: number;
  targets: number;
  fates: Partial<Record<PushFate, number>>;
}

/** The vendor's memory of recent messages. */
export class MessageLog {
  readonly #messages = new BoundedMap<string, SentMessage>(MAX_MESSAGES);

  open(message: Omit<SentMessage, 'fates' | 'targets'>, targets: number): SentMessage {
    const sent: SentMessage = { ...message, targets, fates: {} };
    this.#messages.set(sent.id, sent);
    return sent;
  }

  find(appId: string, id: string): SentMessage | undefined {
    const message = this.#messages.get(id);
    return message?.appId === appId ? message : undefined;
  }

  where(appId: string, matches: (message: SentMessage) => boolean): SentMessage[] {
    return [...this.#messages.values()].filter((message) => message.appId === appId && matches(message));
  }

  clear(): void {
    this.#messages.clear();
  }
}

export function countFate(message: SentMessage, fate: PushFate): void {
  message.fates[fate] = (message.fates[fate] ?? 0) + 1;
}
