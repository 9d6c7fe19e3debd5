import type { ExportHeader } from './export-file.ts';
import type { ChainFault, HeadFault, Opening } from './walk.ts';

/** A head that the reader knows from elsewhere: from central, from an earlier export, from paper. */
export type KnownHead = { chain: string; seq: number; head: string };

export type FileFault =
  | 'no-header' // does not begin as an export
  | 'bad-line' // neither an event nor a line of the format
  | 'line-too-long'
  | 'out-of-place' // a good line where it may not stand
  | 'chain-twice'
  | 'cut-off' // the file stops before its end line
  | 'count' // the end line counts other chains or events than there are
  | 'altered' // the file's bytes are not those that the end line was written for
  | 'text-digest' // a text in the appendix is not the one that was logged
  | 'text-unknown'; // no event carries the digest of a text in the appendix

type LinkageFault =
  | 'unsigned' // the chain goes on after its last signature, and no later chain that is known vouches for it
  | 'follows' // the chain says that it goes on after another one, which does not end so
  | 'follows-too' // as above, and another chain says the same
  | 'known-head' // differs from the head known from elsewhere
  | 'known-missing' // ends before the head known from elsewhere
  | 'conflict' // the chain's key signed two different events for one number
  | 'rival'; // a second history that is not signed, or is no other than the first

export type Fault = ChainFault | HeadFault | FileFault | LinkageFault;

/** `seq` is the first number that is wrong in that chain; null where the fault is of the file alone. Lines from 1. */
export type Problem = { fault: Fault; line: number | null; chain: string | null; seq: number | null };

export type ChainReport = {
  chain: string;
  publicKey: string;
  opening: Opening | null;
  /** Events proven from the first one onwards. */
  events: number;
  /** When the first and the last of them happened. */
  from: number | null;
  to: number | null;
  /** Leaf hash of the last proven event. */
  head: string;
  signedUpTo: number;
  /** The one chain that follows this one and carries its last hash, if it is in the file. */
  followedBy: string | null;
  /** The keys of both are known from elsewhere: its end is what the follower says. Else anyone could have added that. */
  vouched: boolean;
  closed: boolean;
  /** Heads known from elsewhere that this chain was found to carry. */
  met: KnownHead[];
};

export type ExportReport = {
  header: ExportHeader | null;
  chains: ChainReport[];
  /** In the order of the file; none: the export is whole. */
  problems: Problem[];
  names: number;
  texts: number;
};
