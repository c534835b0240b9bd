import type { Reader, ReaderStateInput, SyncServiceDefinition } from '@bellhop/contracts';
import { idField, listField, textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { CallDesk } from '../calls/call-desk.ts';
import type { CallStore } from '../db/call-store.ts';
import type { GroupStore } from '../db/group-store.ts';
import type { MessageStore } from '../db/message-store.ts';
import { RETRY_WINDOW_MS } from '../domain/retention.ts';
import { fittingPage } from '../domain/fitting-page.ts';
import { digestOf } from '../domain/message-body.ts';
import { ringsFor } from '../domain/call-machine.ts';
import { callOf } from '../domain/call-proto.ts';

const MAX_PAGE = 200;
const MAX_RINGING = 50;
/** A message asked about now may be stored so much later, and its retry window counts from its acceptance. */
const LONGEST_WAIT_MS = 60_000;

/** What the gateway asks for its clients: what they missed, and whether they may send to a group. */
export function syncServiceHandlers({
  messages,
  groups,
  calls,
  desk,
  oldestAtMs,
  clock,
}: {
  messages: MessageStore;
  groups: Pick<GroupStore, 'permissions'>;
  calls: Pick<CallStore, 'areRinging' | 'ringing'>;
  desk: Pick<CallDesk, 'carryOut'>;
  /** From when on messages of an app are given. */
  oldestAtMs: (app: string) => number;
  clock: () => number;
}): Handlers<SyncServiceDefinition> {
  const deviceOf = (request: { app: string; userId: string; deviceId: string }) => ({
    app: textField('app', request.app, 32),
    userId: idField('userID', request.userId),
    deviceId: textField('deviceID', request.deviceId, 64),
  });
  return {
    Sync: async (request) => {
      if (request.pageSize < 0 || request.pageSize > MAX_PAGE)
        throw new InvalidInput(`pageSize must be 1 to ${MAX_PAGE}`, { field: 'pageSize' });
      const limit = request.pageSize === 0 ? 100 : request.pageSize;
      const page = await messages.missed({
        ...deviceOf(request),
        limit: limit + 1,
        after: parsePageToken(request.pageToken),
        oldestAtMs: oldestAtMs(request.app),
      });
      const sent = fittingPage(page, limit);
      const last = sent.at(-1);
      return {
        messages: sent,
        nextPageToken:
          page.length > sent.length && last !== undefined ? `${String(last.seq)} ${last.conversationId}` : '',
      };
    },
    AckSync: async (request) => {
      const device = deviceOf(request);
      const positions = listField('positions', request.positions, { min: 1, max: 500 });
      await messages.setPositions(positions.map((position) => ({ ...device, ...position })));
      return {};
    },
    FindContents: async ({ app, messages: keys, withTargets }) => {
      const contents = await messages.contents(
        textField('app', app, 32),
        listField('messages', keys, { min: 1, max: 500 }),
        clock() - RETRY_WINDOW_MS - LONGEST_WAIT_MS,
      );
      return { contentSha256: contents.map((content) => digestOf(content, { withTargets })) };
    },
    CheckReaders: async ({ readers }) => {
      const asked = listField('readers', readers, { min: 1, max: 1_000 });
      const ofCalls = asked.filter(({ callId }) => callId !== '');
      const ofMessages = asked.filter(({ callId }) => callId === '');
      const [rung, read] = await Promise.all([
        calls.areRinging(ofCalls, clock()),
        ofMessages.length === 0 ? [] : messages.readers(ofMessages, clock()),
      ]);
      const found = new Map<Reader, ReaderStateInput>([
        ...ofCalls.map((reader, index): [Reader, ReaderStateInput] => [reader, { isSilenced: rung[index] !== true }]),
        ...ofMessages.map((reader, index): [Reader, ReaderStateInput] => [reader, read[index] ?? {}]),
      ]);
      return { readers: asked.map((reader) => found.get(reader) ?? {}) };
    },
    ListRinging: async ({ app, userId }) => {
      const user = { app: textField('app', app, 32), userId: idField('userID', userId) };
      const ringing = await calls.ringing({ ...user, nowMs: clock(), limit: MAX_RINGING });
      // All are sent at once: whoever is called by many who say much would be cut off by each login.
      return { calls: fittingPage(ringing.map(callOf), MAX_RINGING) };
    },
    ConfirmInvitation: async (request) => {
      const { app, userId, deviceId } = deviceOf(request);
      const callId = textField('callID', request.callId, 64);
      const { call } = await desk.carryOut({ app, callId, command: { kind: 'confirm', userId, deviceId } });
      return { isRinging: call !== undefined && ringsFor(call, userId, clock()) };
    },
    CheckGroupSenders: async ({ app, senders }) => {
      const found = await groups.permissions(
        textField('app', app, 32),
        listField('senders', senders, { min: 1, max: 500 }),
        clock(),
      );
      const permissions = found.map(({ permission }) => permission);
      const mayNotifyAll = found.map((sender) => sender.mayNotifyAll);
      if (!permissions.includes('SEND_PERMISSION_MUTED')) return { permissions, mayNotifyAll };
      return { permissions, mayNotifyAll, muteUntilMs: found.map(({ muteUntilMs }) => muteUntilMs) };
    },
  };
}

/** `<seq> <conversation>` of the last message of the page before. */
function parsePageToken(token: string): { conversationId: string; seq: number } | undefined {
  if (token === '') return undefined;
  const [, seq, conversationId] = /^(\d{1,15}) (.{1,140})$/.exec(token) ?? [];
  if (seq === undefined || conversationId === undefined)
    throw new InvalidInput('pageToken is not one that this service gave', { field: 'pageToken' });
  return { conversationId, seq: Number(seq) };
}
