import canonicalize from 'canonicalize';

/** How deep `isInOrder` looks; what lies deeper is left to the library, which does not recurse. */
const mostLevels = 32;

/**
 * The RFC 8785 (JCS) form of a value; undefined where it has none. Throws for what JSON cannot carry. What is in order
 * already, as an event is placed and as a line of a chain is read back, JSON.stringify writes in the same way, four times
 * as fast: JCS is its output (section 3.2.2) with sorted members.
 */
export function canonicalText(value: unknown): string | undefined {
  return isInOrder(value, 0) ? JSON.stringify(value) : canonicalize(value);
}

/** Whether every member stands where JCS wants it, and nothing is there that is not plain JSON. */
function isInOrder(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed();
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      if (depth >= mostLevels) return false;
      return Array.isArray(value) ? isListInOrder(value, depth) : isObjectInOrder(value, depth);
    default:
      return false;
  }
}

function isListInOrder(list: unknown[], depth: number): boolean {
  if ('toJSON' in list) return false;
  for (let at = 0; at < list.length; at += 1) if (!isInOrder(list[at], depth + 1)) return false;
  return true;
}

function isObjectInOrder(object: object, depth: number): boolean {
  // Others say themselves what they are in JSON: dates, texts and numbers as objects, raw JSON.
  const prototype: unknown = Object.getPrototypeOf(object);
  if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in object || 'rawJSON' in object) return false;
  let before: string | null = null;
  for (const [key, item] of Object.entries(object)) {
    // By UTF-16 code units (section 3.2.3), as `<` compares.
    if ((before !== null && before >= key) || !key.isWellFormed() || !isInOrder(item, depth + 1)) return false;
    before = key;
  }
  return true;
}
