import { serve } from '../../../server/commands.ts';

/** Central as its owner starts it. Arguments: folder, port. */
const [folder = '', port = ''] = process.argv.slice(2);
process.umask(0o077);
await serve({ folder, host: '127.0.0.1', port: Number(port), url: null, allowPreview: false, version: '0.1.0' });
