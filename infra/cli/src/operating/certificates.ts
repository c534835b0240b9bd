import { readFileSync } from 'node:fs';
import { messageOf } from '@bellhop/runtime';
import { UsageError } from '../usage-error.ts';
import { appPath } from './apps.ts';
import { operatorApi } from './gateway-api.ts';
import { printOne, printRows, time, type Printing } from './print.ts';

interface CertificateSet {
  readonly vendor: string;
  readonly appType: number;
  readonly version: number;
  readonly savedAt: number;
}

/** Which of an app's sets of one vendor; 1 when it is not said. */
export interface SetOptions extends Printing {
  readonly appType?: string;
}

export async function listCertificates(app: string, printing: Printing, env: NodeJS.ProcessEnv): Promise<void> {
  const path = `${appPath(app)}/certificates`;
  const { certificates } = await operatorApi(env)<{ certificates: CertificateSet[] }>('GET', path);
  const columns = {
    VENDOR: (it: CertificateSet) => it.vendor,
    'APP-TYPE': (it: CertificateSet) => it.appType,
    VERSION: (it: CertificateSet) => it.version,
    SAVED: (it: CertificateSet) => time(it.savedAt),
  };
  printRows(certificates, columns, printing);
}

/** Saves a credential from a file, or from standard input: a secret is no argument, which every user of a machine can read. */
export async function saveCertificate(
  { app, vendor, file }: { app: string; vendor: string; file: string },
  { appType, ...printing }: SetOptions,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  printOne(await operatorApi(env)<object>('PUT', setPath(app, vendor, appType), credentialIn(file)), printing);
}

export async function deleteCertificate(
  { app, vendor }: { app: string; vendor: string },
  { appType, ...printing }: SetOptions,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  printOne(await operatorApi(env)<object>('DELETE', setPath(app, vendor, appType)), printing);
}

/** Asks the vendor whether it accepts the saved credential. Fails when it does not, or cannot be asked. */
export async function testCertificate(
  { app, vendor }: { app: string; vendor: string },
  { appType, ...printing }: SetOptions,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const path = `${appPath(app)}/certificates/${encodeURIComponent(vendor)}/test`;
  const body = appType === undefined ? {} : { appType: Number(appType) };
  const tested = await operatorApi(env)<{ result: string; text: string; vendorCode?: string }>('POST', path, body);
  printOne(tested, printing);
  if (tested.result === 'accepted') return;
  const code = tested.vendorCode === undefined ? '' : ` (${tested.vendorCode})`;
  const said = tested.result === 'refused' ? `${vendor} refuses the credential` : `${vendor} could not be asked`;
  throw new Error(`${said}: ${tested.text}${code}`);
}

function setPath(app: string, vendor: string, appType: string | undefined): string {
  const query = appType === undefined ? '' : `?appType=${encodeURIComponent(appType)}`;
  return `${appPath(app)}/certificates/${encodeURIComponent(vendor)}${query}`;
}

function credentialIn(file: string): object {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`The credential cannot be read: ${messageOf(error)}`, { cause: error });
  }
  try {
    const credential = JSON.parse(text) as { type?: string };
    // The key file of an account, as Google gives it, is what the field serviceAccount holds.
    return credential.type === 'service_account' ? { serviceAccount: credential } : credential;
  } catch (error) {
    // What is wrong in it is not repeated: it holds secrets.
    throw new UsageError(
      `${file === '-' ? 'Standard input' : file} is no JSON; docs/certificates.md says what it holds.`,
      {
        cause: error,
      },
    );
  }
}
