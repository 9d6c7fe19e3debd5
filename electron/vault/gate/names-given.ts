import { findAcrossFields, findCardData } from '../../../shared/guard/index.ts';
import { personName, teamName, username } from '../../../shared/people.ts';
import { readAs } from '../../../shared/read-as.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { canonicalUsername, tidy } from '../accounts/names.ts';

export type GivenNames = { name: string; username: string; team: string };
type CardKind = ReturnType<typeof findCardData>[number]['kind'];

/**
 * The names of a person as they will be kept, or why not: card data in any of them (PCI DSS 3.3.1), or nothing visible
 * left of them. The failure's `detail.kind` says what the guard found.
 */
export function readNames(typed: GivenNames): Result<GivenNames, 'card-data' | 'malformed'> {
  const given = asKept(typed);
  const kind = cardDataInNames(typed);
  if (kind) return fail('card-data', { kind });
  const fits =
    readAs(personName, given.name).success &&
    readAs(username, given.username).success &&
    readAs(teamName, given.team).success;
  return fits ? ok(given) : fail('malformed');
}

/** What the guard finds in a person's names, as they were typed or as they will be kept; null when nothing. */
export function cardDataInNames(typed: GivenNames): CardKind | null {
  return cardDataIn(Object.values(typed)) ?? cardDataIn(Object.values(asKept(typed)));
}

/** What the guard finds first in these texts, also split over two of them; null when nothing. */
export function cardDataIn(texts: string[]): CardKind | null {
  const found = [...texts.flatMap((text) => findCardData(text)), ...findAcrossFields(texts)];
  return found[0]?.kind ?? null;
}

const asKept = ({ name, username, team }: GivenNames): GivenNames => ({
  name: tidy(name),
  username: canonicalUsername(username),
  team: tidy(team),
});
