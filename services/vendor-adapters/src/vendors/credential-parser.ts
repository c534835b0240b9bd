import { parseVendorCredential, type VendorCredentials, type VendorName } from '@bellhop/contracts';
import { InvalidInput } from '@bellhop/runtime';

/** Parses the stored JSON of a vendor's credential; throws InvalidInput that names every wrong field. */
export function credentialParser<V extends VendorName>(vendor: V): (json: string) => VendorCredentials[V] {
  return (json) => {
    const result = parseVendorCredential(vendor, json);
    if (result.ok) return result.credential;
    const list = result.problems
      .map(({ field, message }) => (field === '' ? message : `${field} ${message}`))
      .join('; ');
    throw new InvalidInput(`${vendor} credential: ${list}`, { field: result.problems[0]?.field ?? '' });
  };
}
