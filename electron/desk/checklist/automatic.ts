import type { AutomaticAnswer, ChecklistTemplate } from '../../../shared/checklist/types.ts';
import type { ConsoleItem } from '../../../shared/checklist/templates.ts';
import type { ChainState } from '../audit/audit-log.ts';

/** What the desk sees of itself when an automatic item is answered. */
export type AutomaticFacts = {
  /** Wall time against running time, and against central's clock in seconds (this desk minus central) where known. */
  clock: { steadiness: 'steady' | 'ahead' | 'behind'; offsetSeconds: number | null };
  /** The lowest version that the site asks for; null where nobody has said. */
  version: { required: string | null };
  /** Whether the system's keychain answered when it was last asked; the preview has a file in its place. */
  keychain: { answers: boolean; file: boolean };
  chain: ChainState;
};

/** What the checklists' own tables know: the newest version seen at this desk, and the person's acknowledgement. */
export type OwnFacts = {
  installed: string;
  newest: string;
  policyText: { state: 'none' | 'acknowledged' | 'due'; version: number | null; acknowledgedOn: string | null };
};

type Seen = AutomaticAnswer['seen'];
type Answered = { value: AutomaticAnswer['value']; seen: Record<string, string | number | null> };

/** A code lives 30 s and is accepted one step early or late: beyond a minute people are refused. */
const offsetLimitSeconds = 60;

/** Answers every automatic item of a template with what was seen; figures that are not known are left out. */
export function automaticAnswers(
  template: ChecklistTemplate,
  facts: AutomaticFacts,
  own: OwnFacts,
  at: number,
): AutomaticAnswer[] {
  const answers = answerAll(facts, own);
  return template.items
    .filter((item) => item.kind === 'automatic')
    .map(({ id }) => {
      // A site's own template may ask what this version of the console cannot see: it says so and guesses nothing.
      const { value, seen } = Object.hasOwn(answers, id)
        ? answers[id as ConsoleItem]
        : { value: 'unknown' as const, seen: {} };
      return { item: id, value, seen: known(seen), at };
    });
}

function answerAll(facts: AutomaticFacts, own: OwnFacts): Record<ConsoleItem, Answered> {
  const { clock, version, keychain, chain } = facts;
  const { state, ...policySeen } = own.policyText;
  const offsetFits = clock.offsetSeconds === null || Math.abs(clock.offsetSeconds) <= offsetLimitSeconds;
  const current =
    compareVersions(own.installed, own.newest) >= 0 &&
    (version.required === null || compareVersions(own.installed, version.required) >= 0);
  return {
    'console-clock': { value: yesIf(clock.steadiness === 'steady' && offsetFits), seen: clock },
    'console-version': {
      value: yesIf(current),
      seen: { installed: own.installed, required: version.required, newest: own.newest },
    },
    'console-keychain': {
      value: yesIf(keychain.answers && !keychain.file),
      seen: { answers: keychain.file ? 'file' : keychain.answers ? 'yes' : 'no' },
    },
    'console-chain': {
      value: yesIf(chain.state === 'whole'),
      seen: { state: chain.state, length: chain.length, signedUpTo: chain.signedUpTo },
    },
    'console-policy-text': { value: state === 'none' ? 'unknown' : yesIf(state === 'acknowledged'), seen: policySeen },
  };
}

const yesIf = (condition: boolean): 'yes' | 'no' => (condition ? 'yes' : 'no');

function known(figures: Answered['seen']): Seen {
  const entries = Object.entries(figures).flatMap(([name, figure]) => (figure === null ? [] : [[name, figure]]));
  return Object.fromEntries(entries) as Seen;
}

/** @returns negative, zero or positive, by the numbers of two versions (1.10.0 is newer than 1.9.3); suffixes are not compared. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split(/[-+]/, 1)[0]?.split('.').map(Number) ?? []);
  for (const index of [0, 1, 2]) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
