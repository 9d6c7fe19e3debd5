import { createInterface } from 'node:readline';
import { app, BrowserWindow } from 'electron';

/**
 * Runs in the main process of the console's test copy before the console itself: looks at its pages for the hunt and
 * presses what has no key. Questions come on standard input, one JSON in a line. Answers are numbers and truth values,
 * never text, so that the eye itself carries nothing of a page into this process.
 */
type Question = { id: number; page: string; script: string };

const windowOf = (page: string) =>
  BrowserWindow.getAllWindows().find(
    (window) => !window.isDestroyed() && window.webContents.getURL().endsWith(`/${page}.html`),
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

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const question = JSON.parse(line) as Question;
    void answer(question).then((found) => {
      process.stdout.write(`eye ${JSON.stringify({ id: question.id, found })}\n`);
    });
  })
  .once('close', () => {
    app.quit();
  });
