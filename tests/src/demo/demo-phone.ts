import {
  getCall,
  getPayload,
  ZIM,
  ZIMConversationNotificationStatus,
  ZIMConversationType,
  ZIMMessageType,
  ZPNs,
  type VendorMessage,
  type ZIMMessage,
  type ZIMQuietHours,
  type ZPNsCall,
} from '@bellhop/client';
import type { VendorName } from '@bellhop/contracts';
import type { ClickAnswer, DisplayedNotification, SimulatorControl } from '@bellhop/vendor-simulator';
import { Arrivals } from './arrivals.ts';
import { PhoneCalls } from './phone-calls.ts';
import { phoneStorage } from './phone-storage.ts';
import { phoneNetwork, type PhoneNetwork } from './phone-network.ts';

/** A message that the app showed its user, and when. */
export interface Received {
  readonly message: ZIMMessage;
  readonly atMs: number;
}

/** What the app finds in a notification that was tapped. */
export interface Tapped {
  readonly payload: string | undefined;
  readonly call: ZPNsCall | undefined;
}

/** What a phone's notification bar shows, and since when. */
export interface Bar {
  readonly shown: readonly DisplayedNotification[];
  readonly atMs: number;
}

/** What phones need of the demo around them. */
export interface PhoneSurroundings {
  readonly app: string;
  readonly httpUrl: string;
  readonly control: SimulatorControl;
  /** Where the phones keep what their app stores. */
  readonly phonesDirectory: string;
  /** Signs a client token as the app's own server does. */
  readonly tokenFor: (userId: string) => Promise<string>;
}

const WAIT_MS = 20_000;

/** A phone of the simulator with our SDK in its app. */
export class DemoPhone {
  readonly name: string;
  readonly vendor: VendorName;
  /** Its user's phone calls. */
  readonly calls = new PhoneCalls(() => this.#open());
  readonly #received = new Arrivals<Received>();
  readonly #around: PhoneSurroundings;
  readonly #phoneId: string;
  #token: string;
  #network: PhoneNetwork | undefined;
  #zim: ZIM | undefined;
  #seen = 0;

  /** Makes the phone; its vendor gives it a token. */
  static async make(around: PhoneSurroundings, name: string, vendor: VendorName): Promise<DemoPhone> {
    const { phoneId, token } = await around.control.createPhone({ vendor });
    return new DemoPhone(around, name, vendor, phoneId, token);
  }

  private constructor(around: PhoneSurroundings, name: string, vendor: VendorName, phoneId: string, token: string) {
    this.#around = around;
    this.name = name;
    this.vendor = vendor;
    this.#phoneId = phoneId;
    this.#token = token;
  }

  /** Opens the app, logs in and registers for push. `userName`: what others read as the sender. */
  async logIn(userId: string, userName?: string): Promise<void> {
    const { app, httpUrl, phonesDirectory, tokenFor } = this.#around;
    const network = phoneNetwork();
    const zim = ZIM.create({
      appID: app,
      server: httpUrl,
      platform: 'android',
      webSocket: network.webSocket,
      storage: phoneStorage(phonesDirectory, this.name),
    });
    zim.on('messageReceived', (message) => this.#received.add({ message, atMs: Date.now() }));
    this.calls.listenTo(zim);
    const zpns = ZPNs.create(zim);
    const token = await tokenFor(userId);
    await zim.login(userId, { token, ...(userName === undefined ? {} : { userName }) });
    await zpns.registerPush(this.vendor, this.#token);
    this.#zim = zim;
    this.#network = network;
  }

  /** The system kills the app: no logout, the phone stays registered. */
  kill(): void {
    this.#network?.kill();
    this.#zim = undefined;
  }

  freeze(): void {
    this.#network?.freeze();
  }

  thaw(): void {
    this.#network?.thaw();
  }

  async logOut(): Promise<void> {
    await this.#zim?.logout();
    this.#zim = undefined;
  }

  /** The vendor gives the phone a new token, and the app does not get to tell us. */
  async changeTokenSilently(): Promise<void> {
    this.#token = (await this.#around.control.refreshToken(this.#phoneId)).token;
  }

  /** The token that the vendor knows for it now. */
  get token(): string {
    return this.#token;
  }

  /** Sends from this phone. */
  async send(
    to: { readonly userId: string } | { readonly groupId: string },
    text: string,
    pushConfig: { title: string; content: string; payload?: string },
    /** Of a group: mentioned in a way that also notifies those who muted it. */
    mentionedUserIds: readonly string[] = [],
  ): Promise<{ messageId: string; acceptedAtMs: number }> {
    const isGroup = 'groupId' in to;
    const mentions = mentionedUserIds.length > 0;
    const sent = await this.#open().sendMessage(
      { type: ZIMMessageType.Text, message: text, ...(mentions ? { mentionedUserIDs: mentionedUserIds } : {}) },
      isGroup ? to.groupId : to.userId,
      isGroup ? ZIMConversationType.Group : ZIMConversationType.Peer,
      { pushConfig: { ...pushConfig, resourcesID: 'chat' }, isNotifyMentionedUsers: mentions },
    );
    return { messageId: sent.messageID, acceptedAtMs: Date.now() };
  }

  async createGroup(groupId: string, memberUserIds: readonly string[]): Promise<void> {
    await this.#open().createGroup({ groupID: groupId, groupName: groupId }, memberUserIds);
  }

  /** The user wants no notifications of a group. */
  async mute(groupId: string): Promise<void> {
    const { DoNotDisturb } = ZIMConversationNotificationStatus;
    await this.#open().setConversationNotificationStatus(DoNotDisturb, groupId, ZIMConversationType.Group);
  }

  /** The user wants no notifications at these hours. */
  async keepQuiet(quietHours: ZIMQuietHours): Promise<void> {
    await this.#open().updateUserOfflinePushRule({ quietHours });
  }

  /** The next notification in the phone's bar; undefined when none came. */
  async nextNotification(waitMs = WAIT_MS): Promise<DisplayedNotification | undefined> {
    const [next] = await this.#around.control.notificationsAfter(this.#phoneId, this.#seen, waitMs);
    if (next !== undefined) this.#seen = next.n;
    return next;
  }

  /** The notification bar once it is as it should be; undefined when it did not become so. */
  async barOnce(is: (shown: readonly DisplayedNotification[]) => boolean, waitMs = WAIT_MS): Promise<Bar | undefined> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const { bar: shown } = await this.#around.control.phone(this.#phoneId);
      if (is(shown)) return { shown, atMs: shown.at(-1)?.displayedAt ?? Date.now() };
      if (Date.now() > deadline) return undefined;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Taps the newest notification; what it carries is read as the app's code reads it from its vendor's library. */
  async tap(): Promise<Tapped> {
    const message = vendorMessage(this.vendor, await this.#around.control.click(this.#phoneId));
    return { payload: getPayload(message), call: getCall(message) };
  }

  /** The message with this id, once the app has shown it; undefined when it did not come. */
  message(messageId: string, waitMs = WAIT_MS): Promise<Received | undefined> {
    return this.#received.first(({ message }) => message.messageID === messageId, waitMs);
  }

  /** The message that a missed call leaves in the conversation with its caller; undefined when it did not come. */
  missedCall(callId: string, waitMs = WAIT_MS): Promise<Received | undefined> {
    return this.#received.first(
      ({ message }) => message.type === ZIMMessageType.MissedCall && message.callID === callId,
      waitMs,
    );
  }

  #open(): ZIM {
    if (this.#zim === undefined) throw new Error(`${this.name} is not logged in`);
    return this.#zim;
  }
}

/** What the vendor's library hands to the app after a tap. */
function vendorMessage(vendor: VendorName, { extras }: ClickAnswer): VendorMessage {
  switch (vendor) {
    case 'xiaomi':
      return { vendor, extra: extras };
    case 'huawei':
      return { vendor, intentExtras: extras };
    case 'oppo':
      return { vendor, dataExtra: JSON.stringify(extras) };
    case 'vivo':
      return { vendor, params: extras };
    case 'fcm':
      return { vendor, data: extras };
  }
}

/** Where the app finds the payload or the call, in the words of each vendor's library. */
export const placeOf: Record<VendorName, (key: 'payload' | 'call') => string> = {
  xiaomi: (key) => `MiPushMessage.getExtra()["${key}"]`,
  huawei: (key) => `the click intent's extra ${key}`,
  oppo: (key) => `DataMessage.getDataExtra(): ${key}`,
  vivo: (key) => `the click intent's parameter ${key}`,
  fcm: (key) => `RemoteMessage.getData()["${key}"]`,
};
