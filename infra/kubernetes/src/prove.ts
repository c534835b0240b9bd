import pg from 'pg';
import { connectObservers, type Observers } from './observers.ts';
import { openCluster, type Cluster } from './cluster.ts';
import { outcomeOf, startLoad, type Offered, type Outcome } from './load.ts';
import { release as releaseName, releaseOf, type Release } from './release.ts';
import { createReport, type Report } from './report.ts';
import { namespace, prepareSurroundings } from './surroundings.ts';
import { makeTrialApp, offlineUsers, type TrialApp } from './trial-app.ts';

const OFFLINE_USERS = 50;
const OBSERVERS = 20;
const PER_SECOND = 100;
/** While pods are killed: the machine has enough to do with their starts. */
const PER_SECOND_AT_KILLS = 20;
/** A push that takes longer is looked into. */
const SLOW_MS = 15_000;

/** Installs, tests, upgrades, kills and uninstalls the product in a cluster; resolves with what did not hold. */
export async function prove(image: string): Promise<readonly string[]> {
  const cluster = await openCluster();
  const report = createReport();
  const surroundings = await report.step('Kafka and Postgres beside the node', () =>
    prepareSurroundings(cluster, (line) => report.say(`  ${line}`)),
  );
  let observers: Observers | undefined;
  try {
    const release = releaseOf(cluster, surroundings, image);
    await report.step('helm install --wait, in a namespace that enforces "restricted"', () => release.install());
    const installed = await release.pods();
    report.check(
      'every pod is ready',
      installed.every(({ ready }) => ready),
      `${installed.length} pods`,
    );
    report.check(
      'no pod had to be started twice',
      installed.every(({ restarts }) => restarts === 0),
      restartsOf(installed),
    );
    report.check('every pod passes restricted', await isEnforced(cluster), 'enforced by the namespace');
    const printed = await report.step('helm test', () => release.test());
    const phones = printed.match(/is on the phone/g)?.length ?? 0;
    report.check('helm test sends a push to a phone of every vendor', phones === 5, `${phones} phones`);

    const gatewayUrl = `http://${await release.address('gateway')}:8080`;
    const simulator = { inside: `${releaseName}-simulator`, address: await release.address('simulator') };
    const app = await makeTrialApp({ gatewayUrl, operatorKey: surroundings.operatorKey, simulator });
    const offline = await report.step(`${OFFLINE_USERS} users register a phone and leave`, () =>
      eventually(() => offlineUsers(app, gatewayUrl, OFFLINE_USERS)),
    );
    observers = await connectObservers(app, gatewayUrl, OBSERVERS);
    const users = { offline, online: observers.users };

    await upgradeUnderLoad({ release, app, users, observers, report });
    await tellSizes(surroundings.databaseUrl, report);
    await killEachPod({ release, app, users, observers, report });

    await observers.close();
    observers = undefined;
    await report.step('helm uninstall --wait', () => release.uninstall());
    const leftovers = await eventuallyEmpty(() => release.leftovers());
    report.check('helm uninstall leaves nothing', leftovers.length === 0, leftovers.join(' ') || 'nothing');
  } catch (error) {
    const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
    report.check(`it ran to its end: ${stderr.trim() || String(error)}`, false);
    console.error([stdout, await lastWords(cluster)].join('\n'));
  } finally {
    await observers?.close().catch(() => undefined);
    if (process.env['K8S_KEEP'] === undefined) await report.step('tidying up', () => surroundings.close());
  }
  console.log(report.summary());
  return report.failed;
}

interface Trial {
  readonly release: Release;
  readonly app: TrialApp;
  readonly users: { readonly offline: readonly string[]; readonly online: readonly string[] };
  readonly observers: Observers;
  readonly report: Report;
}

async function upgradeUnderLoad({ release, app, users, observers, report }: Trial): Promise<void> {
  const load = startLoad(app, users, PER_SECOND);
  await wait(5_000);
  const before = new Set((await release.pods()).map(({ name }) => name));
  observers.takeReconnects();
  const begun = Date.now();
  await report.step(`helm upgrade --wait under ${PER_SECOND} messages a second`, () =>
    release.upgrade(Date.now().toString(36)),
  );
  // Old pods go on draining after --wait; what they do meanwhile counts.
  const left = await report.step('the old pods leave', () =>
    eventuallyEmpty(async () => (await release.pods()).flatMap(({ name }) => (before.has(name) ? [name] : []))),
  );
  const offered = await load.stop();
  report.check('the upgrade replaced every pod', left.length === 0, left.join(' ') || 'none is left');
  const outcome = await report.step('waiting for the last push', () =>
    outcomeOf(offered, app, (user) => observers.received(user)),
  );
  await tell(report, 'the upgrade', { app, offered, outcome });
  report.check('the upgrade repeats no push', outcome.repeated === 0, `${outcome.repeated} repeated`);
  const reconnects = observers.takeReconnects();
  const most = reconnects[0]?.length ?? 0;
  report.check(
    'no client sees more than one reconnect',
    most <= 1,
    `at most ${most}; ${observers.connected()} of ${OBSERVERS} connected`,
  );
  for (const times of reconnects.filter(({ length }) => length > 1))
    report.say(`  one lost its connection ${times.map((at) => seconds(at - begun)).join(' and ')} after it began`);
}

async function killEachPod({ release, app, users, observers, report }: Trial): Promise<void> {
  const load = startLoad(app, users, PER_SECOND_AT_KILLS);
  const victims = await release.pods();
  await report.step(`killing each of ${victims.length} pods in turn`, async () => {
    for (const { name, component } of victims) {
      report.say(`  killing ${name}`);
      await release.kill(name);
      await release.recovered(component, victims.filter((victim) => victim.component === component).length);
      await wait(2_000);
    }
  });
  const offered = await load.stop();
  const outcome = await report.step('waiting for the last push', () =>
    outcomeOf(offered, app, (user) => observers.received(user)),
  );
  await tell(report, 'killing each pod', { app, offered, outcome });
  report.say(`  ${outcome.repeated} pushes were repeated, as a crash may`);
}

/** What a message and its trace take in Postgres; docs/sizing.md builds on it. */
async function tellSizes(databaseUrl: string, report: Report): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ schema: string; bytes: string; messages: string }>(`
      select n.nspname as schema, sum(pg_total_relation_size(c.oid)) as bytes,
        (select count(*) from message_store.message) as messages
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('message_store', 'push_history', 'push_router') and c.relkind = 'r'
      group by 1 order by 1`);
    const messages = Number(rows[0]?.messages ?? 0);
    for (const { schema, bytes } of rows)
      report.say(
        `  ${schema}: ${Math.round(Number(bytes) / messages)} bytes for each of ${messages} messages, indexes included`,
      );
    const { rows: stored } = await client.query<{ ids: string; gaps: string }>(`
      select count(distinct message_id) as ids, (select count(*) from (
        select max(seq) - count(*) as gap from message_store.message group by conversation_id
      ) as conversation where gap <> 0) as gaps
      from message_store.message`);
    const [one] = stored;
    report.check(
      'every message is stored once, and no conversation has a gap',
      Number(one?.ids) === messages && Number(one?.gaps) === 0,
      `${messages} rows, ${one?.ids} ids, ${one?.gaps} gaps`,
    );
  } finally {
    await client.end();
  }
}

async function tell(
  report: Report,
  what: string,
  { app, offered, outcome }: { readonly app: TrialApp; readonly offered: Offered; readonly outcome: Outcome },
): Promise<void> {
  const { pushed, lost, slowest, arrived, missed, shownTwice, p50Ms, p99Ms, mostMs } = outcome;
  report.say(
    `  to the vendor: p50 ${p50Ms} ms, p99 ${p99Ms} ms, at most ${mostMs} ms; ${offered.repeatedBatches} batches offered again, the longest accepted after ${offered.longestMs} ms`,
  );
  for (const id of mostMs > SLOW_MS ? slowest : [])
    report.say(`  one of the slowest: ${await storyOf(app, offered.messageIds.get(id) ?? '')}`);
  report.check(`${what} loses no push`, lost.length === 0, `${pushed} pushed, ${lost.length} lost`);
  for (const [words, count] of await lastWordsOf(
    app,
    lost.map((id) => offered.messageIds.get(id) ?? ''),
  ))
    report.say(`  ${count} of these end with: ${words}`);
  report.check(`${what} keeps no message from connected clients`, missed === 0, `${arrived} arrived, ${missed} missed`);
  report.check(`${what} shows no client a message twice`, shownTwice === 0, `${shownTwice} twice`);
}

/** What became of a message, each line with the time since the first. */
async function storyOf({ api, name }: TrialApp, messageId: string): Promise<string> {
  const { entries } = await api<{ entries: { at: number; text: string }[] }>(
    'GET',
    `/v1/apps/${name}/messages/${messageId}/trace`,
  );
  const begun = entries[0]?.at ?? 0;
  return entries.map(({ at, text }) => `\n    ${seconds(at - begun).padStart(8)} ${text}`).join('');
}

/** What the traces of messages end with, and how many: one that waits for its next attempt is not lost. */
async function lastWordsOf({ api, name }: TrialApp, messageIds: readonly string[]): Promise<Map<string, number>> {
  const ends = new Map<string, number>();
  for (const id of messageIds) {
    const { entries } = await api<{ entries: { text: string }[] }>('GET', `/v1/apps/${name}/messages/${id}/trace`);
    // Times and ids differ.
    const words = (entries.at(-1)?.text ?? 'no trace').replaceAll(/\d[\d:.TZ-]*/g, '…');
    ends.set(words, (ends.get(words) ?? 0) + 1);
  }
  return ends;
}

/** What pods said last, for whoever looks for the cause. */
function lastWords(cluster: Cluster): Promise<string> {
  const selector = `app.kubernetes.io/instance=${releaseName}`;
  const how = ['--all-containers', '--prefix', '--tail=4', '--max-log-requests=50'];
  return cluster.kubectl('logs', '--namespace', namespace, '--selector', selector, ...how).catch(String);
}

/** Nothing else is let into a namespace that enforces the profile. */
async function isEnforced(cluster: Cluster): Promise<boolean> {
  const label = 'jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}';
  return (await cluster.kubectl('get', 'namespace', namespace, '--output', label)) === 'restricted';
}

const restartsOf = (pods: readonly { component: string; restarts: number }[]): string =>
  pods
    .filter(({ restarts }) => restarts > 0)
    .map(({ component, restarts }) => `${component}: ${restarts}`)
    .join(', ') || 'none';

/** A gateway learns of a new app, and a Service of its pods, within a moment. */
async function eventually<T>(act: () => Promise<T>, withinMs = 30_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(500);
    }
  }
}

async function eventuallyEmpty(list: () => Promise<string[]>, withinMs = 120_000): Promise<string[]> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await list();
    if (found.length === 0 || Date.now() > deadline) return found;
    await wait(1_000);
  }
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
