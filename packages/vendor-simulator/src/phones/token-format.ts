import { randomBytes } from 'node:crypto';
import type { Vendor } from '../vendor.ts';

const urlSafe = (length: number): string => randomBytes(length).toString('base64url').slice(0, length);

/** A fresh token in the form the vendor's client SDK hands out today. */
export function newToken(vendor: Vendor): string {
  switch (vendor) {
    case 'xiaomi': {
      // 46 bytes make 64 base64 characters ending in `==`; both other awkward characters are put in as well,
      // so that a client that forgets to percent-encode fails at once and not once in a while.
      const text = randomBytes(46).toString('base64');
      return `${text.slice(0, 5)}+${text.slice(6, 9)}/${text.slice(10)}`;
    }
    case 'huawei':
      return `IQAAAACy0${urlSafe(126)}`;
    case 'oppo':
      return `OPPO_CN_${randomBytes(16).toString('hex')}`;
    case 'vivo':
      return `v2-${urlSafe(56)}`;
    case 'fcm':
      return `${urlSafe(22)}:APA91b${urlSafe(134)}`;
  }
}
