import { logDirectory, type RunningDemo } from './start-demo.ts';

/** Addresses, keys and commands for whoever wants to go on by hand. */
export function whatToTry({ system, app }: RunningDemo): string {
  const { httpUrl, grpcAddress, keys, simulator } = system;
  const body = JSON.stringify({
    fromUserID: 'alice',
    toUserID: 'bob',
    text: 'hello',
    pushConfig: { title: 'Alice', content: 'hello', resourcesID: 'chat' },
  });
  return `
  HTTP       ${httpUrl}    OpenAPI: ${httpUrl}/openapi.json
  WebSocket  ${httpUrl.replace('http', 'ws')}/v1/ws
  gRPC       ${grpcAddress}
  simulator  ${simulator.controlUrl}    its phones, credentials and faults
  app        ${app.name}
  API key    ${app.apiKey}
  operator   ${keys.operatorKey}
  logs       ${logDirectory}

Ring bob's five phones yourself:

  curl -s ${httpUrl}/v1/apps/${app.name}/messages -H 'authorization: Bearer ${app.apiKey}' \\
    -H 'content-type: application/json' -d '${body}'

See what happened to a message, in another terminal of this folder:

  npm run trace -- <messageID>

Let alice call userA and userB with the SDK, also from there; their phones ring:

  TOKEN=$(npm run token -- alice) SERVER=${httpUrl.replace('http', 'ws')} npm run example -- call-invite

A client token for any user: npm run token -- <userID>

Ctrl-C stops everything.
`;
}
