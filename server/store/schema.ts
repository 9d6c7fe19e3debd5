import type { Insertable, Selectable } from 'kysely';

/** Central's tables as Kysely sees them. Hashes and keys are text (hex, base64url); events keep their exact bytes. */
export type Schema = {
  migrations: { step: number };
  tokens: {
    secret_hash: string;
    expires_at: number;
    used_at: number | null;
    used_by: string | null;
    /** The known device that it is for; null: any that is new. */
    device: string | null;
  };
  devices: {
    id: string;
    kind: 'product' | 'preview';
    version: string;
    site: string;
    enrolled_at: number;
    /** The device in whose place it came: another one in central's eyes, the same desk in IT's. */
    succeeds: string | null;
  };
  chains: {
    id: string;
    device: string;
    public_key: string;
    /** The last event taken: its number, or −1, and its hash. */
    seq: number;
    head: string;
    state: 'open' | 'closed' | 'frozen';
    /** The number for which two different events came, when frozen. */
    conflict_seq: number | null;
    enrolled_at: number;
  };
  events: { chain: string; seq: number; log_index: number; leaf: string; bytes: Uint8Array; received_at: number };
  heads: { chain: string; seq: number; head: string; time: number; signature: string };
  /** The events of a rival history from the first number on that already had another event, and the head that signs them. */
  conflicts: { chain: string; seq: number; leaf: string; bytes: Uint8Array; head: string; received_at: number };
  /** Requests already taken, until they would be too old anyway. */
  requests: { id: string; expires_at: number };
  /** Roots of the log's complete subtrees; height 0 are the leaves. */
  nodes: { height: number; place: number; hash: string };
  log_head: { only: number; size: number };
  checkpoints: { size: number; root: string; made_at: number };
  /** What central remembers of itself (facts.ts). */
  facts: { name: string; value: string };
};

export type Chain = Selectable<Schema['chains']>;
export type NewEvent = Insertable<Schema['events']>;
