/**
 * The upper 95 % bound of a rate that showed itself `seen` times in `tried` (Clopper and Pearson 1934, one-sided): the
 * rate at which so few would be seen only once in twenty times. Never seen: the rule of three, 3 / tried.
 */
export function upperBound(seen: number, tried: number): number {
  if (seen >= tried) return 1;
  let [low, high] = [seen / tried, 1];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (atMost(seen, tried, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance to see at most `seen` in `tried` at this rate, summed in logarithms: the terms are tiny. */
function atMost(seen: number, tried: number, rate: number): number {
  if (rate >= 1) return 0;
  let term = tried * Math.log1p(-rate);
  let sum = Math.exp(term);
  for (let count = 1; count <= seen; count++) {
    term += Math.log((tried - count + 1) / count) + Math.log(rate) - Math.log1p(-rate);
    sum += Math.exp(term);
  }
  return sum;
}
