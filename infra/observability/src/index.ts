export * from './alerts/all-alerts.ts';
export * from './dashboards/all-dashboards.ts';
export * from './metrics/all-instruments.ts';
export * from './prometheus-tools.ts';
