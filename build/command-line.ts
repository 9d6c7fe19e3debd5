/**
 * What somebody has written behind a command's name.
 * @param usage what `--help` shows, and what is shown with a wrong option
 * @param read `parseArgs` with the command's options, `help` among them
 * @returns what was read; the process ends with 0 after `--help`, with 2 where an option is wrong
 */
export function readCommandLine<T extends { values: { help: boolean } }>(usage: string, read: () => T): T {
  let line: T;
  try {
    line = read();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
  if (!line.values.help) return line;
  console.log(usage);
  process.exit(0);
}
