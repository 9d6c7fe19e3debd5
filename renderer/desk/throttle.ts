/** Runs `work` at once and then at most once every `every` milliseconds; the last call is never lost. */
export function throttle<Arguments extends unknown[]>(
  work: (...values: Arguments) => void,
  every: number,
): (...values: Arguments) => void {
  let waiting: Arguments | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const turn = () => {
    timer = null;
    if (!waiting) return;
    const values = waiting;
    waiting = null;
    start(values);
  };
  const start = (values: Arguments) => {
    timer = setTimeout(turn, every);
    work(...values);
  };
  return (...values) => {
    if (timer === null) start(values);
    else waiting = values;
  };
}
