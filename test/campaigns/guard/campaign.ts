import fc from 'fast-check';
import { findAcrossFields, findCardData } from '../../../shared/guard/index.ts';
import type { Campaign, Count, Tally, Violation } from '../harness/campaign.ts';
import type { Random } from '../harness/random.ts';
import { upperBound } from '../harness/upper-bound.ts';
import { disguisedKinds, type Disguised } from './disguised.ts';
import { plants } from './plants.ts';
import { tryVault } from './in-vault.ts';
import { isCardByChance, lookAlikeKinds, type LookAlike } from './look-alikes.ts';

/** Of each kind in one run. */
const drawn = { disguised: 20, lookAlikes: 100 };
/** A vault commits in real time, so that only some runs go through one. */
const runsPerVault = 10;
/** Design, section 15. */
const goals = { missed: 0.001, refused: 0.0001 };

const drawEach = <Item>(kinds: readonly fc.Arbitrary<Item>[], random: Random, numRuns: number): Item[] =>
  kinds.flatMap((kind) => fc.sample(kind, { seed: random.int(0, 0x7fffffff), numRuns }));

function isMissed(one: Disguised): boolean {
  if (one.fields) return new Set(findAcrossFields(one.fields).map(({ field }) => field)).size < 2;
  return !findCardData(one.text).some(({ from, to }) => from <= one.from && to >= one.to);
}

const isRefused = ({ fields }: LookAlike): boolean =>
  fields.some((text) => findCardData(text).length > 0) || findAcrossFields(fields).length > 0;

function tryDisguised(random: Random, count: Count): Violation[] {
  const tried = drawEach(disguisedKinds, random, drawn.disguised);
  const missed = tried.filter(isMissed);
  count('disguised', tried.length);
  count('missed', missed.length);
  return missed.map(({ disguise, number, text, fields }) => ({
    says: `${number} was not seen (${disguise}): ${JSON.stringify(text ?? fields)}`,
  }));
}

function tryLookAlikes(random: Random, count: Count): Violation[] {
  const violations: Violation[] = [];
  for (const one of drawEach(lookAlikeKinds, random, drawn.lookAlikes)) {
    const group = isCardByChance(one.fields) ? 'cards by chance' : 'look-alikes';
    const refused = isRefused(one);
    count(group);
    if (refused) count(`${group} refused`);
    if (one.kind === 'sixteen random digits') count(`sixteen random digits, ${group}`);
    if (refused && group === 'look-alikes')
      violations.push({ says: `refused although no card (${one.kind}): ${JSON.stringify(one.fields)}` });
  }
  return violations;
}

const of = (tally: Tally, what: string): number => tally[what] ?? 0;
const missedBound = (tally: Tally) => upperBound(of(tally, 'missed'), of(tally, 'disguised'));
const refusedBound = (tally: Tally) => upperBound(of(tally, 'look-alikes refused'), of(tally, 'look-alikes'));
const percent = (rate: number) => `${(rate * 100).toFixed(5)} %`;

/**
 * Draws card numbers of all published issuers in every disguise of the list, and what only looks like one. Its corpora
 * know nothing of the guard's rules: `test/vectors/cards.ts`.
 */
export const campaign: Campaign = {
  name: 'guard',
  fullSize: 500,
  plants,
  begin: () =>
    Promise.resolve({
      run: async (n, random, count) => [
        ...tryDisguised(random, count),
        ...tryLookAlikes(random, count),
        ...(n % runsPerVault === 0 ? await tryVault(random, count) : []),
      ],
      end: () => Promise.resolve(),
    }),
  judge: (tally) => [
    ...(missedBound(tally) > goals.missed ? [{ says: `up to ${percent(missedBound(tally))} may be missed` }] : []),
    ...(refusedBound(tally) > goals.refused ? [{ says: `up to ${percent(refusedBound(tally))} may be refused` }] : []),
  ],
  report: (tally) => [
    `${of(tally, 'disguised')} card numbers in disguise, ${of(tally, 'missed')} missed; upper 95 % bound ${percent(missedBound(tally))}`,
    `${of(tally, 'look-alikes')} look-alikes, ${of(tally, 'look-alikes refused')} refused; upper 95 % bound ${percent(refusedBound(tally))}`,
    `${of(tally, 'cards by chance')} more are cards by issuer, length and check digit by chance, ${of(tally, 'cards by chance refused')} of them refused`,
    `${of(tally, 'notes in a vault')} of the disguises written into a vault`,
    `of sixteen random digits ${of(tally, 'sixteen random digits, cards by chance')} are cards by chance, ${of(tally, 'sixteen random digits, look-alikes')} are not`,
  ],
};
