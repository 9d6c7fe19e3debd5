import type { HeldRange, SaveState } from '../../shared/contract/vault.ts';

/** What is known of the open note's safety. Only the vault's word makes it `saved` (design, section 5). */
export type SaveStatus =
  | { state: 'untouched' }
  | { state: 'saving'; change: number }
  | { state: 'saved'; change: number; at: number }
  | { state: 'held'; change: number; ranges: HeldRange[] }
  | { state: 'failed'; change: number; code: Extract<SaveState, { state: 'failed' }>['code'] | 'closed' };

/** The text changed. A place that the guard refused stays refused until the vault says otherwise. */
export function changed(status: SaveStatus, change: number, ranges: HeldRange[]): SaveStatus {
  return status.state === 'held' && ranges.length > 0 ? { state: 'held', change, ranges } : { state: 'saving', change };
}

/** The vault reported. Its word about an older change than the last one says nothing about what is on the screen. */
export function reported(status: SaveStatus, report: SaveState, lastChange: number): SaveStatus {
  if (report.change < lastChange) return report.state === 'failed' ? failed(report, lastChange) : status;
  switch (report.state) {
    case 'saved':
      return { state: 'saved', change: report.change, at: report.at };
    case 'held':
      return { state: 'held', change: report.change, ranges: report.ranges };
    case 'failed':
      return failed(report, report.change);
  }
}

const failed = (report: Extract<SaveState, { state: 'failed' }>, change: number): SaveStatus => ({
  state: 'failed',
  change,
  code: report.code,
});
