import type { PushDecisionInput } from '@bellhop/contracts';
import { counter, messageAge, type Logger } from '@bellhop/runtime';

/** What happens in the push-router, as metrics and log lines. */
export interface RouterEvents {
  /** Offline recipients became tasks and decisions; how old the messages were. */
  routed(tasks: number, decisions: readonly PushDecisionInput[], agesMs: readonly number[]): void;
  /** Tokens that vendors called invalid were cleared. */
  tokensCleared(tokens: number): void;
  certificateSaved(app: string, vendor: string, appType: number): void;
  settingsPublished(apps: number): void;
  /** Pushes without a message were accepted, sent or cancelled. */
  directPushes(step: 'accepted' | 'sent' | 'cancelled', pushes: number): void;
}

export function routerEvents(log: Logger): RouterEvents {
  const tasks = counter('bellhop_router_tasks', { unit: '{task}', description: 'Push tasks made' });
  const decisions = counter('bellhop_router_decisions', {
    unit: '{device}',
    description: 'Decisions per device, by verdict',
    labels: ['verdict'],
  });
  const aged = messageAge('routed');
  const cleared = counter('bellhop_tokens_cleared', {
    unit: '{token}',
    description: 'Tokens cleared because a vendor called them invalid',
  });
  cleared.add(0);
  const direct = counter('bellhop_direct_pushes', {
    unit: '{push}',
    description: 'Pushes without a message, by what became of them: accepted, sent, cancelled',
    labels: ['outcome'],
  });
  return {
    routed: (count, made, agesMs) => {
      tasks.add(count);
      for (const ageMs of agesMs) aged(ageMs);
      for (const { verdict = 'PUSH_VERDICT_UNSPECIFIED', messageId, pushId, userId } of made) {
        decisions.add(1, { verdict: String(verdict) });
        log.debug({ messageId, pushId, userId, verdict }, 'push decided');
      }
    },
    tokensCleared: (tokens) => {
      cleared.add(tokens);
      if (tokens > 0) log.info({ tokens }, 'invalid tokens cleared');
    },
    certificateSaved: (app, vendor, appType) => log.info({ app, vendor, appType }, 'certificate set saved'),
    settingsPublished: (apps) => log.debug({ apps }, 'app settings published'),
    directPushes: (step, pushes) => direct.add(pushes, { outcome: step }),
  };
}
