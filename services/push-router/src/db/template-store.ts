import { sql } from 'kysely';
import { database } from '@bellhop/postgres';
import type { AppTemplate } from '../domain/templates.ts';
import type { RouterDatabase } from './database.ts';

export interface StoredTemplate extends AppTemplate {
  readonly templateId: string;
}

/** Templates of apps. Every change counts the app's version up, so that it is published. */
export interface TemplateStore {
  /** `too many`: the app has so many others already. */
  save(app: string, template: StoredTemplate, most: number): Promise<'saved' | 'no app' | 'too many'>;
  list(app: string): Promise<StoredTemplate[]>;
  remove(app: string, templateId: string): Promise<boolean>;
}

export function templateStore({ kysely }: RouterDatabase): TemplateStore {
  return {
    save: (app, { templateId, words, vendorTemplateIds }, most) =>
      database(() =>
        kysely.transaction().execute(async (transaction) => {
          // Locks the app, so that two saves do not both find room for one more.
          const { numAffectedRows } =
            await sql`update push_router.app set version = version + 1 where app = ${app}`.execute(transaction);
          if (numAffectedRows !== 1n) return 'no app';
          const others = await transaction
            .selectFrom('push_router.template')
            .select('template_id')
            .where('app', '=', app)
            .where('template_id', '<>', templateId)
            .execute();
          if (others.length >= most) return 'too many';
          const saved = { words: JSON.stringify(words), vendor_template_ids: JSON.stringify(vendorTemplateIds) };
          await transaction
            .insertInto('push_router.template')
            .values({ app, template_id: templateId, ...saved })
            .onConflict((conflict) => conflict.columns(['app', 'template_id']).doUpdateSet(saved))
            .execute();
          return 'saved';
        }),
      ),

    list: (app) =>
      database(async () => {
        const rows = await kysely
          .selectFrom('push_router.template')
          .selectAll()
          .where('app', '=', app)
          .orderBy('template_id')
          .execute();
        return rows.map((row) => ({
          templateId: row.template_id,
          words: row.words,
          vendorTemplateIds: row.vendor_template_ids,
        }));
      }),

    remove: (app, templateId) =>
      database(() =>
        kysely.transaction().execute(async (transaction) => {
          const { numDeletedRows } = await transaction
            .deleteFrom('push_router.template')
            .where('app', '=', app)
            .where('template_id', '=', templateId)
            .executeTakeFirst();
          if (numDeletedRows > 0n)
            await sql`update push_router.app set version = version + 1 where app = ${app}`.execute(transaction);
          return numDeletedRows > 0n;
        }),
      ),
  };
}
