/** While the system falls asleep Chromium may refuse to load anything; after so many milliseconds it is asked again. */
const again = 500;

/** Loads a part of the page that is read in later, again and again if need be. */
export async function atLast<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, again));
    }
  }
}
