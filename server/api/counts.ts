/** What central counts of itself, for Prometheus: numbers only, nothing of what was said. */
export type Counts = { requests: number; events: number; refused: Map<string, number> };

export const createCounts = (): Counts => ({ requests: 0, events: 0, refused: new Map() });

export function countRefusal(counts: Counts, code: string): void {
  counts.refused.set(code, (counts.refused.get(code) ?? 0) + 1);
}

/** The counts in Prometheus' text format. */
export function metricsText({ requests, events, refused }: Counts, logSize: number): string {
  const lines = [
    '# TYPE cleandesk_requests_total counter',
    `cleandesk_requests_total ${requests}`,
    '# TYPE cleandesk_events_total counter',
    `cleandesk_events_total ${events}`,
    '# TYPE cleandesk_log_size gauge',
    `cleandesk_log_size ${logSize}`,
    '# TYPE cleandesk_refused_total counter',
    ...[...refused].map(([code, count]) => `cleandesk_refused_total{code="${code}"} ${count}`),
  ];
  return `${lines.join('\n')}\n`;
}
