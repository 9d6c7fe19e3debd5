export type { ActivityQuery, AuditLog, ChainState, Proof, StoredEvent } from './types.ts';
