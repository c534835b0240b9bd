import { beforeAll, describe, expect, it, vi } from 'vitest';
import { commonEnv, databaseEnv } from '@bellhop/runtime';
import { gatewayEnv } from '../../../services/gateway/src/config.ts';
import { messageStoreEnv } from '../../../services/message-store/src/config.ts';
import { presenceEnv } from '../../../services/presence/src/config.ts';
import { pushHistoryEnv } from '../../../services/push-history/src/config.ts';
import { pushRouterEnv } from '../../../services/push-router/src/config.ts';
import { vendorAdapterEnv } from '../../../services/vendor-adapters/src/config.ts';
import { kubernetesTools } from './helm.ts';
import { podsOf, type Container } from './pods.ts';
import { objectsOf, shapes } from './shapes.ts';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine
beforeAll(() => kubernetesTools(), 60_000); // unpacked once

/** What each program reads, by the first argument that its container has. */
const read: Readonly<Record<string, object>> = {
  gateway: { ...commonEnv, ...gatewayEnv },
  'message-store': { ...commonEnv, ...messageStoreEnv },
  presence: { ...commonEnv, ...presenceEnv },
  'push-router': { ...commonEnv, ...pushRouterEnv },
  'push-history': { ...commonEnv, ...pushHistoryEnv },
  adapter: { ...commonEnv, ...vendorAdapterEnv },
  migrate: { ...commonEnv, ...databaseEnv },
  topics: commonEnv,
};
/** Variables of the chart itself, and of Node and libraries. */
const ofOthers = new Set(['POD_IP', 'HTTPS_PROXY', 'NO_PROXY', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS']);

interface Schema {
  safeParse(value: unknown): { success: boolean; error?: { message: string } };
}

describe.each(shapes.filter(({ chart }) => chart === 'bellhop'))('the environment of $name', (shape) => {
  it('is what the services read: no variable that none knows, none twice, no value that they refuse', async () => {
    const problems: string[] = [];
    for (const [container, schemas] of await programs(shape)) {
      const names = (container.env ?? []).map(({ name }) => name);
      for (const { name, value } of container.env ?? []) {
        const schema = (schemas[name] ??
          (name.endsWith('_FILE') ? schemas[name.slice(0, -'_FILE'.length)] : undefined)) as Schema | undefined;
        if (ofOthers.has(name)) continue;
        if (schema === undefined) problems.push(`${container.name} reads no ${name}`);
        else if (value !== undefined && schemas[name] !== undefined) {
          const { success, error } = schema.safeParse(value.replace('$(POD_IP)', '10.0.0.1'));
          if (!success) problems.push(`${container.name}: ${name}=${value}: ${error?.message}`);
        }
      }
      problems.push(...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} twice`));
    }
    expect([...new Set(problems)]).toEqual([]);
  });

  it('holds all that a service cannot do without', async () => {
    for (const [container, schemas] of await programs(shape)) {
      if (['migrate', 'topics'].includes(container.name)) continue;
      const given = new Set((container.env ?? []).map(({ name }) => name.replace(/_FILE$/, '')));
      const needed = Object.entries(schemas)
        .filter(([, schema]) => !(schema as Schema).safeParse(undefined).success)
        .map(([name]) => name);
      expect({ of: container.name, missing: needed.filter((name) => !given.has(name)) }).toEqual({
        of: container.name,
        missing: [],
      });
    }
  });

  it('holds no secret: those are files, and each is mounted', async () => {
    for (const { spec } of podsOf(await objectsOf(shape))) {
      const files = (spec.volumes ?? [])
        .flatMap((volume) => (volume as unknown as { projected?: { sources: Source[] } }).projected?.sources ?? [])
        .flatMap(({ secret }) => secret.items.map(({ path }) => `/etc/bellhop/${path}`));
      expect(files.filter((path, index) => files.indexOf(path) !== index)).toEqual([]);
      for (const { name, env = [] } of spec.containers) {
        for (const { name: variable, value = '' } of env) {
          expect(variable).not.toMatch(
            /^(DATABASE_URL|DATABASE_MIGRATE_URL|KEYRING|OPERATOR_KEY|INTERNAL_KEY|.*PASSWORD|.*SECRET)$/,
          );
          if (value.startsWith('/etc/bellhop/'))
            expect({ name, files }).toMatchObject({ files: expect.arrayContaining([value]) as string[] });
        }
      }
    }
  });
});

interface Source {
  readonly secret: {
    readonly name: string;
    readonly items: readonly { readonly key: string; readonly path: string }[];
  };
}

async function programs(shape: (typeof shapes)[number]): Promise<[Container, Record<string, unknown>][]> {
  return podsOf(await objectsOf(shape)).flatMap(({ spec }) =>
    spec.containers.flatMap((container): [Container, Record<string, unknown>][] => {
      const schemas = read[container.args?.[0] ?? ''];
      return schemas === undefined ? [] : [[container, schemas as Record<string, unknown>]];
    }),
  );
}
