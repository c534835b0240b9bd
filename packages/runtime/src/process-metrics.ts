import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';

const NANOSECONDS_PER_MS = 1_000_000;

/** What the process itself needs: memory, CPU, and how late its event loop runs. Read at each scrape. */
export function observeProcess(meter: Meter): { stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let lastUtilization = performance.eventLoopUtilization();
  const gauge = (name: string, unit: string, description: string) =>
    meter.createObservableGauge(name, { unit, description });
  const memory = gauge('bellhop_process_memory', 'By', 'Memory of the process, by kind');
  const loopDelay = gauge('bellhop_process_event_loop_delay', 'ms', 'How late timers ran since the last scrape');
  const loopUse = gauge('bellhop_process_event_loop_utilization', '1', 'Share of time since the last scrape, 0..1');
  const cpu = meter.createObservableCounter('bellhop_process_cpu', { unit: 's', description: 'CPU time used' });
  meter.addBatchObservableCallback(
    (observer) => {
      const { rss, heapUsed, external } = process.memoryUsage();
      observer.observe(memory, rss, { kind: 'rss' });
      observer.observe(memory, heapUsed, { kind: 'heap-used' });
      observer.observe(memory, external, { kind: 'external' });
      observer.observe(loopDelay, delay.percentile(99) / NANOSECONDS_PER_MS, { quantile: '0.99' });
      observer.observe(loopDelay, delay.max / NANOSECONDS_PER_MS, { quantile: '1' });
      delay.reset();
      const utilization = performance.eventLoopUtilization();
      observer.observe(loopUse, performance.eventLoopUtilization(utilization, lastUtilization).utilization);
      lastUtilization = utilization;
      const { user, system } = process.cpuUsage();
      observer.observe(cpu, user / 1_000_000, { mode: 'user' });
      observer.observe(cpu, system / 1_000_000, { mode: 'system' });
    },
    [memory, loopDelay, loopUse, cpu],
  );
  return { stop: () => delay.disable() };
}
