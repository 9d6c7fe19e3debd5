import type { Plant } from '../harness/campaign.ts';

/** Each promise given before it is kept. */
export const plants: Record<string, Plant> = {
  'saved-before-commit': {
    says: 'a note is called saved before the vault has committed it',
    changes: [
      {
        file: 'electron/vault/notes/autosave.ts',
        find: 'const saved = sealed ? deps.save(sealed, null) : note;',
        replace:
          'const saved = note;\n' +
          '      setTimeout(() => { if (sealed && deps.note(id) === note) deps.save(sealed, null); }, 60);',
      },
    ],
  },
  'event-outside': {
    says: 'the event of a new note is committed after the note',
    changes: [
      {
        file: 'electron/vault/notes/notes.ts',
        find: "writer.event('note.created', { note: note.id, expiresAt, card: card !== null });\n",
        replace:
          "setTimeout(() => commit((then) => then.event('note.created', { note: note.id, expiresAt, card: card !== null })), 60);\n",
      },
    ],
  },
  'synchronous-off': {
    says: 'the vault does not wait for the disk',
    changes: [
      {
        file: 'electron/vault/notes/vault-file.ts',
        find: "db.pragma('synchronous = FULL');",
        replace: "db.pragma('synchronous = OFF');",
      },
    ],
  },
  'shred-key-kept': {
    says: 'the key of an hour that is over stays in the keychain',
    changes: [
      {
        file: 'electron/vault/notes/shred-keys.ts',
        find: '    await keychain.delete(account);\n',
        replace: '',
      },
    ],
  },
  'kept-before-chained': {
    says: 'main says that it keeps an event before it has chained it',
    changes: [
      {
        file: 'electron/desk/session/outbox.ts',
        find: 'if (accept(entries)) child.send(',
        replace: 'setTimeout(() => accept(entries), 30);\n  if (entries.length > 0) child.send(',
      },
    ],
  },
  'log-outside': {
    says: 'central takes an event and gives it its place in the log one after the other',
    changes: [
      {
        file: 'server/store/database.ts',
        find: 'return await store.transaction().execute(work);',
        replace: 'return await work(store as never);',
      },
      {
        file: 'server/ingest.ts',
        find: "await work.insertInto('events').values(rows).execute();",
        replace:
          "await work.insertInto('events').values(rows).execute();\n  await new Promise((then) => setTimeout(then, 30));",
      },
    ],
  },
  'attempt-counted-after-the-check': {
    says: 'the gate compares what was typed before the attempt is counted',
    changes: [
      {
        file: 'electron/vault/gate/check.ts',
        find:
          '  const attempt = await countAttempt(gate, claim);\n' +
          '  const key = (await working)();\n' +
          "  gate.probe('checked');\n",
        replace:
          '  const key = (await working)();\n' +
          "  gate.probe('checked');\n" +
          '  const attempt = await countAttempt(gate, claim);\n',
      },
    ],
  },
  'answered-before-consumed': {
    says: 'the gate opens before the code is used up',
    changes: [
      {
        file: 'electron/vault/gate/sign-in.ts',
        find: '  await proven.settle();\n',
        replace: '  setTimeout(() => void proven.settle(), 30);\n',
      },
    ],
  },
  'synced-before-taken': {
    says: 'main notes that central has events which it is still sending',
    changes: [
      {
        file: 'electron/desk/sync/index.ts',
        find: 'const sent = await sendBatch(audit, exchange, mine, signal);',
        replace:
          'const asked = sendBatch(audit, exchange, mine, signal);\n' +
          '      const ahead = audit.unsent(10_000);\n' +
          '      if (ahead) audit.markSynced(ahead.synced + ahead.events.length, ahead.chain);\n' +
          '      const sent = await asked;',
      },
    ],
  },
};
