import { randomUUID } from 'node:crypto';
import {
  derivedId,
  type CallInput,
  type CallRefusal,
  type CallServiceDefinition,
  type PushConfig,
} from '@bellhop/contracts';
import { idField, listField, textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { CallDesk } from '../calls/call-desk.ts';
import type { CallStore } from '../db/call-store.ts';
import { MAX_OTHERS, type CallCommand, type CallRecord, type Decision } from '../domain/call-machine.ts';
import { callOf } from '../domain/call-proto.ts';
import { fittingPage } from '../domain/fitting-page.ts';

const MAX_EXTENDED_BYTES = 2_048;
const MAX_PAYLOAD_BYTES = 512;
const MAX_TIMEOUT_SECONDS = 600;
const DEFAULT_TIMEOUT_SECONDS = 90;
const MAX_PAGE = 100;
const DEFAULT_PAGE = 50;

/** Calls, as clients and services make them. */
export function callServiceHandlers({
  calls,
  desk,
}: {
  calls: Pick<CallStore, 'find' | 'listOf'>;
  desk: Pick<CallDesk, 'carryOut'>;
}): Handlers<CallServiceDefinition> {
  const answer = async (
    { app, callId }: { app: string; callId: string },
    command: CallCommand,
  ): Promise<{ refusal?: CallRefusal; call?: CallInput }> =>
    answerOf(await desk.carryOut({ app: textField('app', app, 32), callId: textField('callID', callId, 64), command }));

  const acting = (request: { userId: string; deviceId: string; extendedData?: string }) => ({
    userId: idField('userID', request.userId),
    deviceId: textField('deviceID', request.deviceId, 64, { optional: true }),
    extendedData: extendedDataField(request.extendedData ?? ''),
  });

  return {
    CallInvite: async (request) => {
      const app = textField('app', request.app, 32);
      const caller = idField('callerUserID', request.callerUserId);
      const { timeoutSeconds, localCallId } = request;
      if (timeoutSeconds < 0 || timeoutSeconds > MAX_TIMEOUT_SECONDS)
        throw new InvalidInput(`timeoutSeconds must be 1 to ${MAX_TIMEOUT_SECONDS}`, { field: 'timeoutSeconds' });
      return answer(
        { app, callId: callIdOf(app, caller, textField('localCallID', localCallId, 64, { optional: true })) },
        {
          kind: 'call',
          ...acting({ ...request, userId: caller }),
          invitees: inviteesField(request.invitees, { min: 1, not: caller }),
          timeoutSeconds: timeoutSeconds === 0 ? DEFAULT_TIMEOUT_SECONDS : timeoutSeconds,
          pushConfig: pushConfigField(request.pushConfig),
        },
      );
    },
    CallingInvite: (request) =>
      answer(request, {
        kind: 'invite',
        ...acting(request),
        invitees: inviteesField(request.invitees, { min: 1, not: request.userId }),
        pushConfig: pushConfigField(request.pushConfig),
      }),
    CallAccept: (request) => answer(request, { kind: 'accept', ...acting(request) }),
    CallReject: (request) => answer(request, { kind: 'reject', ...acting(request) }),
    CallCancel: (request) =>
      answer(request, {
        kind: 'cancel',
        ...acting(request),
        invitees: inviteesField(request.invitees, { min: 0, not: request.userId }),
      }),
    CallEnd: (request) => answer(request, { kind: 'end', ...acting(request) }),
    CallQuit: (request) => answer(request, { kind: 'quit', ...acting(request) }),
    CallJoin: (request) => answer(request, { kind: 'join', ...acting(request) }),
    GetCall: async (request) => {
      const viewer = textField('viewerUserID', request.viewerUserId, 64, { optional: true });
      const call = await calls.find({
        app: textField('app', request.app, 32),
        callId: textField('callID', request.callId, 64),
      });
      if (call === undefined) return { refusal: 'CALL_REFUSAL_CALL_NOT_FOUND' };
      if (viewer !== '' && !isMember(call, viewer)) return { refusal: 'CALL_REFUSAL_NOT_IN_CALL' };
      return { call: callOf(call) };
    },
    ListCalls: async (request) => {
      if (request.pageSize < 0 || request.pageSize > MAX_PAGE)
        throw new InvalidInput(`pageSize must be 1 to ${MAX_PAGE}`, { field: 'pageSize' });
      const limit = request.pageSize === 0 ? DEFAULT_PAGE : request.pageSize;
      const found = await calls.listOf({
        app: textField('app', request.app, 32),
        userId: idField('userID', request.userId),
        before: parsePageToken(request.pageToken),
        limit: limit + 1,
      });
      const page = fittingPage(found.map(callOf), limit);
      const last = found[page.length - 1];
      return {
        calls: page,
        nextPageToken:
          found.length > page.length && last !== undefined ? `${String(last.createdAtMs)} ${last.callId}` : '',
      };
    },
  };
}

function answerOf({ call, refusal }: Decision): { refusal?: CallRefusal; call?: CallInput } {
  return {
    ...(refusal === undefined ? {} : { refusal }),
    // Who is refused for being a stranger learns nothing of the call.
    ...(call === undefined || refusal === 'CALL_REFUSAL_NOT_IN_CALL' ? {} : { call: callOf(call) }),
  };
}

/** The same for every retry with the same local id, else a new one. */
function callIdOf(app: string, caller: string, localCallId: string): string {
  return localCallId === '' ? randomUUID() : derivedId(['call', app, caller, localCallId]);
}

function extendedDataField(value: string): string {
  const bytes = Buffer.byteLength(value);
  if (bytes > MAX_EXTENDED_BYTES)
    throw new InvalidInput(`extendedData has ${bytes} bytes, ${MAX_EXTENDED_BYTES} are allowed`, {
      field: 'extendedData',
    });
  return textField('extendedData', value, MAX_EXTENDED_BYTES, { optional: true });
}

function inviteesField(values: readonly string[], { min, not }: { min: number; not: string }): readonly string[] {
  listField('invitees', values, { min, max: MAX_OTHERS }).forEach((invitee, index) => {
    const field = `invitees.${index}`;
    idField(field, invitee);
    if (invitee === not) throw new InvalidInput(`${field} is who invites`, { field });
    if (values.indexOf(invitee) < index) throw new InvalidInput(`${field} is named twice`, { field });
  });
  return values;
}

function pushConfigField(config: PushConfig | null): PushConfig | null {
  const bytes = Buffer.byteLength(config?.payload ?? '');
  if (bytes > MAX_PAYLOAD_BYTES)
    throw new InvalidInput(`pushConfig.payload has ${bytes} bytes, a call's may have ${MAX_PAYLOAD_BYTES}`, {
      field: 'pushConfig.payload',
    });
  return config;
}

function isMember({ members }: CallRecord, userId: string): boolean {
  return members.some((member) => member.userId === userId);
}

/** `<time> <call>` of the last call of the page before. */
function parsePageToken(token: string): { createdAtMs: number; callId: string } | undefined {
  if (token === '') return undefined;
  const [, createdAtMs, callId] = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(token) ?? [];
  if (createdAtMs === undefined || callId === undefined)
    throw new InvalidInput('pageToken is not one that this service gave', { field: 'pageToken' });
  return { createdAtMs: Number(createdAtMs), callId };
}
