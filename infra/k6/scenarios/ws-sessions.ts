import { check } from 'k6';
import { Counter, Trend } from 'k6/metrics';
import { setTimeout } from 'k6/timers';
import { sendOverHttp } from '../lib/send.ts';
import { openSession } from '../lib/session.ts';
import { settings } from '../lib/settings.ts';
import { localID, thisUser } from '../lib/users.ts';

const login = new Trend('bellhop_login', true);
const live = new Trend('bellhop_live_delivery', true);
const failed = new Counter('bellhop_sessions_failed');

const HEARTBEAT_MS = 10_000;

/** A client logs in, gets a message live, stays for a while with heartbeats, and leaves. */
export async function wsSessions(): Promise<void> {
  const userID = thisUser();
  const begun = Date.now();
  try {
    const session = await openSession(userID);
    login.add(Date.now() - begun);
    const text = localID();
    const sentAt = Date.now();
    const arrived = new Promise<boolean>((resolve) => {
      session.onMessage((body) => body['text'] === text && resolve(true));
      setTimeout(() => resolve(false), 5_000);
    });
    sendOverHttp({ fromUserID: 'k6-sender', toUserID: userID, text, localMessageID: text });
    const isLive = await arrived;
    if (isLive) live.add(Date.now() - sentAt);
    check(isLive, { 'message came live': (it) => it });
    for (const leaveAt = begun + settings.holdSeconds * 1_000; Date.now() < leaveAt;) {
      await new Promise((resolve) =>
        setTimeout(() => resolve(undefined), Math.min(HEARTBEAT_MS, leaveAt - Date.now())),
      );
      await session.ask('heartbeat', {});
    }
    session.close();
  } catch (error) {
    failed.add(1);
    check(error, { [`session: ${String(error)}`]: () => false });
  }
}
