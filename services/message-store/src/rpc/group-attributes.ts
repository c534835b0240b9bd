import type { GroupServiceDefinition } from '@bellhop/contracts';
import { listField, textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import { MAX_ATTRIBUTES, type GroupChangeStore } from '../db/group-change-store.ts';
import type { TellGroup } from '../groups/tell-group.ts';
import { actingIn, refusalOf } from './group-fields.ts';

const MAX_KEY = 64;
const MAX_VALUE_BYTES = 1_024;

/** What apps note of groups, by key. */
export function groupAttributeHandlers({
  changes,
  tell,
}: {
  changes: Pick<GroupChangeStore, 'setAttributes' | 'deleteAttributes' | 'attributes'>;
  tell: TellGroup;
}): Pick<Handlers<GroupServiceDefinition>, 'SetGroupAttributes' | 'DeleteGroupAttributes' | 'GetGroupAttributes'> {
  return {
    SetGroupAttributes: async (request) => {
      const by = actingIn(request);
      const attributes = attributesField(request.attributes);
      const result = await changes.setAttributes(by, attributes);
      if (result.kind === 'refused') return refusalOf(result);
      const { userId: actingUserId, ...group } = by;
      tell({ ...group, actingUserId, change: 'GROUP_CHANGE_ATTRIBUTES', attributes });
      return {};
    },

    DeleteGroupAttributes: async (request) => {
      const by = actingIn(request);
      const keys = listField('keys', request.keys, { min: 1, max: MAX_ATTRIBUTES });
      keys.forEach((key, index) => textField(`keys.${index}`, key, MAX_KEY));
      const result = await changes.deleteAttributes(by, keys);
      if (result.kind === 'refused') return refusalOf(result);
      const { userId: actingUserId, ...group } = by;
      tell({ ...group, actingUserId, change: 'GROUP_CHANGE_ATTRIBUTES', deletedAttributeKeys: [...keys] });
      return {};
    },

    GetGroupAttributes: async (request) => {
      const result = await changes.attributes(actingIn(request));
      return result.kind === 'refused' ? { refusal: result.refusal } : { attributes: result.value };
    },
  };
}

function attributesField(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(attributes);
  listField('attributes', entries, { min: 1, max: MAX_ATTRIBUTES });
  for (const [key, value] of entries) {
    textField('attributes', key, MAX_KEY);
    textField(`attributes.${key}`, value, MAX_VALUE_BYTES, { optional: true });
    const bytes = Buffer.byteLength(value);
    if (bytes > MAX_VALUE_BYTES)
      throw new InvalidInput(`attributes.${key} has ${bytes} bytes, ${MAX_VALUE_BYTES} are allowed`, {
        field: `attributes.${key}`,
      });
  }
  return Object.fromEntries(entries);
}
