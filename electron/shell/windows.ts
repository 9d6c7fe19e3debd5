import { setTimeout as sleep } from 'node:timers/promises';
import { BrowserWindow } from 'electron';
import { signal } from '../../shared/signal.ts';
import type { Stance, WindowRole } from '../desk/host.ts';
import { endProcess } from './children.ts';
import { createCountdownWindows } from './countdown-windows.ts';
import { reviveCrashedPage } from './crashed-page.ts';
import { pagePreferences, type WindowFiles } from './page-preferences.ts';
import type { WindowMemory, WindowPlace } from './preferences.ts';
import { origin } from './protocol.ts';
import { bounds, onScreen } from './window-place.ts';
import { showAs, stanceOf, watchTouches } from './window-stance.ts';

export type Windows = {
  /** Loads a window's page out of sight. Main answers nothing that it asks until it is informed or shown. */
  prepare(role: WindowRole): void;
  /** Pushes the coming state to a page that is out of sight. From now on it may read what is early. */
  inform(role: WindowRole, state: unknown): void;
  /** Resolves when the window is there. */
  show(role: WindowRole, stance?: Stance): Promise<void>;
  /** The page of a window that is to be shown has put together what it shows. */
  composed(): void;
  destroy(role: WindowRole): Promise<void>;
  push(role: WindowRole | 'countdown', state: unknown): void;
  showCountdown(): void;
  hideCountdown(): void;
  focus(): void;
  stance(): Stance;
  /** Writes down where the window is, for another program that comes in its place. */
  keepPlace(): void;
  /** Milliseconds since the entry window that is there was touched. */
  sinceTouched(): number;
  window(role: WindowRole): BrowserWindow | null;
  /**
   * Which contract a page speaks, once it is shown; null for a page that is no window of ours any more.
   * @param contentsId the page's `webContents.id`
   * @param early what it asks it may know as soon as it is informed
   */
  admit(contentsId: number, early: boolean): Promise<WindowRole | 'countdown' | null>;
};

/** How long a desk has been there before the window that will cover it is made, in milliseconds. */
const coverDelay = 1_000;

/** A page that is loaded and has not said by then that it is composed is shown as it is, in milliseconds. */
const patience = 1_000;

/**
 * How a window begins. At a lock an empty one covers the desk before anything else happens. One that is made in advance
 * draws out of sight. The program's first one draws when it is shown, and is shown when its page is composed: a page
 * that is to draw waits for the graphics' process, which is not there yet, and cannot compile its scripts meanwhile.
 */
const beginnings = {
  covering: { show: true },
  inAdvance: { show: false },
  first: { show: false, paintWhenInitiallyHidden: false },
};

/** A window that loads its page out of sight. */
type Prepared = {
  window: BrowserWindow;
  loaded: Promise<void>;
  isLoaded: boolean;
  informed: Promise<void>;
  tellInformed: () => void;
  shown: Promise<void>;
  release: () => void;
};

/** The console's windows: one entry or one desk window in the same place, never both for longer than a hand-over. */
export function createWindows(
  files: WindowFiles,
  packaged: boolean,
  memory: Promise<WindowMemory>,
  onClosed: () => void,
): Windows {
  const open = new Map<WindowRole, BrowserWindow>();
  const prepared = new Map<WindowRole, Prepared>();
  /** Windows whose pages are not there yet. */
  const showing = new Map<WindowRole, { window: BrowserWindow; there: Promise<void> }>();
  let place: WindowPlace | null = null;
  let kept: WindowMemory | null = null;
  const remembered = memory.then((known) => {
    kept = known;
    place ??= onScreen(known.read());
  });
  /** An empty window, out of sight, in which the next lock finds its page: to make one takes longer than to show it. */
  let cover: BrowserWindow | null = null;
  let countdownState: unknown = null;
  const countdown = createCountdownWindows(files, packaged);
  /** Of the window that waits for its page's word. */
  let tellComposed = () => {};
  const touches = new WeakMap<BrowserWindow, () => number>();

  const rememberPlace = (window: BrowserWindow) => {
    place = { ...window.getNormalBounds(), maximised: window.isMaximized() };
  };

  const keepPlace = (window: BrowserWindow) => {
    rememberPlace(window);
    try {
      if (place) kept?.write(place);
    } catch {
      // A disk that does not take it keeps nobody from anything else.
    }
  };

  const create = (role: WindowRole, beginning: keyof typeof beginnings): BrowserWindow => {
    const window = new BrowserWindow({
      ...(place ? bounds(place) : { width: 1366, height: 768 }),
      minWidth: 960,
      minHeight: 640,
      title: 'Cleandesk',
      backgroundColor: '#f6f7f9',
      ...beginnings[beginning],
      autoHideMenuBar: true,
      webPreferences: pagePreferences(files, packaged),
    });
    window.on('page-title-updated', (event) => {
      event.preventDefault();
    });
    touches.set(window, watchTouches(window.webContents));
    window.on('close', () => {
      if (open.get(role) === window) keepPlace(window);
    });
    window.on('closed', () => {
      if (open.get(role) !== window) return;
      open.delete(role);
      onClosed();
    });
    const isShown = () => open.get(role) === window;
    reviveCrashedPage(window, isShown, () => loadPage(window, role), onClosed);
    return window;
  };
  const makeCover = () => {
    if (open.has('desk')) cover ??= create('entry', 'inAdvance');
  };
  const takeCover = (): BrowserWindow | null => {
    const taken = cover;
    cover = null;
    return taken;
  };
  // Not before: to maximise a window is to show it.
  const putInPlace = (window: BrowserWindow) => {
    if (place?.maximised) window.maximize();
    else if (place) window.setBounds(bounds(place));
  };

  /** At once: when this returns, window and renderer are gone or killed. */
  const end = (role: WindowRole) => {
    const ready = prepared.get(role);
    prepared.delete(role);
    ready?.release();
    const shown = open.get(role);
    open.delete(role);
    if (shown) rememberPlace(shown);
    for (const window of [shown, ready?.window]) if (window) kill(window);
  };
  const kill = (window: BrowserWindow) => {
    const pid = window.webContents.getOSProcessId();
    window.destroy();
    // Chromium may keep a renderer for reuse: what it knew must end with the window.
    if (pid > 0) endProcess(pid);
  };

  const show = (role: WindowRole, stance: Stance = 'in-front'): Promise<void> => {
    const known = open.get(role);
    const coming = showing.get(role);
    if (known && coming?.window === known) return coming.there;
    if (known) {
      known.show();
      end(otherThan(role));
      return Promise.resolve();
    }
    const there = begin(role, stance);
    const window = open.get(role);
    if (window) showing.set(role, { window, there });
    return there.finally(() => {
      if (showing.get(role)?.window === window) showing.delete(role);
    });
  };

  /** Shows a window that is not there yet; it is the role's when this returns. */
  const begin = async (role: WindowRole, stance: Stance): Promise<void> => {
    const other = otherThan(role);
    const covered = open.get(other);
    if (covered) rememberPlace(covered);
    const covers = role === 'entry' && covered !== undefined;
    const ready = prepared.get(role);
    prepared.delete(role);
    const window = ready?.window ?? (covers ? takeCover() : null) ?? create(role, covers ? 'covering' : 'first');
    open.set(role, window);
    ready?.release();
    if (covers) {
      putInPlace(window);
      window.show();
      end(other);
    }
    // A page that is there is shown at once: what else follows from a step would come first otherwise.
    if (!ready?.isLoaded) await Promise.all([ready?.loaded ?? pageCome(window, role, covers), remembered]);
    // The page was loading while something else came between: a lock, the end of the program.
    if (open.get(role) !== window) return;
    if (!covers) putInPlace(window);
    showAs(window, stance);
    end(other);
    if (stance === 'in-front') window.focus();
    if (role === 'desk') setTimeout(makeCover, coverDelay).unref();
  };

  const pageCome = async (window: BrowserWindow, role: WindowRole, covers: boolean) => {
    const [composed, tell] = signal();
    tellComposed = tell;
    const loaded = loadPage(window, role);
    if (covers || role === 'desk') await loaded;
    else await Promise.race([composed, loaded.then(() => sleep(patience))]);
  };

  const prepare = (role: WindowRole) => {
    if (open.has(role) || prepared.has(role)) return;
    const window = create(role, 'inAdvance');
    const loaded = loadPage(window, role);
    const [informed, tellInformed] = signal();
    const [shown, release] = signal();
    const ready: Prepared = { window, loaded, isLoaded: false, informed, tellInformed, shown, release };
    void Promise.all([loaded, remembered]).then(() => (ready.isLoaded = true));
    prepared.set(role, ready);
  };
  const inform = async (role: WindowRole, state: unknown) => {
    const ready = prepared.get(role);
    await ready?.loaded;
    if (!ready || prepared.get(role) !== ready) return;
    tell(ready.window, state);
    ready.tellInformed();
  };
  const roleOf = (id: number) => {
    for (const [role, window] of open) if (window.webContents.id === id) return role;
    return countdown.owns(id) ? 'countdown' : null;
  };

  return {
    prepare,
    inform: (role, state) => void inform(role, state),
    show,
    composed: () => {
      tellComposed();
    },
    destroy: (role) => {
      end(role);
      return Promise.resolve();
    },
    push: (role, state) => {
      if (role === 'countdown') {
        countdownState = state;
        countdown.push(state);
        return;
      }
      const window = open.get(role);
      if (window) tell(window, state);
    },
    showCountdown: () => {
      countdown.show(countdownState);
    },
    hideCountdown: countdown.hide,
    focus: () => {
      const window = open.get('desk') ?? open.get('entry');
      if (window?.isMinimized()) window.restore();
      window?.show();
      window?.focus();
    },
    stance: () => stanceOf(open.get('entry') ?? null),
    keepPlace: () => {
      const window = open.get('entry');
      if (window) keepPlace(window);
    },
    sinceTouched: () => {
      const window = open.get('entry');
      return (window && touches.get(window)?.()) ?? Infinity;
    },
    window: (role) => open.get(role) ?? null,
    admit: async (id, early) => {
      for (const [role, { window, informed, shown }] of prepared) {
        if (window.webContents.id !== id) continue;
        await (early ? Promise.race([informed, shown]) : shown);
        if (early && prepared.get(role)?.window === window) return role;
      }
      return roleOf(id);
    },
  };
}

/**
 * Loads our own page, again and again if need be: while the system falls asleep Chromium may refuse to load anything,
 * and a lock screen without a page could not be left. A window that is destroyed meanwhile is no error.
 */
async function loadPage(window: BrowserWindow, role: WindowRole): Promise<void> {
  while (!window.isDestroyed()) {
    try {
      await window.loadURL(`${origin}/${role}.html`);
      return;
    } catch {
      await sleep(500);
    }
  }
}

function tell(window: BrowserWindow, state: unknown): void {
  window.webContents.send('cleandesk:push', { name: 'state', body: state });
}

const otherThan = (role: WindowRole): WindowRole => (role === 'entry' ? 'desk' : 'entry');
