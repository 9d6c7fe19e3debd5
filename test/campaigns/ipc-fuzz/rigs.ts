type Stoppable = { stop(): Promise<void> };

/** The programs that a campaign speaks to: each is started when it is first spoken to, and what breaks in them is heard. */
export function keepRigs() {
  const started: Promise<Stoppable>[] = [];
  let crashes: string[] = [];
  const hear = (error: unknown) => {
    crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  process.on('uncaughtException', hear);
  process.on('unhandledRejection', hear);
  return {
    lazily: <Rig extends Stoppable>(start: () => Promise<Rig>): (() => Promise<Rig>) => {
      let rig: Promise<Rig> | undefined;
      return () => {
        if (!rig) started.push((rig = start()));
        return rig;
      };
    },
    /** A process of its own has ended, and nobody had told it to. */
    hear,
    /** What broke since this was last asked. */
    crashes: (): string[] => crashes.splice(0),
    end: async () => {
      for (const rig of started) await (await rig).stop();
      process.off('uncaughtException', hear);
      process.off('unhandledRejection', hear);
      crashes = [];
    },
  };
}
