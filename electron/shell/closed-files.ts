/**
 * On Linux a program that Node starts keeps open what Chromium has open: shared memory with what was on a page, and with
 * each successor some fifty files more, until Chromium can count them no longer. A shell closes them on the way; `-p`: it
 * takes nothing from its surroundings. Elsewhere nothing is passed on.
 * @param command a program and its arguments @returns the same, as it is to be started
 */
export function withClosedFiles(
  command: readonly [string, ...string[]],
  platform: NodeJS.Platform,
): [string, ...string[]] {
  if (platform !== 'linux') return [...command];
  const closeAll = 'for file in /proc/self/fd/*; do fd=${file##*/}; ((fd > 2)) && eval "exec $fd>&-"; done';
  return ['/bin/bash', '-p', '-c', `${closeAll}; exec "$@"`, 'bash', ...command];
}
