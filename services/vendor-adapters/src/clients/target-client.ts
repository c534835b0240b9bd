import { createHash } from 'node:crypto';
import {
  vendorToProto,
  type PushTarget,
  type PushTask,
  type TargetServiceDefinition,
  type TargetState,
  type VendorName,
} from '@bellhop/contracts';
import type { Client } from '@bellhop/grpc';
import { isRing } from '../domain/call.ts';
import { unanswered, type CheckedTask, type CheckTasks } from '../domain/checked-task.ts';
import { chunksOf } from '../domain/targets.ts';

/** The call takes so many targets. */
const TARGETS_PER_CALL = 1_000;

const reasons: Record<TargetState, { code: string; reason: string } | undefined> = {
  TARGET_STATE_UNSPECIFIED: undefined,
  TARGET_STATE_GOOD: undefined,
  TARGET_STATE_NOT_BOUND: { code: 'NOT_BOUND', reason: 'the user is no longer logged in on the device' },
  TARGET_STATE_TOKEN_CHANGED: { code: 'TOKEN_CHANGED', reason: 'the device has another token, or wants no pushes' },
  TARGET_STATE_NOT_A_MEMBER: { code: 'NOT_A_MEMBER', reason: 'the user has left the group' },
  TARGET_STATE_READ: { code: 'READ', reason: 'the user has the message already' },
  TARGET_STATE_SILENCED: {
    code: 'CALL_ENDED',
    reason: 'the call does not ring any more: answered, cancelled, timed out or ended',
  },
  TARGET_STATE_RINGING_AGAIN: {
    code: 'RINGING_AGAIN',
    reason: 'the user has been invited again meanwhile: the call rings',
  },
  TARGET_STATE_MUTED: { code: 'MUTED', reason: 'the user muted the conversation meanwhile' },
  TARGET_STATE_QUIET_PLATFORM: {
    code: 'QUIET_PLATFORM',
    reason: "the user has come online on a platform that silences this device's",
  },
  TARGET_STATE_QUIET_HOURS: { code: 'QUIET_HOURS', reason: "one of the user's quiet hours has begun" },
  TARGET_STATE_REVOKED: { code: 'REVOKED', reason: 'the message was revoked meanwhile' },
  TARGET_STATE_TOLD: { code: 'TOLD', reason: 'a counted notification has told of the message meanwhile' },
  TARGET_STATE_CONNECTED: {
    code: 'CONNECTED',
    reason: 'the push is for devices that are not connected, and this one is by now',
  },
  TARGET_STATE_REPLACED: { code: 'REPLACED', reason: 'a newer push has its place on the screen meanwhile' },
};

/**
 * Asks the push-router about all targets of these tasks, 1,000 per call. Messages, rings and ends of ringing are asked about apart: what
 * ends a ringing leaves also while message-store, which says what rings again, does not answer.
 */
export function targetChecker({
  client,
  vendor,
}: {
  vendor: VendorName;
  client: Pick<Client<TargetServiceDefinition>, 'checkTargets'>;
}): CheckTasks {
  const ask = async (
    tasks: readonly PushTask[],
    over: { readonly callId?: string } = {},
  ): Promise<readonly CheckedTask[]> => {
    const asked = tasks.flatMap((task) => task.targets.map((target) => ({ ...targetToCheck(task, target), ...over })));
    const calls = chunksOf(asked, TARGETS_PER_CALL);
    const answers = await Promise.all(
      calls.map(async (part) => (await client.checkTargets({ vendor: vendorToProto(vendor), targets: part })).targets),
    );
    const found = answers.flat().values();
    return tasks.map((task): CheckedTask => {
      const checked = task.targets.map(() => found.next().value);
      const left = checked.filter((one) => one === undefined || reasons[one.state] === undefined);
      return {
        superseded: checked.map((one) => {
          const why = one === undefined ? undefined : reasons[one.state];
          return why === undefined ? undefined : { kind: 'superseded', ...why };
        }),
        isOvertaken: left.length > 0 && left.every((one) => one?.hasNewer === true),
        badge: badgeOf(left.map((one) => one?.badge)),
      };
    });
  };

  return async (tasks) => {
    const groups = [...Map.groupBy(tasks, groupOf)];
    const checked = new Map<PushTask, CheckedTask | ReturnType<typeof unanswered>>();
    await Promise.all(
      groups.map(async ([kind, group]) => {
        try {
          const answers = await ask(group).catch((error: unknown) => {
            if (kind !== 'end') throw error;
            return ask(group, { callId: '' });
          });
          answers.forEach((answer, index) => checked.set(group[index] as PushTask, answer));
        } catch (error) {
          // Not sent to somebody who may be somebody else by now: tried again later.
          for (const task of group) checked.set(task, unanswered(error));
        }
      }),
    );
    return tasks.map((task) => checked.get(task));
  };
}

/** What stands on the badges of all; 0 = they differ by now, or it is not known · undefined = nobody said. */
function badgeOf([first, ...others]: readonly (number | undefined)[]): number | undefined {
  return others.every((badge) => badge === first) ? first : 0;
}

function groupOf(task: PushTask): 'message' | 'ring' | 'end' {
  if (task.call == null) return 'message';
  return isRing(task) ? 'ring' : 'end';
}

function targetToCheck(task: PushTask, { pushId, userId, token, inBackground }: PushTarget) {
  const { app, call, seq, toGroupId } = task;
  const tokenSha256 = createHash('sha256').update(token).digest('hex');
  return {
    app,
    pushId,
    userId,
    tokenSha256,
    conversationId: call == null ? task.conversationId : '', // of a call there is no message that could be read
    seq,
    toGroupId,
    callId: call?.callId ?? '',
    endsRinging: groupOf(task) === 'end',
    ignoresUserRules: task.ignoresUserRules,
    messageId: task.messageId,
    decidedAtMs: task.decidedAtMs,
    takesBackNotifyId: task.takesBack ? task.notifyId : 0,
    inBackground,
    wantsBadge: task.badge > 0,
    onlyOffline: task.onlyOffline,
  };
}
