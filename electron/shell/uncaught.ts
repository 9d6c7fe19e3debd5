/**
 * An error that nobody has caught ends the program, and its vault with it. Electron would show a box instead, behind
 * which main does nothing until somebody closes it: the desk stays open, and no lock comes. It ends as one that is
 * killed, from which everything comes back: nothing more is run in a state that nobody has foreseen.
 */
export function endOnUncaught(): void {
  process.on('uncaughtException', (error: unknown) => {
    // Where it was, and not what it said: that may be something that somebody has typed.
    const { name, stack = '' } = error instanceof Error ? error : new Error();
    const places = stack.split('\n').filter((line) => /^ +at /.test(line));
    process.stderr.write(`Cleandesk ended by ${name}\n${places.join('\n')}\n`);
    process.kill(process.pid, 'SIGKILL');
  });
}
