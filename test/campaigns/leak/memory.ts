import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, statSync } from 'node:fs';

const page = 4096;
/** What is read at once at most, in bytes. */
const portion = 4 << 20;
/** Bits of an entry in /proc/PID/pagemap (proc_pid_pagemap(5)), in its highest byte: in memory, swapped out. */
const isThere = 0xc0;

type Range = { from: number; to: number };

/**
 * Reads all that a process has in its memory, range by range; `look` gets bytes that lie in a row and keeps none.
 * Also what it could have there at once: shared memory that it has open. Left out: pages that were never touched, and
 * unchanged pages of programs and libraries. A process that has ended has no memory. Linux, and the right to look into
 * the process (root, or its own user where the kernel lets one).
 */
export function readMemory(pid: number, look: (bytes: Buffer) => void): void {
  const regions = regionsOf(pid);
  if (regions.length === 0) return;
  const memory = openOf(pid, 'mem');
  if (memory === null) return;
  const map = openOf(pid, 'pagemap');
  try {
    if (map === null) return;
    const bytes = Buffer.allocUnsafe(portion);
    for (const region of regions) {
      for (const { from, to } of rangesThere(map, region)) {
        // Portions overlap by a page, so that what lies across the edge of one is whole in the next.
        for (let at = from; at < to; at += portion - page) {
          const length = readAt(memory, bytes, at, Math.min(portion, to - at));
          if (length > 0) look(bytes.subarray(0, length));
          if (at + portion >= to) break;
        }
      }
    }
  } finally {
    closeSync(memory);
    if (map !== null) closeSync(map);
  }
  for (const file of sharedMemoryOpenIn(pid)) readWhole(file, look);
}

/** Files of shared memory that a process has open without having them in its address space. */
function sharedMemoryOpenIn(pid: number): string[] {
  const mapped = new Set(read(`/proc/${pid}/maps`).match(/(?<=^\S+ \S+ \S+ \S+ )\d+/gm));
  try {
    return readdirSync(`/proc/${pid}/fd`)
      .map((fd) => `/proc/${pid}/fd/${fd}`)
      .filter((file) => /^\/(memfd:|dev\/shm\/)/.test(readlinkSync(file)) && !mapped.has(String(statSync(file).ino)));
  } catch {
    // It has ended.
    return [];
  }
}

function readWhole(file: string, look: (bytes: Buffer) => void): void {
  let opened: number;
  try {
    opened = openSync(file, 'r');
  } catch {
    return;
  }
  const bytes = Buffer.allocUnsafe(portion);
  for (let at = 0; ; at += portion - page) {
    const length = readAt(opened, bytes, at, portion);
    if (length > 0) look(bytes.subarray(0, length));
    if (length < portion) break;
  }
  closeSync(opened);
}

/** null: the process has ended. A process that may not be looked into is no process without secrets: that throws. */
function openOf(pid: number, file: 'mem' | 'pagemap'): number | null {
  try {
    return openSync(`/proc/${pid}/${file}`, 'r');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(String((error as NodeJS.ErrnoException).code))) return null;
    throw error;
  }
}

/** The parts of its address space that can hold something of its own. */
function regionsOf(pid: number): Range[] {
  const found: Range[] = [];
  for (const line of read(`/proc/${pid}/maps`).split('\n')) {
    const [, from = '', to = '', rights = '', inode, path = ''] =
      /^(\w+)-(\w+) (\S+) \w+ \S+ (\d+)\s*(.*)$/.exec(line) ?? [];
    if (!rights.startsWith('r') || /^\[(vvar|vsyscall|vdso)/.test(path)) continue;
    const isFile = inode !== '0' && !/^\/(memfd:|dev\/shm|SYSV)|\(deleted\)$/.test(path);
    if (isFile && !rights.includes('w')) continue;
    found.push({ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) });
  }
  return found;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function rangesThere(map: number, { from, to }: Range): Range[] {
  const ranges: Range[] = [];
  const pages = (to - from) / page;
  const entries = Buffer.allocUnsafe(Math.min(pages * 8, portion));
  let open: Range | null = null;
  for (let first = 0; first < pages; first += entries.length / 8) {
    const length = readAt(map, entries, (from / page + first) * 8, Math.min(entries.length, (pages - first) * 8));
    for (let entry = 0; entry < length / 8; entry += 1) {
      const at = from + (first + entry) * page;
      if (((entries[entry * 8 + 7] ?? 0) & isThere) === 0) open = null;
      else if (open) open.to = at + page;
      else ranges.push((open = { from: at, to: at + page }));
    }
  }
  return ranges;
}

/** @returns how many bytes came; none where the process will not show them. */
function readAt(file: number, into: Buffer, at: number, length: number): number {
  try {
    return readSync(file, into, 0, length, at);
  } catch {
    return 0;
  }
}
