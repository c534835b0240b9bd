import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { observedCounter, observedGauge } from './instruments.ts';

const NANOSECONDS_PER_MS = 1_000_000;
const MICROSECONDS_PER_SECOND = 1_000_000;

/** What the process itself needs: memory, CPU, and how late its event loop runs. Read at each scrape. */
export function observeProcess(): { stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let lastUtilization = performance.eventLoopUtilization();
  const observed = [
    observedGauge(
      'bellhop_process_memory',
      { unit: 'By', description: 'Memory of the process, by kind', labels: ['kind'] },
      (record) => {
        const { rss, heapUsed, external } = process.memoryUsage();
        record(rss, { kind: 'rss' });
        record(heapUsed, { kind: 'heap-used' });
        record(external, { kind: 'external' });
      },
    ),
    observedGauge(
      'bellhop_process_event_loop_delay',
      { unit: 'ms', description: 'How late timers ran since the last scrape', labels: ['quantile'] },
      (record) => {
        record(delay.percentile(99) / NANOSECONDS_PER_MS, { quantile: '0.99' });
        record(delay.max / NANOSECONDS_PER_MS, { quantile: '1' });
        delay.reset();
      },
    ),
    observedGauge(
      'bellhop_process_event_loop_utilization',
      { unit: '1', description: 'Share of the time since the last scrape in which the event loop worked, 0..1' },
      (record) => {
        const utilization = performance.eventLoopUtilization();
        record(performance.eventLoopUtilization(utilization, lastUtilization).utilization);
        lastUtilization = utilization;
      },
    ),
    observedCounter('bellhop_process_cpu', { unit: 's', description: 'CPU time used', labels: ['mode'] }, (record) => {
      const { user, system } = process.cpuUsage();
      record(user / MICROSECONDS_PER_SECOND, { mode: 'user' });
      record(system / MICROSECONDS_PER_SECOND, { mode: 'system' });
    }),
  ];
  return {
    stop: () => {
      delay.disable();
      for (const one of observed) one.stop();
    },
  };
}
