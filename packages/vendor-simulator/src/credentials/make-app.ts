import { generateKeyPairSync, randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { App, FcmApp } from './app.ts';
import { defaultSettings } from './default-settings.ts';
import type { Vendor } from '../vendor.ts';

const DEFAULT_PACKAGE = 'com.example.bellhop';

/** What may be chosen when an app is registered; the rest is generated in the vendor's form. */
export interface NewApp {
  vendor: Vendor;
  packageName?: string;
  /** xiaomi AppID, huawei client id, oppo AppID, vivo appId, fcm project id. */
  appId?: string;
  /** xiaomi and vivo AppSecret, huawei client secret, oppo MasterSecret. */
  secret?: string;
  /** oppo and vivo AppKey. */
  appKey?: string;
  /** huawei project id. */
  projectId?: string;
}

const digits = (length: number): string => `1${Array.from({ length: length - 1 }, () => randomInt(10)).join('')}`;
const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** `fcmUrl` becomes the token_uri of a service account, so that clients which honour it find the simulator. */
export function makeApp(wanted: NewApp, fcmUrl: string): App {
  const packageName = wanted.packageName ?? DEFAULT_PACKAGE;
  switch (wanted.vendor) {
    case 'xiaomi': {
      const appSecret = wanted.secret ?? randomBytes(16).toString('base64');
      const appId = wanted.appId ?? digits(19);
      return { vendor: 'xiaomi', appId, packageName, credentials: { appSecret }, settings: defaultSettings.xiaomi() };
    }
    case 'huawei': {
      const clientId = wanted.appId ?? digits(9);
      const clientSecret = wanted.secret ?? hex(32);
      const projectId = wanted.projectId ?? digits(18);
      return {
        vendor: 'huawei',
        appId: clientId,
        packageName,
        credentials: { clientId, clientSecret, projectId },
        settings: defaultSettings.huawei(),
      };
    }
    case 'oppo': {
      const credentials = { appKey: wanted.appKey ?? hex(16), masterSecret: wanted.secret ?? hex(16) };
      const appId = wanted.appId ?? randomBytes(18).toString('base64url').replace(/[-_]/g, 'x');
      return { vendor: 'oppo', appId, packageName, credentials, settings: defaultSettings.oppo() };
    }
    case 'vivo': {
      const appId = wanted.appId ?? digits(9);
      const credentials = { appId, appKey: wanted.appKey ?? hex(16), appSecret: wanted.secret ?? randomUUID() };
      return { vendor: 'vivo', appId, packageName, credentials, settings: defaultSettings.vivo() };
    }
    case 'fcm':
      return makeFcmApp(wanted.appId ?? `simulator-${hex(4)}`, packageName, fcmUrl);
  }
}

function makeFcmApp(projectId: string, packageName: string, fcmUrl: string): FcmApp {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const email = `firebase-adminsdk@${projectId}.iam.gserviceaccount.com`;
  return {
    vendor: 'fcm',
    appId: projectId,
    packageName,
    credentials: {
      projectNumber: digits(12),
      publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      serviceAccount: {
        type: 'service_account',
        project_id: projectId,
        private_key_id: hex(20),
        private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        client_email: email,
        client_id: digits(21),
        auth_uri: 'https://accounts.google.com/o/oauth2/auth',
        token_uri: `${fcmUrl}/token`,
        auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
        client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(email)}`,
        universe_domain: 'googleapis.com',
      },
    },
    settings: defaultSettings.fcm(),
  };
}

/** The well-known app that every vendor starts with. FCM's key pair is made anew at each start. */
export const DEFAULT_APPS: Record<Vendor, NewApp> = {
  xiaomi: { vendor: 'xiaomi', appId: '2882303761500000001', secret: 'c2ltdWxhdG9yLXhpYW9taQ==' },
  huawei: {
    vendor: 'huawei',
    appId: '100000001',
    secret: 'simulator/huawei+client=secret',
    projectId: '736430079244000001',
  },
  oppo: {
    vendor: 'oppo',
    appId: 'BellhopSimulatorOppoApp1',
    appKey: 'aaaa0000bbbb1111cccc2222dddd3333',
    secret: '0123456789abcdef0123456789abcdef',
  },
  vivo: {
    vendor: 'vivo',
    appId: '105000001',
    appKey: '11111111-2222-3333-4444-555555555555',
    secret: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
  },
  fcm: { vendor: 'fcm', appId: 'bellhop-simulator' },
};
