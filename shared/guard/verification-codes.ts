import type { Group } from './groups.ts';
import type { Range } from './look-alikes.ts';
import type { CardNumber } from './numbers.ts';

/**
 * Names of the card verification code as schemes, forms and people write them; Cyrillic look-alikes included. How each
 * of them begins is asked first, because nearly every place of a text is passed over by it.
 */
const names =
  /(?=[cс][vв]|c[aosi]|си|цв|[sv]e|ко|тр|th|la|3 )(?<![\p{L}\p{N}])(?:[cс][vв][vвcс]2?|[cс][vв]2|[cс][vв][nн]2?|cav2?|csc|цвв|свв|сиви(?:ви|си)|cid|card (?:verification|security) (?:code|value|number)|security code|verification (?:code|value)|код (?:проверки|подлинности|безопасности|верификации) карты|код безопасности|(?:три|3) цифры (?:с|на) (?:обратной стороны?|обороте|оборота)|код (?:с|на|со) (?:обратной стороны|обратной стороне|обороте|оборота|задней стороны|тыльной стороны)(?: карты)?|(?:three|3|last three|last 3) digits on the back|code (?:on|from) the back(?: of the card)?)(?!\p{L})/giu;

/** Words that say that the digits after them are something else, or that there is no code. */
const elsewhere =
  /(?<!\p{L})(?:не|нет|без|никогда|not|no|never|without|didn't|заказ\p{L}*|заявк\p{L}*|тикет\p{L}*|договор\p{L}*|телефон\p{L}*|доб|внутр\p{L}*|сумм\p{L}*|order|ticket|case|phone|ext|extension|amount|room|номере?|year|год\p{L}*)(?!\p{L})/iu;

/**
 * Verification codes (PCI DSS 3.3.1.2: never stored, not even encrypted): three or four digits beside their name, or
 * at the end of a card number, with or without its expiry between.
 */
export function verificationCodes(text: string, groups: readonly Group[], numbers: readonly CardNumber[]): Range[] {
  const found: Range[] = [];
  let next = 0;
  names.lastIndex = 0;
  // Not `matchAll`, which makes the expression anew for each text.
  for (let match = hasCodes(groups) ? names.exec(text) : null; match; match = names.exec(text)) {
    const end = match.index + match[0].length;
    while (next < groups.length && (groups[next] as Group).from < match.index) next++;
    let after = next;
    while (after < groups.length && (groups[after] as Group).from < end) after++;
    const following = codeAt(text, groups, after);
    if (following && isNear(text.slice(end, following.from))) found.push(following);
    const preceding = groups[next - 1];
    if (preceding && isCodeLength(preceding.digits) && !(groups[next - 1] as Group).linked) {
      const gap = text.slice(preceding.to, match.index);
      if (/^[\s\p{P}\p{S}]{0,4}(?:(?:is|это|[-—–=]) (?:the |его |её )?)?$/iu.test(gap))
        found.push({ from: preceding.from, to: preceding.to });
    }
  }
  for (const number of numbers) {
    const code = codeAfterNumber(text, groups, number);
    if (code) found.push(code);
  }
  return found;
}

/** Whether any digits stand there that are a code if their name is near. */
const hasCodes = (groups: readonly Group[]): boolean =>
  groups.some(({ digits }, index) => isCodeLength(digits) || (digits.length < 3 && groups[index + 1]?.linked === true));

const isCodeLength = (digits: string): boolean => digits.length === 3 || digits.length === 4;

/** A code that begins at this group: one group, or several of them joined by blanks or hyphens ("1 2 3"). */
function codeAt(text: string, groups: readonly Group[], start: number): Range | null {
  const first = groups[start];
  if (!first) return null;
  let digits = first.digits;
  let end = start;
  while (digits.length < 3) {
    const next = groups[end + 1];
    if (!next?.linked || !/^[\s\p{Pd}]*$/u.test(text.slice((groups[end] as Group).to, next.from))) return null;
    digits += next.digits;
    end++;
  }
  const last = groups[end] as Group;
  const goesOn = groups[end + 1]?.tight === true && groups[end + 1]?.digits.length === first.digits.length;
  // A fourth single digit still belongs to it; a row that goes on is a telephone or an order.
  if (goesOn && digits.length === 3 && first.digits.length === 1) {
    const fourth = groups[end + 1] as Group;
    return groups[end + 2]?.tight === true ? null : { from: first.from, to: fourth.to };
  }
  return goesOn || !isCodeLength(digits) ? null : { from: first.from, to: last.to };
}

/** At most two words of some sort, in the same sentence, none of which points elsewhere. */
function isNear(between: string): boolean {
  if (between.length > 32 || /[.!?;]\s|\n\s*\n/u.test(between)) return false;
  if (elsewhere.test(between.replace(/(?<!\p{L})(?:номер|number|no\.|№)(?!\p{L})/giu, ''))) return false;
  const words = between.match(/\p{L}+/gu) ?? [];
  const filler = /^(?:код|code|is|it|s|это|the|card|карты|номер|number|value|was|был|равен|цифры|digits|of|на|у)$/iu;
  return words.filter((word) => !filler.test(word)).length <= 2;
}

/** "4111 … 1111 12/27 123": the digits after a number, and after its expiry where that stands between. */
function codeAfterNumber(text: string, groups: readonly Group[], number: CardNumber): Range | null {
  let index = number.last + 1;
  const month = groups[index];
  const year = groups[index + 1];
  if (month?.linked && year?.linked && /^(?:0?[1-9]|1[0-2])$/.test(month.digits) && /^(?:20)?\d\d$/.test(year.digits)) {
    index += 2;
  }
  const code = groups[index];
  if (!code?.linked || !isCodeLength(code.digits) || groups[index + 1]?.linked === true) return null;
  return /^\p{L}/u.test(text.slice(code.to)) ? null : { from: code.from, to: code.to };
}
