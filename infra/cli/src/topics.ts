import { topicCatalogue } from '@bellhop/contracts';
import { ensureTopics } from '@bellhop/kafka';
import { commandLog } from './command-log.ts';
import { kafkaOfEnvironment } from './kafka-of-environment.ts';

/**
 * Makes the topics of the catalogue that are missing, or only looks whether all are there and as the settings want them. Whoever runs
 * this has decided which: TOPICS says what services do at their start.
 */
export async function topics(mode: 'create' | 'verify', env: NodeJS.ProcessEnv): Promise<void> {
  const kafka = kafkaOfEnvironment({ ...env, TOPICS: mode }, commandLog(env));
  const catalogue = topicCatalogue();
  await ensureTopics(kafka, catalogue);
  console.log(`All ${catalogue.length} topics are there${mode === 'verify' ? ' and as they shall be' : ''}.`);
}
