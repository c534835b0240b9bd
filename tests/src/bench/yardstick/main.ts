import { measureRounds } from './rounds.ts';

// Measures once, on the servers of the environment, and prints what it found as one line of JSON.
const { KAFKA_BROKERS = '', DATABASE_URL = '' } = process.env;
console.log(JSON.stringify(await measureRounds({ kafkaBrokers: KAFKA_BROKERS.split(','), databaseUrl: DATABASE_URL })));
process.disconnect();
