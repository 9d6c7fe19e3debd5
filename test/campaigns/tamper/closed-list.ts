import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences, type Scene, type Seen, type Spoiled } from './scene.ts';

/** Something that went unnoticed: what was done to which state, and one thing that now reads otherwise. */
export type Unnoticed = {
  scene: Scene['name'];
  spoiled: Spoiled;
  name: string;
  before: string | undefined;
  after: string | undefined;
  /** The last place of the log that the keychain's anchor names. */
  anchored: number;
};

/** Whether one item of the list names it. */
type Item = (unnoticed: Unnoticed) => boolean;

const page = join(import.meta.dirname, '../../../docs/what-cannot-be-seen.md');

/** The ids of the published list, in its order. */
export function publishedIds(text = readFileSync(page, 'utf8')): string[] {
  return [...text.matchAll(/^- `([a-z-]+)`: /gm)].map(([, id]) => id!);
}

const touches = ({ spoiled }: Unnoticed, ...tables: string[]): boolean =>
  spoiled.tables !== undefined && spoiled.tables.every((table) => tables.includes(table));
const isOfNotes = ({ name }: Unnoticed): boolean => /^notes\/|^outbox\/vault:/.test(name);
const isOfAccounts = ({ name }: Unnoticed): boolean => /^accounts\/|^outbox\/accounts/.test(name);
const isOfLog = ({ name }: Unnoticed): boolean => name.startsWith('log/');
const isOfDesk = ({ name }: Unnoticed): boolean => name.startsWith('desk/') || name === 'settings';
const isAfterAnchor = ({ name, anchored }: Unnoticed): boolean =>
  Number(/^log\/events\/"(\d+)"/.exec(name)?.[1] ?? -1) > anchored;
const withKeychain = ({ spoiled }: Unnoticed): boolean => spoiled.kind === 'everything with the keychain';
/** The end of this write-ahead log was spoiled, and with it the last commits. */
const isLogCut = ({ spoiled }: Unnoticed, log: RegExp): boolean =>
  ['bytes of a file', 'a file removed'].includes(spoiled.kind) && spoiled.files.every((file) => log.test(file));
/**
 * Which file was put back, or lost its last commits, after the last anchor of a console that was killed. The anchor of
 * the log is that of the rest before, where nothing was signed since.
 */
const isSinceAnchor = (one: Unnoticed, log: RegExp, moments = /session|commit/): boolean =>
  one.scene === 'killed' && (moments.test(one.spoiled.from ?? '') || isLogCut(one, log));
const isBare = ({ scene, spoiled }: Unnoticed, ...kinds: string[]): boolean =>
  scene.startsWith('bare') && (spoiled.from !== undefined || kinds.includes(spoiled.kind));
/** Nothing of the row is another but in these columns. */
const differsOnlyIn = ({ before, after }: Unnoticed, columns: readonly string[]): boolean => {
  if (before === undefined || after === undefined) return false;
  const [then, now] = [before, after].map((row) => JSON.parse(row) as Record<string, unknown>);
  return Object.keys(then!).every(
    (column) => columns.includes(column) || JSON.stringify(then![column]) === JSON.stringify(now![column]),
  );
};
/** Nothing of the row but when central took it, or whose it is. */
const isMark = (one: Unnoticed): boolean =>
  differsOnlyIn(one, ['received_at', 'enrolled_at', 'made_at', 'leaf', 'log_index']);
/** Whether central lets a chain go on. */
const isChainState = (one: Unnoticed): boolean =>
  one.name.startsWith('central/chains/') && differsOnlyIn(one, ['state', 'conflict_seq']);
/** A hash inside a tile, and no end of the log's present size: no proof of the day begins there. */
const isUnneededNode = ({ name, anchored: size }: Unnoticed): boolean => {
  const [, height, place] = /^central\/nodes\/(\d+) (\d+)$/.exec(name)?.map(Number) ?? [];
  if (height === undefined || place === undefined || height % 8 === 0) return false;
  return place * 2 ** height !== Math.floor(size / 2 ** (height + 1)) * 2 ** (height + 1);
};
/** What no reading of the product shows cannot read otherwise. */
const neverRead: Item = () => false;

/** What each item of the published list covers, in the terms of this campaign. */
const items: Record<string, Item> = {
  'notes-with-keychain': (one) => withKeychain(one) && isOfNotes(one),
  'notes-since-anchor': (one) => isSinceAnchor(one, /^vaults\/.*-wal$/) && isOfNotes(one),
  'notes-past': (one) =>
    touches(one, 'notes') && [one.before, one.after].every((event) => event?.includes('notes.expired') ?? true),
  'notes-closed-mark': (one) =>
    touches(one, 'notes') && one.before === undefined && (one.after ?? '').includes('closed by a clock'),
  'notes-shredded-mark': neverRead,
  'notes-then-deleted': neverRead,
  'notes-expiry-event': (one) => (one.before ?? '').includes('notes.expired') && isOfNotes(one),
  // It waits again, and the log takes it again where it was lost with the log's end.
  'notes-told-event': (one) => one.name.startsWith('outbox/vault:') && one.before === undefined,
  'notes-aside': neverRead,
  'notes-unread': neverRead,
  'accounts-with-keychain': (one) => withKeychain(one) && isOfAccounts(one),
  'accounts-last-commit': (one) =>
    one.scene === 'killed' &&
    (/commit/.test(one.spoiled.from ?? '') || isLogCut(one, /^accounts\.db-wal$/)) &&
    isOfAccounts(one),
  'accounts-told-event': neverRead,
  'accounts-aside': neverRead,
  'accounts-unread': neverRead,
  'log-with-keychain': (one) => withKeychain(one) && (isOfLog(one) || isOfDesk(one)),
  'log-since-anchor': (one) =>
    isSinceAnchor(one, /^desk\.db-wal$/, /rest|session|commit/) &&
    !one.spoiled.tables &&
    ((isOfLog(one) && isAfterAnchor(one)) || isOfDesk(one)),
  'log-signature': (one) =>
    // The signature is the last thing that a lock commits: the end of the write-ahead log may hold nothing else.
    (touches(one, 'heads') || isLogCut(one, /^desk\.db-wal$/)) &&
    one.name.startsWith('log/heads/') &&
    (one.before === undefined || one.after === undefined),
  // The campaign proves the whole log, as somebody who presses the button.
  'log-middle': neverRead,
  // It takes the seal's row and others together: no single harm of this campaign does.
  'desk-since-event': neverRead,
  'desk-aside': neverRead,
  'desk-unread': neverRead,
  'central-register': (one) =>
    /^central\/(tokens|devices|requests|facts|conflicts|migrations)\//.test(one.name) || isChainState(one),
  'central-marks': (one) => /^central\/(events|chains|heads|checkpoints)\//.test(one.name) && isMark(one),
  'central-signature': ({ name, before, after }) =>
    name.startsWith('central/heads/') && (before === undefined || after === undefined),
  'central-old-checkpoint': ({ name, anchored }) =>
    Number(/^central\/checkpoints\/(\d+)$/.exec(name)?.[1] ?? Infinity) < anchored,
  'central-inner-hash': (one) => isUnneededNode(one),
  // A hash or a root at a place that the log does not have.
  'central-unread': ({ name, before }) => before === undefined && /^central\/(nodes|checkpoints)\//.test(name),
  'export-bare-end': (one) => isBare(one, 'a chain cut back') && one.after === undefined,
  'export-bare-chain': (one) => isBare(one, 'a chain left out') && one.after === undefined,
  'export-bare-key': (one) => isBare(one, 'a chain under another key'),
  'export-words': ({ name }) => name === 'export/header' || name.startsWith('export/name/'),
};

/** Throws when the list and what stands here are not the same items. */
export function checkList(ids = publishedIds()): void {
  const differ = [
    ...ids.filter((id) => !(id in items)).map((id) => `the campaign does not know ${id}`),
    ...Object.keys(items)
      .filter((id) => !ids.includes(id))
      .map((id) => `the list does not name ${id}`),
  ];
  if (differ.length > 0) throw new Error(`docs/what-cannot-be-seen.md: ${differ.join('; ')}`);
}

export type Verdict =
  | { is: 'revealed' }
  /** Nothing that anybody reads was changed. */
  | { is: 'harmless' }
  | { is: 'listed'; items: string[] }
  | { is: 'unseen'; names: string[] };

/** @param whole what the product reads and says where nobody has touched anything: no complaint. */
export function judge({ name: scene, anchored }: Scene, spoiled: Spoiled, whole: Seen, seen: Seen): Verdict {
  if (seen.complaints.length > 0) return { is: 'revealed' };
  const listed = new Set<string>();
  const names = differences(whole.reading, seen.reading).filter((name) => {
    const one = { scene, spoiled, name, anchored, before: whole.reading.get(name), after: seen.reading.get(name) };
    const item = Object.keys(items).find((id) => items[id]?.(one));
    if (item) listed.add(item);
    return item === undefined;
  });
  if (names.length > 0) return { is: 'unseen', names };
  return listed.size > 0 ? { is: 'listed', items: [...listed] } : { is: 'harmless' };
}
