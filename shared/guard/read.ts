import { groupsOf, type Group } from './groups.ts';
import { readingsOf } from './readings.ts';

/** A text with the ways in which its digits can be read. */
export type Read = { text: string; readings: Group[][] };

/** Reads a text once, for all that is asked of it. */
export const read = (text: string): Read => ({ text, readings: readingsOf(groupsOf(text)) });
