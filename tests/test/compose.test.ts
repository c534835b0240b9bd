import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vendorNames } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { gatewayEnv, loadConfig as loadGateway } from '../../services/gateway/src/config.ts';
import { loadConfig as loadMessageStore, messageStoreEnv } from '../../services/message-store/src/config.ts';
import { loadConfig as loadPresence, presenceEnv } from '../../services/presence/src/config.ts';
import { loadConfig as loadPushHistory, pushHistoryEnv } from '../../services/push-history/src/config.ts';
import { loadConfig as loadPushRouter, pushRouterEnv } from '../../services/push-router/src/config.ts';
import { loadConfig as loadVendorAdapter, vendorAdapterEnv } from '../../services/vendor-adapters/src/config.ts';
import { commonEnv, databaseEnv, kafkaEnv } from '@bellhop/runtime';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'infra/compose');

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>> | readonly string[];
  readonly init?: boolean;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}
interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}
const read = (name: string) => parse(readFileSync(join(folder, name), 'utf8'), { merge: true }) as ComposeFile;
const files = { base: read('compose.yaml'), observability: read('compose.observability.yaml') };

/** Each service by the name of its command: what it reads, how it understands that, and the ports it listens on by default. */
const known = {
  gateway: { env: gatewayEnv, load: loadGateway, ports: { HTTP_PORT: 8080, GRPC_PORT: 9000, DELIVERY_PORT: 9001 } },
  'message-store': { env: messageStoreEnv, load: loadMessageStore, ports: { GRPC_PORT: 9000 } },
  presence: { env: presenceEnv, load: loadPresence, ports: { GRPC_PORT: 9000 } },
  'push-router': { env: pushRouterEnv, load: loadPushRouter, ports: { GRPC_PORT: 9000 } },
  'push-history': { env: pushHistoryEnv, load: loadPushHistory, ports: { GRPC_PORT: 9000 } },
  adapter: { env: vendorAdapterEnv, load: loadVendorAdapter, ports: {} },
};
type Known = keyof typeof known;
const isKnown = (command: string | undefined): command is Known => command !== undefined && command in known;

/** The services of ours in the file. */
const ours = Object.entries(files.base.services).flatMap(([name, service]) => {
  const [command, vendor] = service.command ?? [];
  if (!isKnown(command)) return [];
  const given = { ...service.environment, ...files.observability.services[name]?.environment };
  const environment = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
  return [{ name, command, service, environment, process: vendor === undefined ? {} : { VENDOR: vendor } }];
});
const serviceOf = (name: string): Service => {
  const service = files.base.services[name];
  if (service === undefined) throw new Error(`compose.yaml has no service ${name}`);
  return service;
};
/** The port that a service listens on, by the variable that sets it. */
const portOf = (name: string, variable: string): number => {
  const [command] = serviceOf(name).command ?? [];
  const own = isKnown(command) ? (known[command].ports as Record<string, number>)[variable] : undefined;
  return Number(serviceOf(name).environment?.[variable] ?? own);
};

it('there is one of each service, an adapter for every vendor, and the simulator', () => {
  expect(ours.map(({ name }) => name).toSorted()).toEqual(
    [
      ...Object.keys(known).filter((name) => name !== 'adapter'),
      ...vendorNames.map((vendor) => `adapter-${vendor}`),
    ].toSorted(),
  );
  for (const { name, service, process } of ours)
    if (service.command?.[0] === 'adapter') expect(name).toBe(`adapter-${process.VENDOR}`);
  expect(serviceOf('simulator').command?.[0]).toBe('simulator');
});

describe.each(ours)('$name', ({ command, environment, service, process }) => {
  const allowed: Record<string, unknown> = { ...commonEnv, ...known[command].env };

  it('is given variables that it knows, everything that it needs, and values that fit', () => {
    expect(Object.keys(environment).filter((name) => !(name in allowed))).toEqual([]);
    // As the image has it.
    const env = { ...environment, ...process, NODE_ENV: 'production' };
    expect(() => known[command].load(env)).not.toThrow();
  });

  it('calls services that are there, at the port that they listen on', () => {
    for (const [variable, value] of Object.entries(environment)) {
      if (!variable.endsWith('_ADDRESS')) continue;
      const [, host = '', port] = /^(?:dns:\/\/\/)?([a-z-]+):(\d+)$/.exec(value) ?? [];
      expect([variable, Number(port)]).toEqual([
        variable,
        portOf(host, variable === 'ADVERTISED_ADDRESS' ? 'DELIVERY_PORT' : 'GRPC_PORT'),
      ]);
    }
  });

  it('starts when topics and schemas are made, and says when it is ready', () => {
    expect(service.depends_on).toEqual({
      migrate: { condition: 'service_completed_successfully' },
      topics: { condition: 'service_completed_successfully' },
    });
    expect(environment['TOPICS']).toBe('verify');
    if (environment['DATABASE_URL'] !== undefined) expect(environment['MIGRATIONS']).toBe('verify');
    expect(service.healthcheck?.test.slice(-2)).toEqual(['/app/bellhop.js', 'healthcheck']);
    expect(environment['MANAGEMENT_PORT'] ?? '9090').toBe('9090'); // what healthcheck and Prometheus ask
  });
});

it('what is ours runs from one image, with no rights, writing nowhere', () => {
  const images = new Set<string>();
  for (const name of ['migrate', 'topics', 'simulator', ...ours.map((one) => one.name)]) {
    const { image = '', init, read_only, cap_drop } = serviceOf(name);
    images.add(image);
    expect({ name, init, read_only, cap_drop }).toEqual({ name, init: true, read_only: true, cap_drop: ['ALL'] });
  }
  expect([...images]).toEqual(['${BELLHOP_IMAGE:-bellhop:compose}']);
  const dockerfile = readFileSync(join(root, 'infra/docker/Dockerfile'), 'utf8');
  const compose = readFileSync(join(folder, 'compose.yaml'), 'utf8');
  for (const [, name = '', value = ''] of dockerfile.matchAll(/^ARG (BUILD_IMAGE|RUNTIME_IMAGE)=(.+)$/gm))
    expect(compose).toContain(`${name}: \${${name}:-${value}}`);
});

it('the jobs are given what they read, and no more', () => {
  const { environment: ofMigrate = {}, command } = serviceOf('migrate');
  expect(command).toEqual(['migrate']);
  expect(Object.keys(ofMigrate).filter((name) => !(name in databaseEnv))).toEqual([]);
  expect(ofMigrate).toHaveProperty('DATABASE_URL');
  const { environment: ofTopics = {}, command: topics } = serviceOf('topics');
  expect(topics).toEqual(['topics']);
  expect(Object.keys(ofTopics).filter((name) => !(name in kafkaEnv))).toEqual([]);
  expect(ofTopics['TOPIC_REPLICATION_FACTOR']).toBe('1'); // there is one broker
});

it('Kafka and Postgres are those that tests run with, under the address and the password that services use', () => {
  const source = (file: string) => readFileSync(join(root, 'infra/local/src/docker', file), 'utf8');
  const kafka = serviceOf('kafka');
  expect(source('docker-kafka.ts')).toContain(`'${kafka.image}'`);
  const postgres = serviceOf('postgres');
  expect(source('docker-postgres.ts')).toContain(`'${postgres.image}'`);
  for (const { environment } of ours) {
    expect(kafka.environment?.['KAFKA_ADVERTISED_LISTENERS']).toBe(`PLAINTEXT://${environment['KAFKA_BROKERS']}`);
    if (environment['DATABASE_URL'] === undefined) continue;
    const { username, password, hostname, pathname } = new URL(environment['DATABASE_URL']);
    expect({ hostname, POSTGRES_USER: username, POSTGRES_PASSWORD: password, POSTGRES_DB: pathname.slice(1) }).toEqual({
      hostname: 'postgres',
      ...postgres.environment,
    });
  }
});

it('ports that are published are listened on, on this machine alone, and none twice', () => {
  const listening: Record<string, number[]> = {
    gateway: [portOf('gateway', 'HTTP_PORT'), portOf('gateway', 'GRPC_PORT')],
    simulator: [9900 + vendorNames.length], // its control API comes after the vendors
    prometheus: [9090],
    grafana: [3000],
    jaeger: [16686],
  };
  const published: string[] = [];
  for (const [name, { ports = [] }] of [files.base, files.observability].flatMap(({ services }) =>
    Object.entries(services),
  ))
    for (const port of ports) {
      const [address, outside = '', inside] = port.split(':');
      expect(address).toBe('127.0.0.1');
      expect(listening[name] ?? []).toContain(Number(inside));
      published.push(outside);
    }
  expect(new Set(published).size).toBe(published.length);
  expect(serviceOf('simulator').command).toEqual(['simulator', '--host', 'simulator', '--port', '9900']);
});

describe('compose.observability.yaml', () => {
  const { services } = files.observability;

  it('lets every service send its spans to the collector, and Prometheus ask every service', () => {
    const collector = parse(readFileSync(join(folder, 'observability/collector.yaml'), 'utf8')) as {
      receivers: { otlp: { protocols: { http: { endpoint: string } } } };
    };
    const port = collector.receivers.otlp.protocols.http.endpoint.split(':')[1];
    for (const { environment } of ours)
      expect(environment['OTEL_EXPORTER_OTLP_ENDPOINT']).toBe(`http://collector:${port}`);
    const prometheus = parse(readFileSync(join(folder, 'observability/prometheus.yaml'), 'utf8')) as {
      scrape_configs: { static_configs: { targets: string[] }[] }[];
    };
    const targets = prometheus.scrape_configs.flatMap((job) => job.static_configs.flatMap((one) => one.targets));
    expect(targets.filter((target) => target !== 'collector:8888').toSorted()).toEqual(
      ours.map(({ name }) => `${name}:9090`).toSorted(),
    );
  });

  it('mounts what is there', () => {
    const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes.map((it) => it.split(':')[0] ?? ''));
    const paths = mounted.filter((path) => path.startsWith('.'));
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
    expect(mounted.filter((path) => !path.startsWith('.'))).toEqual(Object.keys(files.observability.volumes));
  });
});

const hasCompose = (() => {
  try {
    execFileSync('docker', ['compose', 'version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

it.skipIf(!hasCompose)('docker compose itself takes both files', () => {
  for (const given of [['compose.yaml'], ['compose.yaml', 'compose.observability.yaml']])
    execFileSync('docker', ['compose', ...given.flatMap((file) => ['--file', file]), 'config', '--quiet'], {
      cwd: folder,
    });
});
