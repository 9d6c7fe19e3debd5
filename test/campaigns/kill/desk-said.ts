export const deskService = 'Cleandesk kill';

/** What the desk's process tells of what is done at it: before it is asked, and when it was promised. */
export type Said =
  | { is: 'ready' }
  | { is: 'kept'; ids: string[] }
  | { is: 'copying' }
  | { is: 'copied' }
  | { is: 'setting'; idleSeconds: number }
  | { is: 'set' }
  | { is: 'giving-way' }
  /** Another desk has taken the place of one that was locked. */
  | { is: 'succeeded'; locked: boolean };
