import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, BrowserWindow, type WebContents } from 'electron';

/**
 * Runs in an app's main process before the app itself and says on its standard output what can be seen of its windows,
 * one line each: `probe WHAT CONTENTS NANOSECONDS`, by the clock that all processes of a machine share. Orders come on
 * its standard input, one JSON in a line.
 */
type Order =
  /** Types until the window takes a key. */
  | { do: 'knock' }
  /** Writes into the fields of the page in their order, then presses Enter where `enter` is set. */
  | { do: 'write'; texts: string[]; enter: boolean };

/** Between two keys of a fast typist, in milliseconds. */
const pace = 60;

const tell = (what: string, id: number) => {
  process.stdout.write(`probe ${what} ${id} ${process.hrtime.bigint()}\n`);
};

let typed = false;

/** Of its frame: what is asked of the contents waits until the page has loaded everything. */
const evaluate = (contents: WebContents, script: string) => contents.mainFrame.executeJavaScript(script);

/** Resolves when this holds in the page. */
const untilTrue = (contents: WebContents, condition: string) =>
  evaluate(
    contents,
    `new Promise((resolve) => {
    const look = () => {
      if (!(${condition})) return false;
      requestAnimationFrame(() => resolve());
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    addEventListener('focusin', look);
  })`,
  );

app.on('browser-window-created', (_event, window) => {
  const { webContents: contents } = window;
  const { id } = contents;
  tell('created', id);
  window.on('show', () => {
    tell('shown', id);
    void evaluate(contents, 'new Promise((resolve) => requestAnimationFrame(() => resolve()))').then(
      () => {
        tell('painted', id);
      },
      // Its window has gone.
      () => undefined,
    );
  });
  window.on('closed', () => {
    tell('closed', id);
  });
  contents.on('dom-ready', () => {
    tell(`renderer:${contents.getOSProcessId()}`, id);
    const watch = (what: string, condition: string) => {
      untilTrue(contents, condition).then(
        () => {
          tell(what, id);
        },
        // Its window has gone.
        () => undefined,
      );
    };
    watch('asks', "document.activeElement?.tagName === 'INPUT'");
    void evaluate(
      contents,
      "new Promise((resolve) => addEventListener('input', () => resolve(), { once: true }))",
    ).then(
      () => {
        typed = true;
        tell('typed', id);
      },
      () => undefined,
    );
    watch('desk', "document.querySelector('nav') !== null");
  });
});

/** A key goes down and up again, as under a finger: the console takes no other for somebody at its screen. */
const press = (contents: WebContents, character: string) => {
  const key = character === ' ' ? 'Space' : character;
  contents.sendInputEvent({ type: 'keyDown', keyCode: key });
  contents.sendInputEvent({ type: 'char', keyCode: character });
  contents.sendInputEvent({ type: 'keyUp', keyCode: key });
};

/** A key every few milliseconds, to whatever window is on the screen, until one has arrived in a field. */
function knock(): void {
  if (typed) return;
  const [window] = BrowserWindow.getAllWindows();
  // A page that is out of sight would take it as well.
  if (window?.isVisible()) press(window.webContents, 'a');
  setTimeout(knock, 4);
}

async function write({ texts, enter }: Extract<Order, { do: 'write' }>): Promise<void> {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents;
  if (!contents) return;
  for (const [place, text] of texts.entries()) {
    await evaluate(contents, `document.querySelectorAll('input')[${place}].focus()`);
    // As fast as a person who knows the password by heart: what begins with the first key has that time.
    for (const character of text) {
      press(contents, character);
      await sleep(pace);
    }
    // Until the page has what was typed.
    await evaluate(contents, 'new Promise((resolve) => requestAnimationFrame(() => resolve()))');
  }
  if (!enter) return;
  tell('entered', contents.id);
  press(contents, 'Enter');
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line) as Order;
  if (order.do === 'knock') knock();
  else void write(order);
});
