import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHealth, startManagement, startTelemetry, type Health, type Management } from '../src/index.ts';

let telemetry: Awaited<ReturnType<typeof startTelemetry>>;
let health: Health;
let management: Management;
const problems: { live?: string; ready?: string } = {};

beforeAll(async () => {
  telemetry = await startTelemetry({ service: 'test' });
  health = createHealth();
  health.live('consumer', () => problems.live);
  health.ready('consumer', () => problems.ready);
  management = await startManagement({ host: '127.0.0.1', port: 0, health, telemetry });
});

afterAll(async () => {
  await management.close();
  await telemetry.close();
});

const get = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${management.port}${path}`);
  return { status: response.status, text: await response.text() };
};

describe('the management port', () => {
  it('says ok while nothing is wrong, and what is wrong as 503, apart for live and ready', async () => {
    expect(await get('/livez')).toEqual({ status: 200, text: 'ok\n' });
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ok\n' });
    problems.ready = 'has not joined the group yet';
    expect(await get('/livez')).toEqual({ status: 200, text: 'ok\n' });
    expect(await get('/readyz')).toEqual({ status: 503, text: 'consumer: has not joined the group yet\n' });
    problems.live = 'nothing heard from Kafka for 90 s';
    expect(await get('/livez?verbose')).toEqual({ status: 503, text: 'consumer: nothing heard from Kafka for 90 s\n' });
  });

  it('serves metrics of the process to Prometheus without any collector', async () => {
    const { status, text } = await get('/metrics');
    expect(status).toBe(200);
    expect(text).toMatch(/^# TYPE bellhop_process_memory\S* gauge$/m);
    expect(text).toMatch(/^bellhop_process_memory\S*\{kind="rss"[^}]*\} \d+/m);
    expect(text).toMatch(/^bellhop_process_event_loop_delay\S*\{quantile="0.99"[^}]*\} [\d.]+/m);
  });

  it('knows no other path', async () => {
    expect(await get('/')).toMatchObject({ status: 404 });
  });

  it('says in a sentence when its port is taken', async () => {
    await expect(startManagement({ host: '127.0.0.1', port: management.port, health })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining('set another port') as string,
    });
  });
});
