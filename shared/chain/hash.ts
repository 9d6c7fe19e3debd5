import { z } from 'zod';
import { leafHash } from './merkle.ts';

/** A SHA-256 as it stands in events, heads and exports: 64 lower-case hexadecimal digits. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** `prev` of a chain's first event: there is nothing before it. */
export const noHash = '0'.repeat(64);

/** The hash of an event's bytes: their RFC 6962 leaf hash, so that a chain's links are leaves of central's log too. */
export const eventHash = (bytes: Uint8Array): string => Buffer.from(leafHash(bytes)).toString('hex');
