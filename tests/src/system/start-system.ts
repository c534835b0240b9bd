import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { freePorts } from '@bellhop/local-servers';
import { opening, type Running } from '@bellhop/runtime';
import { simulatorControl, type SimulatorControl, type VendorSimulator } from '@bellhop/vendor-simulator';
import { startNodeProcess, type Ending, type NodeProcess } from './node-process.ts';
import type { Form } from './program-form.ts';
import {
  instancesOf,
  nodeFlags,
  serviceDefinition,
  serviceNames,
  type InstanceName,
  type InstancePorts,
  type ServiceName,
  type SystemKeys,
  type SystemSettings,
} from './services.ts';

export interface StartSystemOptions {
  readonly kafkaBrokers: readonly string[];
  readonly kafkaPrefix?: string;
  readonly databaseUrl: string;
  /** Logs of all processes. */
  readonly logDirectory: string;
  /** Default: random ones. */
  readonly keys?: SystemKeys;
  /** Ports of the gateway. Default: free ones. */
  readonly gatewayPorts?: { readonly http: number; readonly grpc: number };
  readonly env?: SystemSettings['env'];
  /** Vendors that run already, and go on when the system is closed. Default: a simulator of its own. */
  readonly vendors?: Vendors;
  /** How many of each service. Default: one. */
  readonly replicas?: SystemSettings['replicas'];
  /** Default: from the sources. */
  readonly form?: Form;
  /** Further flags of Node. */
  readonly nodeFlags?: (name: ServiceName) => readonly string[];
  readonly onProgress?: (line: string) => void;
  /**
   * Done when everything but the adapters is ready. What waits in Kafka from an earlier run is sent as soon as they start: its app
   * must have the credentials of this run's simulator by then.
   */
  readonly beforeAdapters?: (doors: SystemDoors) => Promise<void>;
  /** A service ended that nobody asked to. */
  readonly onEnded: (name: InstanceName, ending: Ending) => void;
}

/** A service of a running system, in a process of its own. */
export interface StartOptions {
  readonly form?: Form;
  readonly isWithoutCache?: boolean;
}

export interface ServiceProcess {
  readonly name: InstanceName;
  readonly pid: number;
  /** http://host:port of /livez, /readyz and /metrics. */
  readonly managementUrl: string;
  /** host:port of its gRPC server, if it has one. */
  readonly grpcAddress: string;
  /** Ends it at once, as a crash does; resolves when it is gone. */
  crash(): Promise<void>;
  /** Ends it in order; resolves when it is gone, with how it ended if it was running. */
  stop(): Promise<Ending | undefined>;
  /** Makes it stand still, as a machine that is paused does, until `continue`. */
  pause(): void;
  continue(): void;
  /** Starts it again and waits until it is ready; without a cache every file is compiled anew, as in a container that has just been made. */
  start(over?: StartOptions): Promise<void>;
}

/** A running simulator of all vendors. */
export interface Vendors {
  readonly simulator: { readonly pid: number; readonly urls: VendorSimulator['urls']; readonly controlUrl: string };
  readonly control: SimulatorControl;
}

/** What an operator and the simulator's user need. */
export interface SystemDoors extends Vendors {
  readonly httpUrl: string;
  readonly keys: SystemKeys;
}

export interface System extends SystemDoors, Running {
  readonly grpcAddress: string;
  /** host:port of the push-router's internal services. */
  readonly pushRouterAddress: string;
  readonly services: ReadonlyMap<InstanceName, ServiceProcess>;
  /** HTTP and WebSocket of each gateway. */
  readonly gatewayUrls: readonly string[];
}

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 15_000;

/** Starts every service and the simulator, each in a process of its own, and waits until all are ready. */
export async function startSystem(options: StartSystemOptions): Promise<System> {
  const { logDirectory, keys = randomKeys(), onProgress = () => {} } = options;
  rmSync(logDirectory, { recursive: true, force: true });
  const ports = await choosePorts(options);
  const settings: SystemSettings = {
    kafkaBrokers: options.kafkaBrokers,
    databaseUrl: options.databaseUrl,
    ...(options.kafkaPrefix === undefined ? {} : { kafkaPrefix: options.kafkaPrefix }),
    keys,
    ports,
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.replicas === undefined ? {} : { replicas: options.replicas }),
  };
  return opening(async (open) => {
    const begun = performance.now();
    const vendors = options.vendors ?? (await open.add(startVendors(options), (it) => it.close()));
    const instances = serviceNames.flatMap((name) =>
      instancesOf(name, options.replicas).map((instance) => ({ name, instance })),
    );
    const services = new Map(
      instances.map(({ name, instance }) => [
        instance,
        controlled(
          instance,
          ports.get(instance),
          options.onEnded,
          ({ form = options.form, isWithoutCache = false }) => {
            const { script, env } = serviceDefinition(name, instance, settings);
            return startNodeProcess({
              name: instance,
              script,
              env: { ...env, ...(isWithoutCache ? { NODE_DISABLE_COMPILE_CACHE: '1' } : {}) },
              ...(form === undefined ? {} : { form }),
              logDirectory,
              nodeFlags: [...nodeFlags, ...(options.nodeFlags?.(name) ?? [])],
            });
          },
        ),
      ]),
    );
    await open.add(undefined, () => stopInOrder(services));
    const httpUrl = (gateway: InstanceName): string => `http://127.0.0.1:${ports.get(gateway)?.http}`;
    let ready = 0;
    const startAll = (names: readonly InstanceName[]) =>
      Promise.all(
        names.map(async (name) => {
          await services.get(name)?.start();
          ready += 1;
          const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
          onProgress(`${name} is ready after ${seconds} s (${ready} of ${services.size})`);
        }),
      );
    await startAll([...services.keys()].filter((name) => !isAdapter(name)));
    const doors: SystemDoors = {
      httpUrl: httpUrl('gateway'),
      keys,
      simulator: vendors.simulator,
      control: vendors.control,
    };
    await options.beforeAdapters?.(doors);
    await startAll([...services.keys()].filter(isAdapter));
    return {
      ...doors,
      grpcAddress: `127.0.0.1:${ports.get('gateway')?.grpc}`,
      pushRouterAddress: `127.0.0.1:${ports.get('push-router')?.grpc}`,
      services,
      gatewayUrls: instancesOf('gateway', options.replicas).map(httpUrl),
    };
  });
}

/** A simulator in a process of its own. It is always of this release: vendors do not change with ours. */
export async function startVendors({
  form = 'source',
  logDirectory,
}: Pick<StartSystemOptions, 'form' | 'logDirectory'>): Promise<Vendors & Running> {
  const simulator = startNodeProcess({
    name: 'simulator',
    script: 'packages/vendor-simulator/src/main.ts',
    form: typeof form === 'object' ? 'source' : form,
    logDirectory,
  });
  const { control: controlUrl, ...urls } = JSON.parse(await simulator.firstLine) as VendorSimulator['urls'] & {
    control: string;
  };
  return {
    simulator: { pid: simulator.pid, urls, controlUrl },
    control: simulatorControl(controlUrl),
    close: async () => {
      await stopProcess(simulator);
    },
  };
}

const isAdapter = (name: InstanceName): boolean => name.startsWith('adapter-');

/** Keys as an operator makes them. */
export function randomKeys(): SystemKeys {
  return {
    internalKey: randomBytes(24).toString('base64url'),
    operatorKey: randomBytes(24).toString('base64url'),
    keyring: `k1:${randomBytes(32).toString('base64')}`,
  };
}

function controlled(
  name: InstanceName,
  ports: InstancePorts | undefined,
  onEnded: StartSystemOptions['onEnded'],
  spawn: (over: StartOptions) => NodeProcess,
): ServiceProcess {
  let current: NodeProcess | undefined;
  let expected = false;
  const managementUrl = `http://127.0.0.1:${ports?.management}`;
  return {
    name,
    managementUrl,
    grpcAddress: `127.0.0.1:${ports?.grpc}`,
    get pid() {
      return current?.pid ?? 0;
    },
    start: async (over = {}) => {
      expected = false;
      const started = spawn(over);
      current = started;
      let ending: Ending | undefined;
      let isReady = false;
      void started.ended.then((end) => {
        ending = end;
        if (!expected && isReady) onEnded(name, end);
      });
      const deadline = Date.now() + READY_WITHIN_MS;
      while (!(await isUp(managementUrl))) {
        if (ending !== undefined) throw new Error(`${name} ended before it was ready:\n${ending.lastWords}`);
        if (Date.now() > deadline) throw new Error(`${name} was not ready within ${READY_WITHIN_MS / 1_000} s`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      isReady = true;
    },
    crash: async () => {
      expected = true;
      current?.kill('SIGKILL');
      await current?.ended;
    },
    pause: () => current?.kill('SIGSTOP'),
    continue: () => current?.kill('SIGCONT'),
    stop: async () => {
      expected = true;
      return current === undefined ? undefined : stopProcess(current);
    },
  };
}

async function isUp(managementUrl: string): Promise<boolean> {
  return fetch(`${managementUrl}/readyz`).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
}

/** The door first, so that nothing new comes; then all the others at once. */
async function stopInOrder(services: ReadonlyMap<InstanceName, ServiceProcess>): Promise<void> {
  const gateways = [...services.values()].filter(({ name }) => name.startsWith('gateway'));
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await Promise.all([...services.values()].map((service) => service.stop()));
}

async function stopProcess(process: NodeProcess): Promise<Ending> {
  process.kill('SIGTERM');
  const guard = setTimeout(() => process.kill('SIGKILL'), STOP_WITHIN_MS);
  const ending = await process.ended;
  clearTimeout(guard);
  return ending;
}

async function choosePorts({
  gatewayPorts,
  replicas,
}: StartSystemOptions): Promise<ReadonlyMap<InstanceName, InstancePorts>> {
  const instances = serviceNames.flatMap((name) => instancesOf(name, replicas));
  const found = await freePorts(4 * instances.length);
  const take = (): number => found.pop() ?? 0;
  return new Map(
    instances.map((instance) => [
      instance,
      {
        management: take(),
        grpc: take(),
        http: take(),
        delivery: take(),
        ...(instance === 'gateway' ? gatewayPorts : {}),
      },
    ]),
  );
}
