/**
 * Whether arrays and objects lie in each other more than `most` deep in this text, which must be JSON. It does not
 * recurse: whoever wrote the text may have chosen the depth so that a reader's stack ends.
 */
export function isDeeperThan(most: number, json: string): boolean {
  return opensMoreThan(most, json) && depthOf(json) > most;
}

/** Few texts open as many brackets as that, even with those inside strings, so most need no second look. */
function opensMoreThan(most: number, json: string): boolean {
  let opened = 0;
  for (const bracket of ['{', '[']) {
    for (let at = json.indexOf(bracket); at !== -1; at = json.indexOf(bracket, at + 1)) {
      opened += 1;
      if (opened > most) return true;
    }
  }
  return false;
}

function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let isString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (isString && character === '\\') at += 1;
    else if (character === '"') isString = !isString;
    else if (isString) continue;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}
