import { defined } from './defined.ts';
import { CallInbox, type CallInboxOptions } from './call-inbox.ts';
import { callInfo, userInfo } from './call-shapes.ts';
import type {
  ZIMCallActionConfig,
  ZIMCallAnswerSentResult,
  ZIMCallCancelSentResult,
  ZIMCallEndSentResult,
  ZIMCallInfo,
  ZIMCallingInvitationSentResult,
  ZIMCallingInviteConfig,
  ZIMCallInvitationListQueriedResult,
  ZIMCallInvitationQueryConfig,
  ZIMCallInvitationSentResult,
  ZIMCallInviteConfig,
  ZIMCallJoinSentResult,
  ZIMCallQuitSentResult,
} from './call-types.ts';
import { Outbox } from './outbox.ts';
import { pageBody } from './page-body.ts';
import { pushConfigBody } from './push-config.ts';
import { randomId } from './random-id.ts';
import type { ZIMError } from './zim-error.ts';

export interface CallsOptions extends CallInboxOptions {
  /** How long an invitation may wait for being sent, over reconnects. */
  readonly sendTimeoutMs: number;
}

const MAX_WAITING_INVITATIONS = 20;

/** Phone calls of one user: what they do is sent here, what happens comes by the inbox. */
export class Calls {
  readonly #options: CallsOptions;
  readonly #inbox: CallInbox;
  readonly #outbox: Outbox<'callInvite'>;

  constructor(options: CallsOptions) {
    this.#options = options;
    this.#inbox = new CallInbox(options);
    this.#outbox = new Outbox({
      request: (body) => options.request('callInvite', body),
      max: MAX_WAITING_INVITATIONS,
      timeoutMs: options.sendTimeoutMs,
    });
  }

  /** A connection is ready. */
  start(): void {
    this.#inbox.start();
    this.#outbox.resume();
  }

  /** The session is over; `isLeft`: the user is gone from this device, too. */
  stop(error: ZIMError, isLeft: boolean): void {
    this.#inbox.stop();
    this.#outbox.fail(error);
    if (isLeft) this.#inbox.forget();
  }

  missed(): void {
    this.#inbox.missed();
  }

  receive(type: string, body: Readonly<Record<string, unknown>>): void {
    this.#inbox.receive(type, body);
  }

  async invite(
    given: readonly string[],
    { timeout, extendedData, pushConfig, localCallID = randomId() }: ZIMCallInviteConfig,
  ): Promise<ZIMCallInvitationSentResult> {
    const invitees = [...given]; // the app may change them while they wait
    const { call } = await this.#outbox.send(
      {
        invitees,
        localCallID,
        ...defined({ timeoutSeconds: timeout, extendedData, pushConfig: pushConfig && pushConfigBody(pushConfig) }),
      },
      localCallID, // no call waits for another one
    );
    this.#inbox.made(call, invitees);
    return { callID: call.callID, timeout: call.timeoutSeconds, errorInvitees: [] };
  }

  async inviteMore(
    invitees: readonly string[],
    callID: string,
    { pushConfig }: ZIMCallingInviteConfig,
  ): Promise<ZIMCallingInvitationSentResult> {
    const body = defined({ callID, invitees, pushConfig: pushConfig && pushConfigBody(pushConfig) });
    const request = this.#options.request('callingInvite', body);
    await this.#inbox.act(callID, request, ({ userID, state }) => invitees.includes(userID) && state === 'inviting');
    return { callID, errorInvitees: [] };
  }

  async accept(callID: string, config: ZIMCallActionConfig): Promise<ZIMCallAnswerSentResult> {
    await this.#actAlone(callID, this.#options.request('callAccept', { callID, ...said(config) }));
    return { callID };
  }

  async reject(callID: string, config: ZIMCallActionConfig): Promise<ZIMCallAnswerSentResult> {
    await this.#actAlone(callID, this.#options.request('callReject', { callID, ...said(config) }));
    return { callID };
  }

  async cancel(
    invitees: readonly string[],
    callID: string,
    config: ZIMCallActionConfig,
  ): Promise<ZIMCallCancelSentResult> {
    const request = this.#options.request('callCancel', { callID, invitees, ...said(config) });
    const isMeant = (userID: string): boolean => invitees.length === 0 || invitees.includes(userID);
    await this.#inbox.act(callID, request, ({ userID, state }) => state === 'cancelled' && isMeant(userID));
    return { callID, errorInvitees: [] };
  }

  async end(callID: string, config: ZIMCallActionConfig): Promise<ZIMCallEndSentResult> {
    const request = this.#options.request('callEnd', { callID, ...said(config) });
    const { createdAt, endedAt } = await this.#inbox.act(callID, request, () => true);
    return { callID, createTime: createdAt, endTime: endedAt };
  }

  async quit(callID: string, config: ZIMCallActionConfig): Promise<ZIMCallQuitSentResult> {
    const call = await this.#actAlone(callID, this.#options.request('callQuit', { callID, ...said(config) }));
    return { callID, createTime: call.createdAt };
  }

  async join(callID: string, config: ZIMCallActionConfig): Promise<ZIMCallJoinSentResult> {
    const request = this.#options.request('callJoin', { callID, ...said(config) });
    const { extendedData, createdAt, users } = await this.#inbox.act(callID, request, () => true);
    const own = users.find(({ userID }) => userID === this.#options.userID());
    return {
      callID,
      extendedData,
      createTime: createdAt,
      joinTime: own?.changedAt ?? 0,
      callUserList: users.map(userInfo),
    };
  }

  async query(callID: string): Promise<ZIMCallInfo> {
    const { call } = await this.#options.request('getCall', { callID });
    return callInfo(call);
  }

  async queryList(page: ZIMCallInvitationQueryConfig): Promise<ZIMCallInvitationListQueriedResult> {
    const { calls, nextPageToken = '' } = await this.#options.request('listCalls', pageBody(page));
    return { callList: calls.map(callInfo), nextFlag: nextPageToken };
  }

  /** An action that moves only who acts. */
  #actAlone(callID: string, request: Parameters<CallInbox['act']>[1]): ReturnType<CallInbox['act']> {
    return this.#inbox.act(callID, request, ({ userID }) => userID === this.#options.userID());
  }
}

function said({ extendedData }: ZIMCallActionConfig): { extendedData?: string } {
  return defined({ extendedData });
}
