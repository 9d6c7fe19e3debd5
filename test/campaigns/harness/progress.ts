/** Shows how far something long has come. */
export type Progress = {
  at(done: number, of: number, violations: number): void;
  end(): void;
};

const width = 30;
/** Between two lines where nobody watches, and between two pictures of the bar where somebody does, in milliseconds. */
const pause = { file: 10_000, terminal: 200 };

/** A bar with the time that is left on a terminal, a line now and then elsewhere. Time is real: it is for people only. */
export function showProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  const started = performance.now();
  let shown = started;
  let barStands = false;
  return {
    at: (done, of, violations) => {
      const now = performance.now();
      if (now - shown < (out.isTTY ? pause.terminal : pause.file)) return;
      shown = now;
      const left = ((now - started) / done) * (of - done);
      const words = `${done} of ${of} runs, ${violations} violations, ${duration(left)} left`;
      const filled = Math.round((done / of) * width);
      barStands = out.isTTY;
      out.write(out.isTTY ? `\r\x1b[K${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${words}` : `${words}\n`);
    },
    end: () => {
      if (barStands) out.write('\r\x1b[K');
    },
  };
}

function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
