import { ensureBuilt } from './ensure-built.ts';

/** `npm run demo`: builds if needed, then shows a sample site (demo/show.ts). */
if (!ensureBuilt()) process.exit(1);
await import('./demo/show.ts');
