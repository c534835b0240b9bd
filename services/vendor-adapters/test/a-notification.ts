import type { Call } from '../src/domain/call.ts';
import { defaultSettings, type Notification } from '../src/domain/notification.ts';

/** A complete notification for tests; anything can be replaced. */
export function aNotification({ settings, ...rest }: AsGiven = {}): Notification {
  return {
    messageId: '',
    taskId: '0123456789abcdef0123456789abcdef',
    packageName: 'com.example.app',
    title: 'Alice',
    content: 'Hi & 你好',
    payload: '{"a":1}',
    call: undefined,
    settings: { ...defaultSettings, ...settings },
    template: undefined,
    threadId: undefined,
    conversationId: 'peer/alice/bob',
    badgeIncrement: 0,
    badge: 0,
    takesBack: false,
    notifyId: 1001,
    ttlSeconds: 3_600,
    isQuiet: false,
    environment: 'production',
    platform: 'android',
    acceptedAtMs: 1_764_000_000_000,
    targets: [{ pushId: 'p1', token: 'token-1' }],
    ...rest,
  };
}

type AsGiven = Partial<Omit<Notification, 'settings'>> & { settings?: Partial<Notification['settings']> };

/** A call of Alice's. */
export function aCall(kind: Call['kind'], given: Partial<Call> = {}): Call {
  return {
    kind,
    callID: 'c1',
    callerUserID: 'alice',
    extendedData: '',
    expireAtMs: 1_764_000_060_000,
    hasVideo: false,
    ...given,
  };
}

/** What the app reads of `aCall('ring')`. */
export const ringText = '{"kind":"ring","callID":"c1","caller":"alice","expireAt":1764000060000}';

/** Targets with these tokens. */
export function targetsOf(...tokens: string[]): Notification['targets'] {
  return tokens.map((token, index) => ({ pushId: `p${String(index)}`, token }));
}

/** Settings of a tap. */
export function tap(kind: 'OPEN_PAGE' | 'OPEN_URL' | 'LAUNCH_APP', value = ''): Partial<Notification['settings']> {
  return { clickAction: { kind: `CLICK_ACTION_KIND_${kind}`, value } };
}
