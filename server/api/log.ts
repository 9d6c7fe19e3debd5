/**
 * One line of central's own log: what was asked, how it ended, how long it took. Never a body, a header, a name or an
 * address of a person; `device` is the pseudonym that the device was enrolled with.
 */
export type LogEntry = {
  event: 'request' | 'failed' | 'started' | 'stopped' | 'conflict';
  route?: string;
  status?: number;
  milliseconds?: number;
  device?: string;
  error?: string;
};
export type Log = (entry: LogEntry) => void;

/** JSON lines, as log collectors read them. */
export function jsonLog(write: (line: string) => void, now: () => number): Log {
  return (entry) => {
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), ...entry })}\n`);
  };
}
