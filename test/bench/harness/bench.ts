/** One number against its goal: the JSON that a bench prints (design, section 13). */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  /** The same, measured in the same run, of the least that could do the work. */
  reference: number;
  ratio: number;
  goal: string;
  ok: boolean;
};

/** `full` is what section 15 names; `short` only shows that the bench itself works. */
export type Size = 'full' | 'short';

export type Bench = {
  name: string;
  /** What is measured against what, in one line. */
  says: string;
  /** It runs the built console in a real Electron. */
  electron: boolean;
  /** The first figure is the one that the bench is named after. `say` takes a line for people. */
  measure(size: Size, say: (line: string) => void): Promise<[Figure, ...Figure[]]>;
};
