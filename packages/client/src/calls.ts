import { CallInbox, type CallInboxOptions } from './call-inbox.ts';
import { callInfo, userInfo, type Call, type CallUser } from './call-shapes.ts';
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
import type { FrameBody } from './frames.ts';
import { Outbox } from './outbox.ts';
import { pageBody } from './page-body.ts';
import { pushConfigBody } from './push-config.ts';
import { randomId } from './random-id.ts';
import type { ZIMError } from './zim-error.ts';

export interface CallsOptions extends CallInboxOptions {
  /** How long an invitation may wait for being sent, over reconnects. */
  readonly sendTimeoutMs: number;
}

type CallAction = 'callingInvite' | 'callAccept' | 'callReject' | 'callCancel' | 'callEnd' | 'callQuit' | 'callJoin';

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
        timeoutSeconds: timeout,
        extendedData,
        pushConfig: pushConfig && pushConfigBody(pushConfig),
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
    const body = { callID, invitees, pushConfig: pushConfig && pushConfigBody(pushConfig) };
    await this.#act('callingInvite', body, ({ userID, state }) => invitees.includes(userID) && state === 'inviting');
    return { callID, errorInvitees: [] };
  }

  async accept(callID: string, { extendedData }: ZIMCallActionConfig): Promise<ZIMCallAnswerSentResult> {
    await this.#act('callAccept', { callID, extendedData });
    return { callID };
  }

  async reject(callID: string, { extendedData }: ZIMCallActionConfig): Promise<ZIMCallAnswerSentResult> {
    await this.#act('callReject', { callID, extendedData });
    return { callID };
  }

  async cancel(
    invitees: readonly string[],
    callID: string,
    { extendedData }: ZIMCallActionConfig,
  ): Promise<ZIMCallCancelSentResult> {
    const isMeant = (userID: string): boolean => invitees.length === 0 || invitees.includes(userID);
    await this.#act(
      'callCancel',
      { callID, invitees, extendedData },
      ({ userID, state }) => state === 'cancelled' && isMeant(userID),
    );
    return { callID, errorInvitees: [] };
  }

  async end(callID: string, { extendedData }: ZIMCallActionConfig): Promise<ZIMCallEndSentResult> {
    const { createdAt, endedAt } = await this.#act('callEnd', { callID, extendedData }, () => true);
    return { callID, createTime: createdAt, endTime: endedAt };
  }

  async quit(callID: string, { extendedData }: ZIMCallActionConfig): Promise<ZIMCallQuitSentResult> {
    const { createdAt } = await this.#act('callQuit', { callID, extendedData });
    return { callID, createTime: createdAt };
  }

  async join(callID: string, { extendedData }: ZIMCallActionConfig): Promise<ZIMCallJoinSentResult> {
    const { createdAt, users, ...call } = await this.#act('callJoin', { callID, extendedData }, () => true);
    const own = users.find(({ userID }) => userID === this.#options.userID());
    return {
      callID,
      extendedData: call.extendedData,
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

  /** Something the user does in a call; unless said otherwise it moves only who acts. */
  #act<Type extends CallAction>(
    type: Type,
    body: FrameBody<Type>,
    isTold = ({ userID }: CallUser): boolean => userID === this.#options.userID(),
  ): Promise<Call> {
    return this.#inbox.act(body.callID, this.#options.request(type, body), isTold);
  }
}
