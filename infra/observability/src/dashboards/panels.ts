import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  ReduceDataOptionsBuilder,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
} from '@grafana/grafana-foundation-sdk/common';
import {
  AdHocVariableBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  VariableRefresh,
  type Panel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeSeriesPanel } from '@grafana/grafana-foundation-sdk/timeseries';

/** Units of Grafana. */
export type Unit = 'short' | 'reqps' | 'ms' | 's' | 'bytes' | 'percentunit' | 'dateTimeFromNow';

/** A query and how its lines are called. */
export interface Line {
  readonly expr: string;
  /** With `{{label}}` for labels. */
  readonly legend: string;
}

const source = { type: 'prometheus', uid: '${datasource}' };

const queryOf = ({ expr, legend }: Line, { instant = false } = {}) => {
  const query = new DataqueryBuilder().expr(expr).legendFormat(legend).datasource(source);
  return instant ? query.instant() : query.range();
};

/** Lines over time. */
export function graph(options: {
  readonly title: string;
  /** What it shows, and what is normal. */
  readonly about: string;
  readonly unit: Unit;
  readonly lines: readonly Line[];
  readonly isStacked?: boolean;
  /** Twelve of 24 by default. */
  readonly width?: number;
}): Builder<Panel> {
  const { title, about, unit, lines, isStacked = false, width = 12 } = options;
  const panel = new TimeSeriesPanel()
    .title(title)
    .description(about)
    .unit(unit)
    .min(0)
    .datasource(source)
    .height(8)
    .span(width)
    .lineWidth(1)
    .fillOpacity(isStacked ? 40 : 5)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  if (isStacked) panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
  for (const line of lines) panel.withTarget(queryOf(line));
  return panel;
}

/** One number as it is now, green or red. */
export function figure(options: {
  readonly title: string;
  readonly about: string;
  readonly unit: Unit;
  readonly expr: string;
  /** From here on it is red. */
  readonly badFrom?: number;
  /** Below this it is red. */
  readonly badBelow?: number;
  readonly decimals?: number;
}): Builder<Panel> {
  const { title, about, unit, expr, badFrom, badBelow, decimals } = options;
  const steps =
    badFrom !== undefined
      ? [
          { value: null, color: 'green' },
          { value: badFrom, color: 'red' },
        ]
      : badBelow !== undefined
        ? [
            { value: null, color: 'red' },
            { value: badBelow, color: 'green' },
          ]
        : [{ value: null, color: 'blue' }];
  const panel = new StatPanel()
    .title(title)
    .description(about)
    .unit(unit)
    .datasource(source)
    .height(4)
    .span(4)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps))
    .withTarget(queryOf({ expr, legend: title }, { instant: true }));
  return decimals === undefined ? panel : panel.decimals(decimals);
}

/** What a dashboard is narrowed to by its reader: one value of a label. */
export interface Choice {
  readonly name: string;
  readonly label: string;
  /** Series that has the label. */
  readonly series: string;
  readonly of: string;
}

/** A dashboard of Bellhop: where its data is, what narrows it, and links to the others. */
export function dashboard(options: {
  readonly uid: string;
  readonly title: string;
  readonly about: string;
  readonly choices?: readonly Choice[];
}): DashboardBuilder {
  const { uid, title, about, choices = [] } = options;
  const made = new DashboardBuilder(`Bellhop / ${title}`)
    .uid(uid)
    .description(about)
    .tags(['bellhop'])
    .timezone('browser')
    .refresh('30s')
    .time({ from: 'now-1h', to: 'now' })
    .tooltip(DashboardCursorSync.Crosshair)
    .link(
      new DashboardLinkBuilder('Bellhop')
        .type(DashboardLinkType.Dashboards)
        .tags(['bellhop'])
        .asDropdown(true)
        .keepTime(true),
    )
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'));
  for (const { name, label, series, of } of choices) {
    made.withVariable(
      new QueryVariableBuilder(name)
        .label(label)
        .datasource(source)
        .query(`label_values(${series}, ${of})`)
        .refresh(VariableRefresh.OnTimeRangeChanged),
    );
  }
  // Several installations in one Prometheus are told apart by this, e.g. namespace = push.
  return made.withVariable(new AdHocVariableBuilder('filter').label('Only').datasource(source));
}

/** The quantile of a histogram of ours. */
export function quantile(share: number, series: string, by = '', selector = ''): string {
  const labels = by === '' ? 'le' : `le, ${by}`;
  return `histogram_quantile(${share}, sum by (${labels}) (rate(${series}_bucket${selector}[$__rate_interval])))`;
}

/** Per second, summed up by labels. */
export function perSecond(series: string, by = '', selector = ''): string {
  return `sum${by === '' ? '' : ` by (${by})`} (rate(${series}${selector}[$__rate_interval]))`;
}
