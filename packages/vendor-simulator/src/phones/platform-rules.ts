import type { IncomingPush } from './incoming-push.ts';

export interface PhoneState {
  online: boolean;
  appState: 'foreground' | 'background' | 'killed';
  notificationsEnabled: boolean;
  installed: boolean;
}

/** What the phone's system does with a push that has just reached it. */
export type Reception = 'display' | 'call-app' | 'keep-until-app-runs' | 'hide' | 'blocked';

/** The platform's decision; quotas per device are counted by the caller. */
export function receptionOf(
  push: Pick<IncomingPush, 'kind' | 'startsApp' | 'foregroundShow' | 'foregroundCallback'>,
  state: PhoneState,
): Reception {
  if (push.kind === 'data') {
    return state.appState === 'killed' && !push.startsApp ? 'keep-until-app-runs' : 'call-app';
  }
  if (state.appState === 'foreground' && !push.foregroundShow) {
    return push.foregroundCallback ? 'call-app' : 'hide';
  }
  return state.notificationsEnabled ? 'display' : 'blocked';
}
