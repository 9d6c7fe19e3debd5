import { clipboard } from 'electron';
import type { Host } from '../desk/host.ts';

/**
 * Where Chromium keeps custom clipboard types, by platform. A copy of a note is marked there by the page, and the mark
 * is all that main ever reads: the text itself does not enter main's memory (design, section 2).
 */
const customTypes: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'chromium/x-web-custom-data',
  darwin: 'org.chromium.web-custom-data',
  win32: 'Chromium Web Custom MIME Data Format',
};

/** Electron up to 40 has a synchronous clipboard with a type argument, later ones the W3C's shape. */
type OlderClipboard = { readBuffer(format: string): Buffer; clear(type: 'clipboard' | 'selection'): void };

const isOlder = (subject: object): subject is OlderClipboard => 'readBuffer' in subject;

export function systemClipboard(): Host['clipboard'] {
  const format = customTypes[process.platform];
  return {
    holds: async (mark) => format !== undefined && (await readFormat(format)).toString('utf16le').includes(mark),
    clear: () => {
      if (isOlder(clipboard)) clipboard.clear('clipboard');
      else clipboard.clear();
    },
    clearSelection: () => {
      if (process.platform !== 'linux') return;
      if (isOlder(clipboard)) clipboard.clear('selection');
      else clipboard.selection.clear();
    },
  };
}

async function readFormat(format: string): Promise<Buffer> {
  if (isOlder(clipboard)) return clipboard.readBuffer(format);
  const raw = `electron application/osclipboard;format="${format}"`;
  if (!(await clipboard.has(raw))) return Buffer.alloc(0);
  for (const item of await clipboard.read()) {
    if (!item.types.includes(raw)) continue;
    const blob = await item.getType(raw);
    if (blob instanceof Blob) return Buffer.from(await blob.arrayBuffer());
  }
  return Buffer.alloc(0);
}
