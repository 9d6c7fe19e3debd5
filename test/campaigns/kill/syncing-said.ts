/** What a syncing desk tells: that it is enrolled, and how many events its log holds. */
export type SyncingSaid = { is: 'ready' } | { is: 'kept'; length: number };
