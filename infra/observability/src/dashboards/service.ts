import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard, graph, perSecond, quantile } from './panels.ts';

const of = '{service_name="$service"}';

/** One service, all its replicas: is it well, and what keeps it busy? */
export const service = () =>
  dashboard({
    uid: 'bellhop-service',
    title: 'Service',
    about: 'One service, all its replicas: is it well, what keeps it busy, what does it wait for?',
    choices: [{ name: 'service', label: 'Service', series: 'bellhop_ready', of: 'service_name' }],
  })
    .withPanel(
      graph({
        title: 'Ready',
        about: '1 while /readyz says ok, per replica.',
        unit: 'short',
        width: 8,
        lines: [{ expr: `bellhop_ready${of}`, legend: '{{instance}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'CPU',
        about: 'Cores used. A Node process has one for our code and some more for the rest.',
        unit: 'short',
        width: 8,
        lines: [{ expr: perSecond('bellhop_process_cpu_total', 'instance', of), legend: '{{instance}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Memory',
        about: 'What the system counts for the process, and what of it our objects are.',
        unit: 'bytes',
        width: 8,
        lines: [
          { expr: `bellhop_process_memory{service_name="$service", kind="rss"}`, legend: '{{instance}} rss' },
          { expr: `bellhop_process_memory{service_name="$service", kind="heap-used"}`, legend: '{{instance}} heap' },
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Event loop',
        about: 'How late timers run (1 of 100). Above 100 ms the process has too much to do: add a replica.',
        unit: 'ms',
        width: 8,
        lines: [
          {
            expr: `bellhop_process_event_loop_delay{service_name="$service", quantile="0.99"}`,
            legend: '{{instance}}',
          },
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Busy',
        about: 'Share of the time in which the event loop worked. Near 1 it is the limit.',
        unit: 'percentunit',
        width: 8,
        lines: [{ expr: `bellhop_process_event_loop_utilization${of}`, legend: '{{instance}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'HTTP requests',
        about: 'By status; the gateway alone has an HTTP door.',
        unit: 'reqps',
        width: 8,
        lines: [{ expr: perSecond('bellhop_http_duration_count', 'status', of), legend: '{{status}}' }],
      }),
    )
    .withRow(new RowBuilder('Calls'))
    .withPanel(
      graph({
        title: 'Calls it answers',
        about: 'By RPC and status. INTERNAL is a bug, UNAVAILABLE something it needs is away.',
        unit: 'reqps',
        lines: [{ expr: perSecond('bellhop_rpc_server_duration_count', 'rpc, code', of), legend: '{{rpc}} {{code}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Time it takes for an answer',
        about: '95 of 100 are faster.',
        unit: 'ms',
        lines: [{ expr: quantile(0.95, 'bellhop_rpc_server_duration', 'rpc', of), legend: '{{rpc}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Calls it makes',
        about: 'By RPC and status: whom it needs, and who lets it down.',
        unit: 'reqps',
        lines: [{ expr: perSecond('bellhop_rpc_client_duration_count', 'rpc, code', of), legend: '{{rpc}} {{code}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Time it waits for an answer',
        about: '95 of 100 are faster.',
        unit: 'ms',
        lines: [{ expr: quantile(0.95, 'bellhop_rpc_client_duration', 'rpc', of), legend: '{{rpc}}' }],
      }),
    )
    .withRow(new RowBuilder('Events'))
    .withPanel(
      graph({
        title: 'Events settled',
        about: 'By group and outcome.',
        unit: 'reqps',
        lines: [
          { expr: perSecond('bellhop_consumer_events_total', 'group, outcome', of), legend: '{{group}} {{outcome}}' },
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Time for a batch',
        about: '95 of 100 are faster.',
        unit: 'ms',
        lines: [{ expr: quantile(0.95, 'bellhop_consumer_batch_duration', 'group', of), legend: '{{group}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Batches handled again, and dead letters',
        about: 'Again: something is away. Dead letters: events that cannot be handled; look at them.',
        unit: 'reqps',
        lines: [
          { expr: perSecond('bellhop_consumer_retries_total', 'group, code', of), legend: 'again: {{group}} {{code}}' },
          {
            expr: perSecond('bellhop_consumer_dead_letters_total', 'group, cause', of),
            legend: 'dead: {{group}} {{cause}}',
          },
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Behind',
        about: 'Records behind the end of the partitions at the last fetch.',
        unit: 'short',
        lines: [{ expr: `sum by (group, topic) (bellhop_consumer_lag${of})`, legend: '{{group}} {{topic}}' }],
      }),
    );
