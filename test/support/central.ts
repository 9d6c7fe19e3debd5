import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '../../server/api/log.ts';
import { exportLog } from '../../server/export.ts';
import { startCentral, type Central } from '../../server/start-central.ts';
import { openStore } from '../../server/store/database.ts';
import { noHash } from '../../shared/chain/hash.ts';
import { proveExport } from '../../shared/chain/export-reader.ts';

/** A real central on a real socket and a folder of its own, with a clock that the test sets, or the machine's. */
export async function startTestCentral(clock: 'set' | 'machine' = 'set') {
  const folder = mkdtempSync(join(tmpdir(), 'cleandesk-central-'));
  const lines: LogEntry[] = [];
  let time = Date.UTC(2026, 9, 5, 8);
  let central: Central;
  let port = 0;
  const now = () => (clock === 'machine' ? Date.now() : time);
  const start = async (more: { allowPreview?: boolean } = {}) => {
    const options = { folder, host: '127.0.0.1', port, url: null, version: '0.1.0', allowPreview: false };
    central = await startCentral({ ...options, now, log: (entry) => lines.push(entry), ...more });
    port = Number(new URL(central.url).port);
  };
  await start();
  return {
    folder,
    now,
    lines,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    token: (device?: string) => central.token(device),
    url: () => central.url,
    restart: async (more: { allowPreview?: boolean } = {}) => {
      await central.close();
      await start(more);
    },
    /** Everything that was acknowledged is gone, as from a backup made right after the enrolments, or worse. */
    forget: async () => {
      const store = await openStore(folder);
      for (const table of ['events', 'heads', 'nodes', 'checkpoints'] as const) await store.deleteFrom(table).execute();
      await store.updateTable('log_head').set({ size: 0 }).execute();
      await store.updateTable('chains').set({ seq: -1, head: noHash, state: 'open' }).execute();
      await store.destroy();
    },
    /** A table of central's database, as it is on the disk. */
    rows: async (table: 'requests' | 'tokens' | 'devices') => {
      const store = await openStore(folder);
      const rows = await store.selectFrom(table).selectAll().execute();
      await store.destroy();
      return rows as Record<string, unknown>[];
    },
    /** What an auditor gets: the export, proven. */
    proof: async () => {
      const store = await openStore(folder);
      const chunks: Uint8Array[] = [];
      const counts = await exportLog(store, '0.1.0', now(), (bytes) => {
        chunks.push(Buffer.from(bytes));
        return Promise.resolve();
      });
      await store.destroy();
      return { ...counts, report: await proveExport(chunks), text: Buffer.concat(chunks).toString('utf8') };
    },
    end: async () => {
      await central.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type TestCentral = Awaited<ReturnType<typeof startTestCentral>>;
