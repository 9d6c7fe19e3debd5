/** Something that happens once: it resolves when the function beside it is called. */
export function signal(): [happened: Promise<void>, tell: () => void] {
  let tell: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => (tell = resolve));
  return [happened, tell];
}
