import { clientToken } from './client-token.ts';
import { readDemoState } from './demo-state.ts';

// Prints a token with which a user logs in to the demo's app: what an app's own server makes for its users.
const [userId] = process.argv.slice(2);
const { app } = readDemoState() ?? {};
if (userId === undefined) giveUp('For whom? npm run token -- <userID>');
else if (app === undefined) giveUp('There is no demo app yet: run `npm start` first.');
else console.log(await clientToken(app, userId));

function giveUp(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
