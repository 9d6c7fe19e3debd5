/** The folders of the house (design, section 2) and which of them each may import from, itself included. */
const mayImport = {
  shared: ['shared'],
  renderer: ['renderer', 'shared'],
  server: ['server', 'shared'],
  'electron/vault': ['electron/vault', 'shared'],
  'electron/desk': ['electron/desk', 'shared'],
  'electron/shell': ['electron/shell', 'electron/desk', 'shared'],
  // The preview starts its own gate and vault processes, with its own keychain and link.
  'electron/preview': ['electron/preview', 'electron/desk', 'electron/vault', 'shared'],
} as const satisfies Record<string, readonly string[]>;

export type Folder = keyof typeof mayImport;
export const folders = Object.keys(mayImport) as Folder[];

/** Zones for `import-x/no-restricted-paths`: every other folder of the house, and the composition root. */
export function forbiddenImports(folder: Folder): { target: string; from: string; message: string }[] {
  const allowed: readonly string[] = mayImport[folder];
  const others = folders.filter((other) => !allowed.includes(other));
  return [...others, 'electron/main.ts', 'electron/preload.ts', 'build', 'test'].map((from) => ({
    target: `./${folder}`,
    from: `./${from}`,
    message: `${folder} may import only ${allowed.join(', ')} (ARCHITECTURE.md)`,
  }));
}
