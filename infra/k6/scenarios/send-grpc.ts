import { check } from 'k6';
import exec from 'k6/execution';
import { Client, StatusOK } from 'k6/net/grpc';
import { settings } from '../lib/settings.ts';
import { anyUser, localID } from '../lib/users.ts';

const MESSAGES = 20;
const client = new Client();

/** Twenty messages in one call over gRPC. A virtual user keeps its connection. */
export function sendGrpc(): void {
  // Contracts come by reflection, so no file has to be shipped with the test.
  if (exec.vu.iterationInScenario === 0) client.connect(settings.grpc, { plaintext: true, reflect: true });
  const messages = Array.from({ length: MESSAGES }, () => ({
    from_user_id: anyUser(),
    to_user_id: anyUser(),
    text: 'a message of a usual length, as people write them',
    local_id: localID(),
  }));
  const answer = client.invoke(
    'bellhop.im.v1.MessageService/SendMessages',
    { app: settings.app, messages },
    { metadata: { authorization: `Bearer ${settings.apiKey}` }, tags: { name: 'send' } },
  );
  const { results = [] } = (answer.message ?? {}) as { results?: { accepted?: object }[] };
  check(answer, {
    'call answered': ({ status }) => status === StatusOK,
    'all accepted': () => results.filter(({ accepted }) => accepted !== undefined).length === MESSAGES,
  });
}
