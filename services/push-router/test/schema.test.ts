import { silentLogger } from '@bellhop/runtime';
import { describeMigrations } from '@bellhop/testkit';
import { openRouterDatabase, type Tables } from '../src/db/database.ts';
import { migrations } from '../src/db/migrations/index.ts';

describeMigrations<Tables>({
  schema: 'push_router',
  open: (url) => openRouterDatabase({ url, poolSize: 2, log: silentLogger() }),
  migrations: Object.keys(migrations).length,
  schemaFile: new URL('../src/db/schema.sql', import.meta.url),
  columns: {
    'push_router.app': {
      app: 'text',
      name: 'text',
      package_name: 'text',
      api_key_sha256: 'text',
      sealed_client_token_secret: 'text',
      limits: 'jsonb',
      version: 'bigint',
      published_version: 'bigint default',
      created_at: 'timestamptz default',
      device_mode: 'text default',
    },
    'push_router.api_key': { app: 'text', sha256: 'text', name: 'text', created_at: 'timestamptz default' },
    'push_router.certificate_set': {
      app: 'text',
      vendor: 'text',
      app_type: 'integer',
      sealed: 'text',
      version: 'bigint',
      saved_at: 'timestamptz default',
    },
    'push_router.resource': { app: 'text', resources_id: 'text', vendors: 'jsonb' },
    'push_router.device': {
      app: 'text',
      device_id: 'text',
      push_id: 'text',
      vendor: 'text null',
      token: 'text null',
      token_sha256: 'text null',
      app_type: 'integer default',
      platform: 'text',
      environment: 'text default',
      locale: 'text default',
      time_zone: 'text default',
      app_version: 'text default',
      registered_at: 'timestamptz null',
      user_id: 'text null',
      bound_at: 'timestamptz null',
      secret_sha256: 'text null',
      owner_user_id: 'text null',
    },
  },
  tablesWithoutType: ['push_router.trace'], // of an earlier version; see dropFormerTrace
});
