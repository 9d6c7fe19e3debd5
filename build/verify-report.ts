import type { ChainReport, ExportReport, Fault, Problem } from '../shared/chain/export-report.ts';
import { oneLine } from '../shared/one-line.ts';

/** What was read of a file that begins as an export. */
export type ReportOfExport = ExportReport & { header: NonNullable<ExportReport['header']> };

type Asked = { file: string; keys: string[] };

/** Says in plain words what an export proves, what is wrong in it, and what no file can prove. */
export function describeReport(report: ReportOfExport, asked: Asked): { text: string; whole: boolean } {
  const strangers =
    asked.keys.length > 0 ? report.chains.filter(({ publicKey }) => !asked.keys.includes(publicKey)) : [];
  const whole = report.problems.length === 0 && strangers.length === 0;
  const sections = [
    [`${oneLine(asked.file)}: ${describeHeader(report)}`],
    ...report.chains.map(describeChain),
    strangers.map(({ chain }) => `WRONG: chain ${chain} was opened with a key that you did not name as trusted.`),
    report.problems.map(describeProblem),
    [
      whole
        ? proven(report)
        : 'NOT WHOLE. Proven is only what a signature covers before the first wrong number of a chain.',
    ],
    limits(report, asked),
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return { text, whole };
}

function describeHeader({ header }: ReportOfExport): string {
  const by = header.by === 'console' ? 'a console' : 'central';
  return `exported by ${by} (version ${oneLine(header.version)}) on ${date(header.made)}`;
}

function describeChain(chain: ChainReport): string[] {
  const { opening } = chain;
  const signed =
    chain.signedUpTo === -1 ? 'no signature' : `signed up to number ${chain.signedUpTo} by the key ${chain.publicKey}`;
  return [
    `Chain ${chain.chain}${opening?.site ? `, site "${oneLine(opening.site)}"` : ''}`,
    chain.events === 0
      ? '  no event fits'
      : `  ${chain.events} events fit each other, numbers 0 to ${chain.events - 1}, from ${date(chain.from)} to ${date(chain.to)}`,
    `  ${signed}`,
    ...(chain.events > 0 ? [`  last hash ${chain.head}`] : []),
    ...(opening?.follows ? [`  goes on after chain ${opening.follows.chain}, number ${opening.follows.seq}`] : []),
    ...(chain.followedBy ? [followedBy(chain.followedBy, chain.vouched)] : []),
    ...chain.met.map(({ seq }) => `  carries the head that you gave for number ${seq}`),
  ];
}

function followedBy(chain: string, vouched: boolean): string {
  return vouched
    ? `  its end is vouched for by chain ${chain}, which goes on after it`
    : `  chain ${chain} says that it goes on after it: anyone could have added that\n  chain, so it counts only where you name both keys as trusted (--key)`;
}

function describeProblem({ fault, line, chain, seq }: Problem): string {
  const place = [
    ...(chain === null ? [] : [`chain ${chain}`]),
    ...(seq === null ? [] : [`number ${seq}`]),
    ...(line === null ? [] : [`line ${line}`]),
  ];
  return `WRONG: ${place.length > 0 ? `${place.join(', ')}: ` : ''}${reasons[fault]}.`;
}

const reasons: Record<Fault, string> = {
  'too-long': 'longer than any event may be',
  'not-text': 'not UTF-8 text: the bytes were altered',
  'not-canonical': 'not in the one form in which events are hashed: the bytes were altered or cut',
  'not-an-event': 'not the shape of an event',
  'other-chain': 'belongs to another chain: it was put here or its chain id was altered',
  seq: 'the event with this number is not here: it was removed, repeated or moved',
  prev: 'the event was altered: its hash is not the one that the log carries on',
  'not-opened': 'the chain does not begin with its opening by the key that the file names',
  'after-close': 'stands after the event that closed the chain: it was added later',
  'head-chain': 'the signature is of another chain',
  'head-seq': 'the signature is not of the event before it: events or signatures were removed or moved',
  'head-hash': 'the event is not the one that was signed under this number: it was altered after signing',
  'head-signature': 'the signature is not by the key of the chain',
  'no-header': 'the file does not begin as an export',
  'bad-line': 'not a line of an export',
  'line-too-long': 'longer than any line of an export may be',
  'out-of-place': 'a line of this kind may not stand here',
  'chain-twice': 'the chain begins a second time',
  'cut-off': 'the file stops before its end line: it was cut off',
  count: 'the end line counts other chains or events than there are',
  altered: 'the file is not byte for byte what was written: SHA-256 differs from the end line',
  'text-digest': 'the text in the appendix is not the one that was logged',
  unsigned:
    'from here on nothing is signed, and no chain with a key that you named vouches for it: anyone could have written it',
  follows:
    'the chain says that it goes on after another one, which does not end so: the end of that one was cut off, altered ' +
    'or added to, or this one has no right to say so',
  'follows-too': 'the chain says that it goes on after another one, and it is not the only one that says so',
  'known-head': 'differs from the head that you gave: one of the two logs was rewritten',
  'known-missing': 'the file ends before the head that you gave: its end was cut off',
  rival: 'the second history that is told here is not proven: it is not signed, or it is no other than the first',
  'text-unknown': 'no event carries this text of the appendix: it was not logged',
  conflict: 'two different events were signed under this number: the key signed a second history',
};

function proven({ chains, names, texts }: ExportReport): string {
  const events = chains.reduce((sum, chain) => sum + chain.events, 0);
  const appendix =
    names + texts > 0
      ? ` The appendix holds ${texts} texts, each as it was logged, and ${names} names, which nothing proves.`
      : '';
  return (
    `WHOLE. ${events} events in ${chains.length} chain${chains.length === 1 ? '' : 's'}: none was altered, removed, ` +
    `added or moved between the first number of a chain and its last signature.${appendix}`
  );
}

/** What remains open, whatever the file says, and where the answer is to be had. */
function limits({ chains }: ExportReport, { keys }: Asked): string[] {
  // Only a head of the very last event says where a chain ends.
  const open = chains.filter(({ met, vouched, events }) => !vouched && !met.some(({ seq }) => seq === events - 1));
  const which = open.length === chains.length ? 'a chain' : `chain ${open.map(({ chain }) => chain).join(', ')}`;
  const elsewhere = chains.filter(
    ({ opening }) => opening?.follows && !chains.some(({ chain }) => chain === opening.follows?.chain),
  );
  return [
    'What this file alone cannot prove:',
    '- that no chain was left out of it as a whole: only central knows which chains there are.',
    '- that nothing happened after the last signature of a chain.',
    ...(open.length > 0
      ? [
          `- of ${which}: that its end was not cut off back to an earlier signature. Compare its last number with a head`,
          '  from central or a later export (--head chain:seq:hash).',
        ]
      : []),
    ...(keys.length === 0
      ? [
          '- whose keys these are: whoever makes a chain of their own can sign it. Compare them with the keys that',
          '  central enrolled (--key KEY).',
        ]
      : []),
    '- that whoever held a key while an event was written wrote the truth, or wrote it at the time it says.',
    ...chains
      .filter(({ vouched, signedUpTo, events }) => vouched && signedUpTo < events - 1)
      .map(
        ({ chain, followedBy, signedUpTo }) =>
          `- that chain ${chain} is as it was written after number ${signedUpTo}: that is the word of the key of chain ${followedBy ?? ''}.`,
      ),
    ...elsewhere.map(
      ({ chain, opening }) =>
        `- what happened before chain ${chain}: chain ${opening?.follows?.chain ?? ''}, which it follows, is not in the file.`,
    ),
    '- who the people are: events carry ids; names are kept apart, so that they can be erased.',
  ];
}

function date(time: number | null): string {
  if (time === null) return 'no time';
  const moment = new Date(time);
  return Number.isNaN(moment.getTime()) ? `${time}, which is no date` : moment.toISOString();
}
