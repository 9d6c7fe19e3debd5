/** What electron/preload.ts, or the preview in its place, exposes to the page. */
export type WindowBridge = {
  call(name: string, body: unknown): Promise<unknown>;
  on(listener: (push: { name: string; body: unknown }) => void): () => void;
};

/** The bridge of this window; looked up at each use, so that a page without one still draws itself. */
export function windowBridge(): WindowBridge | null {
  return (globalThis as { cleandesk?: WindowBridge }).cleandesk ?? null;
}
