import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail } from '../../shared/result.ts';
import { refusalOf } from './refusal.ts';
import { startPreview } from './start-preview.ts';

/** The preview's composition root: `npm start` without Electron or display, and `npm run dev`. */
const usage = `options of the preview:
  --folder PATH   where its site lies (${defaultFolder()})
  --port NUMBER   where it listens on this machine (any that is free)
`;
const values = readOptions();
const root = resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

const refusals = {
  product: `${values.folder} holds a profile of the product; the preview does not open it.
${values.folder}: здесь профиль самого продукта, предпросмотр его не открывает.`,
  'in-use': `Another preview works on ${values.folder}. End it first, or give this one another folder (--folder PATH).
С папкой ${values.folder} уже работает другой предпросмотр. Завершите его или укажите другую папку (--folder PATH).`,
  'no-access': `The preview cannot write into ${values.folder}. Give it a folder that is yours (--folder PATH).
Предпросмотр не может писать в папку ${values.folder}. Укажите папку, доступную вам для записи (--folder PATH).`,
  'no-room': `There is no room left to write into ${values.folder}. Make some, or choose another folder (--folder PATH).
В папку ${values.folder} записать нельзя: место закончилось. Освободите его или укажите другую папку (--folder PATH).`,
  'no-port': `The preview cannot listen on port ${values.port}: it is taken, or not for you. Choose another one (--port NUMBER).
Предпросмотр не может открыть порт ${values.port}: он занят или недоступен вам. Выберите другой (--port NUMBER).`,
};

let isStopping = false;
const started = await startPreview({
  folder: resolve(values.folder),
  port: values.port,
  version,
  renderer: join(root, values.dev ? 'renderer' : 'out/renderer'),
  dev: values.dev,
  onQuit: () => void stop(),
}).catch((error: unknown) => {
  const refusal = refusalOf(error);
  if (refusal === null) throw error;
  return fail(refusal);
});
if (!started.ok) {
  process.stderr.write(`${refusals[started.code]}\n`);
  process.exit(2);
}
const preview = started.value;
process.stdout.write(
  `Open this link in a browser on this machine; it works once:
Откройте эту ссылку в браузере на этом компьютере; она сработает один раз:
${preview.url}
`,
);
// A terminal's Ctrl-C comes twice where npm or the demo passes it on: the second must not cut the stopping short.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await preview.stop();
  process.exit(0);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        folder: { type: 'string', default: defaultFolder() },
        port: { type: 'string', default: '0' },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${values.port} is no port`);
    if (!values.help) return { ...values, port };
    process.stdout.write(usage);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

/** A local, non-roaming folder of this user; never the product's. */
function defaultFolder(): string {
  const name = 'Cleandesk Preview';
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? homedir(), name);
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support', name);
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), name);
}
