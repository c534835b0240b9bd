import { sendOverHttp } from '../lib/send.ts';
import { anyUser, localID } from '../lib/users.ts';

/** One message over HTTP, in the name of somebody, to somebody. */
export function sendHttp(): void {
  sendOverHttp({
    fromUserID: anyUser(),
    toUserID: anyUser(),
    text: 'a message of a usual length, as people write them',
    localMessageID: localID(),
    pushConfig: { title: 'k6', content: 'a message' },
  });
}
