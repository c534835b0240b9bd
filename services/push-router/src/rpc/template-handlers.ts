import type { AdminServiceDefinition } from '@bellhop/contracts';
import { textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput, textProblem } from '@bellhop/runtime';
import type { TemplateStore } from '../db/template-store.ts';
import { checkedTemplate } from '../domain/templates.ts';

/** An app has so many templates; they are held in memory by whoever routes. */
const MOST_TEMPLATES = 500;

type TemplateRpc = 'SaveTemplate' | 'ListTemplates' | 'DeleteTemplate';

/** Templates of apps, for operators. */
export function templateHandlers({
  templates,
  publishChanges,
}: {
  templates: TemplateStore;
  publishChanges: () => Promise<void>;
}): Pick<Handlers<AdminServiceDefinition>, TemplateRpc> {
  return {
    SaveTemplate: async ({ app, template }) => {
      const checked = checkedTemplate(template);
      const unkeepable = textProblem(checked);
      if (unkeepable !== undefined) {
        const field = unkeepable.path.join('.');
        throw new InvalidInput(`${field} ${unkeepable.message}`, { field });
      }
      const saved = await templates.save(textField('app', app, 32), checked, MOST_TEMPLATES);
      if (saved === 'too many')
        throw new InvalidInput(`${app} has ${MOST_TEMPLATES} templates, which is all it may have; delete one first`, {
          field: 'templateID',
        });
      await publishChanges();
      return { found: saved === 'saved' };
    },
    ListTemplates: async ({ app }) => ({ templates: await templates.list(textField('app', app, 32)) }),
    DeleteTemplate: async ({ app, templateId }) => {
      const deleted = await templates.remove(textField('app', app, 32), textField('templateID', templateId, 64));
      await publishChanges();
      return { deleted };
    },
  };
}
