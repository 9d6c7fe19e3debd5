import { z } from 'zod';
import { instant, personId } from '../people.ts';
import { outboxEntry } from './outbox.ts';

/** Renderer ↔ vault: the notes of the one person whose session this is. */
const noteId = z.uuid();
const tag = z.string().trim().min(1).max(40);
/** Customer reference: an order, a ticket, an account; free text for the guard. */
const reference = z.string().max(80);
export const noteTextLimit = 100_000;
const text = z.string().max(noteTextLimit);

export const callCard = z.strictObject({
  template: z.string().max(40),
  consent: z.enum(['given', 'refused', 'revoked']).nullable(),
  identity: z.enum(['checked', 'failed']).nullable(),
  doNotCall: z.boolean(),
});
export type CallCard = z.infer<typeof callCard>;

/** A half-open range of UTF-16 indices in the note's text that the guard refuses. */
export const heldRange = z.strictObject({
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  kind: z.enum(['card-number', 'verification-code']),
});
export type HeldRange = z.infer<typeof heldRange>;

export const noteSummary = z.strictObject({
  id: noteId,
  /** First line that is not empty, at most 120 characters; empty for an empty note. */
  title: z.string(),
  excerpt: z.string(),
  tags: z.array(tag).max(12),
  pinned: z.boolean(),
  reference,
  card: callCard.nullable(),
  revision: z.int().nonnegative(),
  createdAt: instant,
  updatedAt: instant,
  expiresAt: instant,
  /** Places where a lock saved "••••" instead of card data; until the person has seen it. */
  masked: z.boolean(),
});
export type NoteSummary = z.infer<typeof noteSummary>;

/** The screens of the desk, in the order of their number keys. */
export const screens = ['today', 'notes', 'team', 'activity', 'settings'] as const;

/** Where the person was: restored after an unlock. */
export const viewState = z.strictObject({
  // No free text: the guard reads what people write, and this they do not.
  screen: z.enum(screens),
  note: noteId.nullable(),
  /** Caret and selection as UTF-16 indices. */
  caret: z.strictObject({ from: z.int().nonnegative(), to: z.int().nonnegative() }).nullable(),
  scroll: z.int().nonnegative(),
  query: z.string().max(200),
});
export type ViewState = z.infer<typeof viewState>;

/** How a change of a note fared. `held` is not stored, not even encrypted; nothing else of the change is lost by it. */
export const saveState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('saved'), id: noteId, change: z.int(), revision: z.int(), at: instant }),
  z.strictObject({ state: z.literal('held'), id: noteId, change: z.int(), ranges: z.array(heldRange) }),
  z.strictObject({
    state: z.literal('failed'),
    id: noteId,
    change: z.int(),
    code: z.enum(['disk-full', 'read-only', 'storage', 'keychain', 'expired']),
  }),
]);
export type SaveState = z.infer<typeof saveState>;

const none = z.strictObject({});

export const vaultContract = {
  requests: {
    'notes.list': { request: none, reply: z.array(noteSummary) },
    /** Everything that contains all words of the query, in text, tags or reference; best first. */
    'notes.search': { request: z.strictObject({ query: z.string().max(200) }), reply: z.array(noteId) },
    'notes.open': { request: z.strictObject({ id: noteId }), reply: z.strictObject({ summary: noteSummary, text }) },
    'notes.create': { request: z.strictObject({ template: z.string().max(40).nullable() }), reply: noteSummary },
    /**
     * The whole text as it now stands, with the caret, at every change: the vault decides when to commit (at most
     * 300 ms later) and announces it by `save-state`. `change` grows by one with each call; a smaller one is ignored.
     */
    'notes.write': {
      request: z.strictObject({
        id: noteId,
        change: z.int().positive(),
        text,
        caret: z.int().nonnegative().nullable(),
      }),
      reply: none,
    },
    /** A reference that is refused is kept with "••••" in place of what the guard found; nothing else changes then. */
    'notes.mark': {
      request: z.strictObject({
        id: noteId,
        tags: z.array(tag).max(12).optional(),
        pinned: z.boolean().optional(),
        reference: reference.optional(),
        /** Where the caret stands in the reference; absent: its field was left, and no number in it grows any more. */
        caret: z.int().nonnegative().optional(),
        card: callCard.optional(),
        /** The person has seen that a lock masked something. */
        maskSeen: z.literal(true).optional(),
      }),
      reply: noteSummary,
    },
    'notes.delete': { request: z.strictObject({ id: noteId }), reply: none },
    'view.load': { request: none, reply: viewState.nullable() },
    'view.save': { request: viewState, reply: none },
  },
  pushes: {
    'save-state': saveState,
    /** The list changed otherwise than by this renderer's own request (expiry, another tab of work). */
    'notes-changed': none,
  },
};
export type VaultContract = typeof vaultContract;

export const vaultCodes = [
  'not-found',
  'card-data',
  'expired',
  'disk-full',
  'read-only',
  'storage',
  'keychain',
  'damaged',
  'malformed',
  'internal',
  'closed',
] as const;
export type VaultCode = (typeof vaultCodes)[number];

/** Main → vault. */
export const toVault = z.discriminatedUnion('type', [
  /** A gate has this person's password before it has written so: their items of the keychain may be read. No more. */
  z.strictObject({ type: z.literal('expect'), keychainService: z.string(), account: personId }),
  /** Ports: [gate], from which the user key comes. */
  z.strictObject({
    type: z.literal('start'),
    profile: z.string(),
    keychainService: z.string(),
    account: personId,
    /** When a note written now expires; main knows shifts and settings and sends it again when it moves. */
    noteExpiry: instant,
  }),
  z.strictObject({ type: z.literal('note-expiry'), at: instant }),
  /** A lead says that the wall clock is right: what it was not believed about may end now. */
  z.strictObject({ type: z.literal('time-confirmed') }),
  /** Ports: [renderer]. */
  z.strictObject({ type: z.literal('attach') }),
  /** Closes the renderer's port, if there is one: a rule keeps the notes closed from now on. */
  z.strictObject({ type: z.literal('detach') }),
  /** Ports: [gate]. A step-up has asked for it: the vault lends the user key to that gate. */
  z.strictObject({ type: z.literal('lend-key') }),
  /** Commit what is pending, masking what the guard refuses, and say so. The vault is killed after the answer or 80 ms. */
  z.strictObject({ type: z.literal('flush') }),
  z.strictObject({ type: z.literal('outbox-kept'), ids: z.array(z.uuid()) }),
  z.strictObject({ type: z.literal('outbox-refused') }),
]);
export type ToVault = z.infer<typeof toVault>;

/** Vault → main: facts, never a note. */
export const fromVault = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ready'),
    notes: z.int().nonnegative(),
    /** Rows were changed by somebody else than the vault; a copy of the file as it was found. null: they were not. */
    altered: z.strictObject({ keptAside: z.string().nullable() }).nullable(),
  }),
  z.strictObject({
    type: z.literal('fault'),
    kind: z.enum(['damaged', 'truncated', 'newer', 'foreign', 'rolled-back', 'keychain', 'storage']),
    keptAside: z.string().nullable(),
  }),
  z.strictObject({ type: z.literal('flushed'), masked: z.int().nonnegative() }),
  z.strictObject({ type: z.literal('outbox'), entries: z.array(outboxEntry) }),
  z.strictObject({ type: z.literal('held-by-clock'), hours: z.int().nonnegative() }),
  z.strictObject({ type: z.literal('malformed'), name: z.string() }),
]);
export type FromVault = z.infer<typeof fromVault>;

const bytes = (most: number) => z.instanceof(Uint8Array).refine(({ length }) => length <= most);
/** X25519 as SPKI in DER (RFC 8410). */
const publicKey = bytes(44);

/** Gate ↔ vault, over their own port: the only place where the user key travels, and sealed for whoever asked. */
export const keyQuestion = z.strictObject({
  type: z.literal('key-wanted'),
  /** Made for this question. */
  publicKey,
});
export const keyAnswer = z.strictObject({
  type: z.literal('user-key'),
  account: personId,
  /** Made for this answer. */
  publicKey,
  box: bytes(128),
});
export type KeyAnswer = z.infer<typeof keyAnswer>;
