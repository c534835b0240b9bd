import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard, graph, perSecond, quantile } from './panels.ts';

/** What every service stands on, as the services see it; brokers and servers have dashboards of their own. */
export const kafkaPostgres = () =>
  dashboard({
    uid: 'bellhop-kafka-postgres',
    title: 'Kafka and Postgres',
    about:
      'What every service stands on, as the services see it. Brokers and database servers have dashboards of their own.',
  })
    .withRow(new RowBuilder('Kafka'))
    .withPanel(
      graph({
        title: 'Waiting, by group',
        about: 'Events that a group has not settled yet, read from Kafka: true also when nobody consumes.',
        unit: 'short',
        lines: [{ expr: 'max by (group) (bellhop_pipeline_backlog)', legend: '{{group}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Members of the groups',
        about: 'Processes that consume. None, while something waits, is an alarm.',
        unit: 'short',
        lines: [{ expr: 'sum by (group) (bellhop_consumer_member)', legend: '{{group}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Rebalances',
        about:
          'Times in ten minutes that members got their partitions anew. Normal when replicas come and go, otherwise not.',
        unit: 'short',
        lines: [{ expr: 'sum by (group) (increase(bellhop_consumer_joins_total[10m]))', legend: '{{group}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Batches handled again',
        about: 'By cause: POSTGRES_UNAVAILABLE, UNAVAILABLE … Nothing, normally.',
        unit: 'reqps',
        lines: [{ expr: perSecond('bellhop_consumer_retries_total', 'group, code'), legend: '{{group}} {{code}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Time until Kafka has a batch',
        about: 'All in-sync replicas; 95 of 100 are faster.',
        unit: 'ms',
        lines: [
          { expr: quantile(0.95, 'bellhop_producer_batch_duration', 'service_name'), legend: '{{service_name}}' },
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Waits for Kafka',
        about: 'Bytes given to Kafka that it has not acknowledged, and records that it did not take.',
        unit: 'bytes',
        lines: [
          { expr: 'sum by (service_name) (bellhop_producer_buffered)', legend: '{{service_name}}' },
          {
            expr: perSecond('bellhop_producer_records_total', 'service_name', '{outcome="failed"}'),
            legend: '{{service_name}}: records not taken, per second',
          },
        ],
      }),
    )
    .withRow(new RowBuilder('Postgres'))
    .withPanel(
      graph({
        title: 'Connections',
        about: 'busy and idle; waiting = queries without one, which should be nothing.',
        unit: 'short',
        lines: [
          {
            expr: 'sum by (service_name, state) (bellhop_postgres_connections)',
            legend: '{{service_name}} {{state}}',
          },
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Statements that failed',
        about:
          'By SQLSTATE. 25006: the database is read-only. 23505 now and then is two writers that met. 40…: tried again.',
        unit: 'reqps',
        lines: [
          {
            expr: perSecond('bellhop_postgres_failures_total', 'service_name, code'),
            legend: '{{service_name}} {{code}}',
          },
        ],
      }),
    )
    .withRow(new RowBuilder('Certificates'))
    .withPanel(
      graph({
        title: 'Certificates expire in',
        about:
          'By the prefix of the settings that name them; the first of all replicas. Nothing where no connection has TLS by files.',
        unit: 's',
        lines: [
          {
            expr: 'min by (certificate, part) (bellhop_certificate_expiry) - time()',
            legend: '{{certificate}} {{part}}',
          },
        ],
      }),
    );
