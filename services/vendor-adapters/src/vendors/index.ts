import type { VendorCredentials, VendorName } from '@bellhop/contracts';
import type { VendorAdapter } from '../domain/vendor-adapter.ts';
import { fcmAdapter } from './fcm/adapter.ts';
import { huaweiAdapter } from './huawei/adapter.ts';
import { oppoAdapter } from './oppo/adapter.ts';
import { vivoAdapter } from './vivo/adapter.ts';
import { xiaomiAdapter } from './xiaomi/adapter.ts';

/** The adapter of every vendor, by name. */
export const vendorAdapters: { readonly [V in VendorName]: VendorAdapter<VendorCredentials[V]> } = {
  xiaomi: xiaomiAdapter,
  huawei: huaweiAdapter,
  oppo: oppoAdapter,
  vivo: vivoAdapter,
  fcm: fcmAdapter,
};
