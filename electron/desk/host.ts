/**
 * What the desk needs of the program that carries it. Electron's shell and the preview each implement it once; the
 * desk does not know which of them it is in.
 */
export type ChildKind = 'gate' | 'vault';
export type WindowRole = 'entry' | 'desk';

/** How a window stands on the screen. */
export type Stance = 'in-front' | 'behind' | 'minimised';

/** Another program like this one, which has opened nothing yet and is not to be seen. */
export type Successor = {
  /** True once it waits for its turn; false: it could not be started, or has ended. */
  ready: Promise<boolean>;
  /** It may open the profile. This program ends when the other is on the screen. */
  giveWay(): void;
  /** It is not wanted any more. */
  drop(): void;
};

/** The place of another program that this one takes. */
export type Turn = {
  /** Says that this program waits. Resolves when that one has given way. */
  comes(): Promise<void>;
  /** This program is on the screen: the other may end. */
  taken(): void;
};

/** One end of a pipe that can be handed to a child or a window. Opaque to the desk: payloads do not pass through it. */
export type PipeEnd = { readonly [pipeBrand]: true };
declare const pipeBrand: unique symbol;

export type Child = {
  pid: number | undefined;
  send(message: unknown, pipes?: PipeEnd[]): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  /** Ends the process without asking it; resolves when it is gone. Idempotent. */
  kill(): Promise<void>;
};

/** What the system reports. `user-switch` is another user taking the seat. */
export type PowerEvent = 'system-lock' | 'suspend' | 'resume' | 'user-switch' | 'shutdown';

export type Host = {
  kind: 'product' | 'preview';
  version: string;
  spawn(kind: ChildKind): Child;
  pipe(): [PipeEnd, PipeEnd];
  /** Hands a pipe to the window of that role, as the port named `kind`. */
  deliver(to: WindowRole, kind: ChildKind, end: PipeEnd): void;
  windows: {
    /** Loads the page of a window that may be shown soon, out of sight; it is told nothing until then. */
    prepare(role: WindowRole): void;
    /** A page that was prepared draws this state, out of sight. Whatever it asks waits all the same. */
    inform(role: WindowRole, state: unknown): void;
    /** Shows a window of that role in place of the other one; `entry` first covers the desk, then destroys it. */
    show(role: WindowRole, stance?: Stance): Promise<void>;
    /** Ends a window and its renderer process; resolves when the process is gone. */
    destroy(role: WindowRole): Promise<void>;
    push(role: WindowRole | 'countdown', state: unknown): void;
    showCountdown(): void;
    hideCountdown(): void;
    /** Brings the console to the front: a second start, an unlock by key. */
    focus(): void;
    stance(): Stance;
    /** Milliseconds since a key or a mouse button last went to the entry window that is there; infinite: none did. */
    sinceTouched(): number;
  };
  /** Seconds since the person last touched keyboard or mouse, by the system; null where the system cannot say. */
  idleSeconds(): number | null;
  onPower(listener: (event: PowerEvent) => void): void;
  clipboard: {
    /** Whether the clipboard still holds what was copied under this mark; never reads the text. */
    holds(mark: string): Promise<boolean>;
    clear(): void;
    /** X11's PRIMARY selection. */
    clearSelection(): void;
  };
  /** Starts a program that can take this one's place; null where this one shows no pages of its own, or has to stay. */
  succeed: (() => Successor) | null;
  contentProtection: 'on' | 'off' | 'no-effect';
  /** Asks, over the desk window, where to save; null if the person changed their mind. */
  askPlace(name: string): Promise<string | null>;
  /** Writes a file for its owner alone; rejects when the disk does not take it. */
  writeFile(place: string, bytes: Uint8Array): Promise<void>;
  quit(): void;
};
