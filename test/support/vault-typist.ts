import { systemClock } from '../../shared/clock.ts';
import { fileKeychain } from '../../electron/preview/file-keychain.ts';
import { openSession, service } from './vault-session.ts';

/**
 * A vault in a process of its own in which somebody types without end, as a test's child: tells each save and each
 * failure on a line of its own. Arguments: profile folder, account, id of the note or "new".
 */
const [folder = '', account = '', noteArgument = 'new'] = process.argv.slice(2);
const tell = (line: unknown) => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const session = await openSession(
  { folder, keychainFor: (name) => fileKeychain(folder, name), clock: systemClock },
  account,
);
let note = noteArgument;
if (note === 'new') {
  const created = await session.notes.call('notes.create', { template: null });
  if (!created.ok) throw new Error(created.code);
  note = created.value.id;
}
const opened = await session.notes.call('notes.open', { id: note });
tell({ note, service, text: opened.ok ? opened.value.text : null });
session.notes.on('save-state', (state) => {
  tell({ state: state.state, change: state.change, code: state.state === 'failed' ? state.code : null });
});
for (let change = 1; ; change++) {
  await session.notes.call('notes.write', { id: note, change, text: `word `.repeat(change), caret: null });
  await new Promise((resolve) => setTimeout(resolve, 20));
}
