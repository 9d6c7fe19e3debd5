/**
 * One end of a two-way pipe, whatever carries it: a MessagePort in the renderer, a MessagePortMain in a utility
 * process, a WebSocket in the preview. Payloads are structured-clone safe; bytes travel as Uint8Array.
 */
export type Port = {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
};

/** What a child process (gate or vault) sees of main: typed by the caller, validated on receipt. */
export type ParentLink = {
  send(message: unknown): void;
  /** `ports` are the pipes handed over together with the message, in order. */
  onMessage(listener: (message: unknown, ports: Port[]) => void): void;
};
