import { metrics } from '@opentelemetry/api';
import type { PushDecisionInput } from '@bellhop/contracts';
import type { Logger } from '@bellhop/runtime';

/** What happens in the push-router, as metrics and log lines. */
export interface RouterEvents {
  /** Offline recipients became tasks and decisions. */
  routed(tasks: number, decisions: readonly PushDecisionInput[]): void;
  /** Tokens that vendors called invalid were cleared. */
  tokensCleared(tokens: number): void;
  certificateSaved(app: string, vendor: string, appType: number): void;
  settingsPublished(apps: number): void;
}

export function routerEvents(log: Logger): RouterEvents {
  const meter = metrics.getMeter('bellhop');
  const tasks = meter.createCounter('bellhop_router_tasks', { description: 'Push tasks made' });
  const decisions = meter.createCounter('bellhop_router_decisions', {
    description: 'Decisions per device, by verdict',
  });
  const cleared = meter.createCounter('bellhop_tokens_cleared', {
    description: 'Tokens cleared because a vendor called them invalid',
  });
  return {
    routed: (count, made) => {
      tasks.add(count);
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
  };
}
