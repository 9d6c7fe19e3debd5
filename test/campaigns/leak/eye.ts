import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { app, BrowserWindow } from 'electron';

/**
 * Runs in the main process of the console's test copy before the console itself: looks at its pages for the hunt and
 * presses what has no key. Questions come over a socket, one JSON in a line; a successor's eye (electron/shell/successor.ts)
 * opens a line of its own. Answers are numbers and truth values, never text, so that the eye itself carries nothing of a
 * page into this process.
 */
type Question = { id: number; page: string; script: string };

/** A page that is out of sight is not there yet. */
const windowOf = (page: string) =>
  BrowserWindow.getAllWindows().find(
    (window) => !window.isDestroyed() && window.isVisible() && window.webContents.getURL().endsWith(`/${page}.html`),
  );

async function answer({ page, script }: Question): Promise<number | boolean | null> {
  const contents = windowOf(page)?.webContents;
  if (!contents || contents.isLoading()) return null;
  try {
    const said: unknown = await contents.executeJavaScript(script);
    return typeof said === 'number' ? said : said === true;
  } catch {
    // Its window went meanwhile.
    return null;
  }
}

const hunt = connect(process.env['CLEANDESK_EYE'] ?? '');
hunt.write(`${process.pid}\n`);
// The hunt is over.
hunt
  .on('error', () => undefined)
  .once('close', () => {
    app.quit();
  });
createInterface({ input: hunt }).on('line', (line) => {
  const question = JSON.parse(line) as Question;
  void answer(question).then((found) => {
    hunt.write(`${JSON.stringify({ id: question.id, found })}\n`);
  });
});
