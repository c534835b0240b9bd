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
    },
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
      vendor: 'text',
      token: 'text null',
      token_sha256: 'text null',
      app_type: 'integer',
      platform: 'text',
      environment: 'text',
      locale: 'text',
      time_zone: 'text',
      app_version: 'text',
      registered_at: 'timestamptz',
      user_id: 'text null',
      bound_at: 'timestamptz null',
    },
    'push_router.trace': {
      created_at: 'bigint',
      app: 'text',
      message_id: 'text',
      subject: 'text',
      kind: 'text',
      attempt: 'integer',
      user_id: 'text',
      device_id: 'text',
      vendor: 'text',
      code: 'text',
      vendor_message_id: 'text',
      detail: 'jsonb',
    },
  },
});
