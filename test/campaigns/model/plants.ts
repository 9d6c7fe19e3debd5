import type { Plant } from '../harness/campaign.ts';

const desk = (says: string, file: string, find: string, replace: string): Plant => ({
  says,
  changes: [{ file: `electron/desk/${file}`, find, replace }],
});

/** Faults that the walks must see. */
export const plants: Record<string, Plant> = {
  'lock-keeps-the-vault': desk(
    'a lock flushes the vault and does not kill it',
    'session/vault-child.ts',
    '      await kill();\n      return masked;',
    '      return masked;',
  ),
  'dead-vault-unnoticed': desk(
    'nobody hears that the vault has ended',
    'session/vault-child.ts',
    '  child.onExit(gone);\n',
    '',
  ),
  'acknowledged-before-kept': desk(
    'a gate’s events are acknowledged whether they are kept or not',
    'session/outbox.ts',
    'if (accept(entries)) child.send',
    'if (accept(entries) || entries.length > 0) child.send',
  ),
  'chained-twice': desk(
    'an event that is delivered twice is chained twice',
    'audit/outbox.ts',
    "      if (chained) {\n        if (!isSame(draft, chained)) note('outbox.forged', { source, n });\n        continue;\n      }\n",
    "      if (chained) draft.id = draft.id.replace(/^019a/, '019b');\n",
  ),
  'successor-forgets': desk(
    'a program that takes another’s place begins with the sign-in',
    'desk.ts',
    '    if (stores.taken) session.resume(stores.taken.state);\n',
    '',
  ),
  'lock-unwritten': desk(
    'a lock is not written down',
    'session/session.ts',
    '        deps.log(effect.fact);\n',
    "        if (effect.fact.type !== 'locked') deps.log(effect.fact);\n",
  ),
  'cursor-before-the-answer': desk(
    'events count as sent before central has answered',
    'sync/batches.ts',
    '  const reply = await exchange.post(',
    '  audit.markSynced(last.seq, chain);\n  const reply = await exchange.post(',
  ),
  'cursor-beyond-the-answer': desk(
    'a batch that was not sent whole counts as sent whole',
    'sync/batches.ts',
    "return { is: 'taken', batch, upTo: last.seq, ...checked };",
    "return { is: 'taken', batch, upTo: last.seq + 1, ...checked };",
  ),
};
