import { messageOf } from '@bellhop/runtime';
import { gatewayApi, Refused, wholeTrace } from '../system/gateway-api.ts';
import { readDemoState } from './demo-state.ts';
import { traceLines, type TraceEntryJson } from './trace-lines.ts';

// Prints what happened to a message of the demo that runs in another terminal.
const [messageId, ...more] = process.argv.slice(2);
const { app, httpUrl } = readDemoState() ?? {};
if (messageId === undefined) giveUp('Which message? npm run trace -- <messageID>');
else if (more.length > 0)
  giveUp('One message at a time, of the demo’s app: npm run trace -- <messageID>. Others: docs/http-api.md.');
else if (app === undefined || httpUrl === undefined) giveUp('The demo is not running: start it with `npm start`.');
else {
  try {
    const entries = await wholeTrace<TraceEntryJson>(gatewayApi(httpUrl, app.apiKey), app.name, messageId);
    if (entries.length === 0)
      giveUp(
        `There is no trace of ${messageId} in the app ${app.name}: it came a moment ago, had no push config, or its id is another.`,
      );
    for (const line of traceLines(entries)) console.log(line);
  } catch (error) {
    giveUp(
      error instanceof Refused
        ? error.message
        : `The gateway at ${httpUrl} does not answer (${messageOf(error)}): is \`npm start\` still running?`,
    );
  }
}

function giveUp(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
