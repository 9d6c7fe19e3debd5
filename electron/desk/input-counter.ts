export type Border = 'ipc' | 'gate' | 'vault' | 'http';

export type InputCounter = {
  /** One message that did not fit its contract. */
  count(border: Border, name: string): void;
  /** Reports what has been counted so far. */
  flush(): void;
};

/** A flood becomes one row a minute for each border and name, with its count. */
const window = 60_000;
/** Names come from contracts; a child gone wrong must not fill the log with names, or with texts, of its own. */
const mostNames = 64;
const aName = /^[\w.:-]{1,64}$/;

export function createInputCounter(report: (border: Border, name: string, count: number) => void): InputCounter {
  const counts = new Map<string, { border: Border; name: string; count: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const { border, name, count } of counts.values()) report(border, name, count);
    counts.clear();
  };
  return {
    count: (border, name) => {
      const told = counts.size < mostNames && aName.test(name) ? name : 'other';
      const key = `${border} ${told}`;
      const known = counts.get(key);
      if (known) known.count += 1;
      else counts.set(key, { border, name: told, count: 1 });
      timer ??= setTimeout(flush, window);
    },
    flush,
  };
}
