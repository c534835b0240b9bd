import type { PushTask } from '@bellhop/contracts';

/** A complete task for tests, decided just now; anything can be replaced. */
export function aTask(given: Partial<PushTask> = {}): PushTask {
  const now = Date.now();
  return {
    taskId: 't',
    app: 'demo',
    messageId: 'm',
    vendor: 'VENDOR_XIAOMI',
    appType: 1,
    title: 'T',
    content: 'C',
    payload: '',
    settings: null,
    threadId: '',
    badgeIncrement: 0,
    badge: 0,
    takesBack: false,
    ignoresUserRules: false,
    onlyOffline: false,
    notifyId: 7,
    expiresAtMs: now + 60_000,
    createdAtMs: now,
    acceptedAtMs: now,
    attempts: 0,
    doubtfulAttempts: 0,
    packageName: 'com.example.bellhop',
    templateId: '',
    titleParameters: {},
    contentParameters: {},
    conversationId: '',
    seq: 1,
    toGroupId: '',
    platform: 'android',
    environment: 'production',
    decidedAtMs: now,
    credentialTestId: '',
    call: null,
    targets: [{ pushId: 'p_a', token: 'token-a', userId: 'a', deviceId: 'd-a', inBackground: false }],
    ...given,
  };
}

/** A task of a call. */
export function aCallTask(kind: 'RING' | 'MISSED' | 'ANSWERED', given: Partial<PushTask> = {}): PushTask {
  const { callId = 'c1' } = given.call ?? {};
  const expiresAtMs = given.expiresAtMs ?? Date.now() + 60_000;
  return aTask({
    messageId: callId,
    conversationId: `call/${callId}`,
    seq: 0,
    call: {
      kind: `CALL_PUSH_KIND_${kind}`,
      callId,
      callerUserId: 'alice',
      extendedData: '',
      expiresAtMs,
      hasVideo: false,
      pushExpiresAtMs: 0,
      rangAtMs: 0,
    },
    ...given,
  });
}
