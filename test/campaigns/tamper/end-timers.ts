/** Runs work whose timers end with it: a vault of this process then ends as one that is killed. */
export async function endTimers<Value>(work: () => Promise<Value>): Promise<Value> {
  const real = globalThis.setInterval;
  const begun: NodeJS.Timeout[] = [];
  globalThis.setInterval = ((...given: Parameters<typeof real>) => {
    const timer = real(...given);
    begun.push(timer);
    return timer;
  }) as typeof real;
  try {
    return await work();
  } finally {
    globalThis.setInterval = real;
    for (const timer of begun) clearInterval(timer);
  }
}
