import {
  getPayload,
  ZIM,
  ZIMConversationType,
  ZIMMessageType,
  ZPNs,
  type VendorMessage,
  type ZIMMessage,
} from '@bellhop/client';
import type { VendorName } from '@bellhop/contracts';
import type { ClickAnswer, DisplayedNotification, SimulatorControl } from '@bellhop/vendor-simulator';
import { phoneStorage } from './phone-storage.ts';
import { phoneNetwork, type PhoneNetwork } from './phone-network.ts';

/** A message that the app showed its user, and when. */
export interface Received {
  readonly message: ZIMMessage;
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
  readonly received: Received[] = [];
  readonly #around: PhoneSurroundings;
  readonly #phoneId: string;
  #token: string;
  #network: PhoneNetwork | undefined;
  #zim: ZIM | undefined;
  #waiters: (() => void)[] = [];
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

  /** Opens the app, logs in and registers for push. */
  async logIn(userId: string): Promise<void> {
    const { app, httpUrl, phonesDirectory, tokenFor } = this.#around;
    const network = phoneNetwork();
    const zim = ZIM.create({
      appID: app,
      server: httpUrl,
      platform: 'android',
      webSocket: network.webSocket,
      storage: phoneStorage(phonesDirectory, this.name),
    });
    zim.on('messageReceived', (message) => {
      this.received.push({ message, atMs: Date.now() });
      for (const wake of this.#waiters.splice(0)) wake();
    });
    const zpns = ZPNs.create(zim);
    await zim.login(userId, await tokenFor(userId));
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
  ): Promise<{ messageId: string; acceptedAtMs: number }> {
    const isGroup = 'groupId' in to;
    const sent = await this.#open().sendMessage(
      { type: ZIMMessageType.Text, message: text },
      isGroup ? to.groupId : to.userId,
      isGroup ? ZIMConversationType.Group : ZIMConversationType.Peer,
      { pushConfig: { ...pushConfig, resourcesID: 'chat' } },
    );
    return { messageId: sent.messageID, acceptedAtMs: Date.now() };
  }

  async createGroup(groupId: string, memberUserIds: readonly string[]): Promise<void> {
    await this.#open().createGroup({ groupID: groupId, groupName: groupId }, memberUserIds);
  }

  /** The next notification in the phone's bar; undefined when none came. */
  async nextNotification(waitMs = WAIT_MS): Promise<DisplayedNotification | undefined> {
    const [next] = await this.#around.control.notificationsAfter(this.#phoneId, this.#seen, waitMs);
    if (next !== undefined) this.#seen = next.n;
    return next;
  }

  /** Taps the newest notification; the payload is read as the app's code reads it from its vendor's library. */
  async tap(): Promise<string | undefined> {
    return getPayload(vendorMessage(this.vendor, await this.#around.control.click(this.#phoneId)));
  }

  /** The message with this id, once the app has shown it; undefined when it did not come. */
  async message(messageId: string, waitMs = WAIT_MS): Promise<Received | undefined> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const found = this.received.find(({ message }) => message.messageID === messageId);
      const left = deadline - Date.now();
      if (found !== undefined || left <= 0) return found;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiters.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
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

/** Where the app finds the payload, in the words of each vendor's library. */
export const payloadPlace: Record<VendorName, string> = {
  xiaomi: 'MiPushMessage.getExtra()["payload"]',
  huawei: "the click intent's extra payload",
  oppo: 'DataMessage.getDataExtra(): payload',
  vivo: "the click intent's parameter payload",
  fcm: 'RemoteMessage.getData()["payload"]',
};
