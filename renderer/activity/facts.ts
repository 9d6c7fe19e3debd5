import type { ActivityRow } from '../../shared/contract/ipc.ts';

/**
 * What an event's data says to a lead, field by field and still without words: the catalogues name fields and values.
 * Identifiers of lists, notes, chains and keys, and digests of texts, say nothing to a person and are left out.
 */
export type Fact =
  | { field: string; kind: 'person'; id: string | null }
  | { field: string; kind: 'number'; value: number }
  | { field: string; kind: 'seconds'; value: number }
  | { field: string; kind: 'instant'; value: number }
  | { field: string; kind: 'date'; value: string }
  | { field: string; kind: 'flag'; value: boolean }
  | { field: string; kind: 'word'; value: string }
  | { field: string; kind: 'words'; value: string[] }
  | { field: string; kind: 'item'; value: string }
  | { field: string; kind: 'items'; value: string[] }
  | { field: string; kind: 'changes'; value: [string, unknown][] }
  | { field: string; kind: 'plain'; value: string };

/** Fields that only machines read. */
export const silentFields = new Set([
  'list',
  'note',
  'publicKey',
  'keyPin',
  'follows',
  'template',
  'reference',
  'comments',
  'ru',
  'en',
]);

const kinds: Record<string, Fact['kind']> = {
  person: 'person',
  owner: 'person',
  issuedBy: 'person',
  seconds: 'seconds',
  after: 'seconds',
  expiresAt: 'instant',
  date: 'date',
  endsOn: 'date',
  validUntil: 'date',
  item: 'item',
  exceptions: 'items',
  changed: 'words',
  changes: 'changes',
  role: 'word',
  cause: 'word',
  kind: 'word',
  factor: 'word',
  field: 'word',
  answer: 'word',
  reason: 'word',
  direction: 'word',
  border: 'word',
  host: 'word',
  second: 'word',
  language: 'word',
};

/** An hour bucket of the notes' expiry is told as the instant at which it begins. */
const hour = 3_600_000;

export function factsOf(data: ActivityRow['data']): Fact[] {
  return Object.entries(data).flatMap(([field, value]) => factOf(field, value) ?? []);
}

function factOf(field: string, value: unknown): Fact | null {
  if (silentFields.has(field) || isDigest(value)) return null;
  if (field === 'hour' && typeof value === 'number') return { field, kind: 'instant', value: value * hour };
  if (field === 'answers' && isRecord(value)) return tallyOf(field, value);
  const kind = kinds[field];
  // The first lead's phone was connected in set-up: by nobody's code.
  if (field === 'issuedBy' && value === null) return null;
  if (value === '') return null;
  if (value === null) return kind === 'person' ? { field, kind, id: null } : null;
  if (Array.isArray(value)) {
    const list = value.filter((each) => typeof each === 'string');
    return list.length > 0 ? { field, kind: kind === 'items' ? 'items' : 'words', value: list } : null;
  }
  if (isRecord(value)) return kind === 'changes' ? { field, kind, value: Object.entries(value) } : null;
  if (typeof value === 'boolean') return { field, kind: 'flag', value };
  if (typeof value === 'number') {
    return kind === 'seconds' || kind === 'instant' ? { field, kind, value } : { field, kind: 'number', value };
  }
  if (typeof value !== 'string') return null;
  if (kind === 'person') return { field, kind, id: value };
  return kind === 'date' || kind === 'word' || kind === 'item'
    ? { field, kind, value }
    : { field, kind: 'plain', value };
}

/** A submitted list is told by how many points were answered, not by forty words. */
function tallyOf(field: string, answers: Record<string, unknown>): Fact {
  return { field, kind: 'number', value: Object.keys(answers).length };
}

const isDigest = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
