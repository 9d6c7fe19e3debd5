import { resolve } from 'node:path';
import type { ConsoleMessage, Page } from 'playwright';
import { countdownState, deskState, entryState } from '../../../shared/console-state.ts';
import { type Asked, type GalleryPage, type PageScript, installBridge } from './page-bridge.ts';
import { check, contracts, type GalleryScript, plainScript, portContracts, type Role, type States } from './script.ts';
import { galleryOrigin } from './server.ts';

const stateSchemas = { entry: entryState, desk: deskState, countdown: countdownState };

export type Gallery<R extends Role> = {
  /** Pushes a new state, as main would. */
  push(state: States[R]): Promise<void>;
  /**
   * Has the same page show another script, all of whose screens it draws anew. What it asked and did wrong before is forgotten.
   * @throws where the page would take the script for the one that it shows: a desk of the same session.
   */
  begin(script: GalleryScript<R> & { state: States[R] }): Promise<void>;
  /** Announces on every open port of that kind. */
  pushPort(kind: 'gate' | 'vault', name: string, body: unknown): Promise<void>;
  /** What the page has asked so far, and for each request that the receiving side would refuse as malformed, why. */
  asked(): Promise<{ requests: Asked[]; malformed: string[] }>;
  /** Violations of the product's content security policy, and errors on the console. */
  faults(): Promise<string[]>;
  /** Lets go of the page, so that it can open another gallery. */
  leave(): Promise<void>;
};

/**
 * Opens a window's page of the built renderer in a browser, under the product's content security policy, with a
 * scripted main, gate and vault behind it.
 * @param root folder of the built renderer; the product's by default.
 */
export async function openGallery<R extends Role>(
  page: Page,
  script: GalleryScript<R>,
  root = resolve('out/renderer'),
): Promise<Gallery<R>> {
  const { role, state } = script;
  if (state) check(stateSchemas[role], state, `state of ${role}`);
  const errors: string[] = [];
  const heard = (message: ConsoleMessage) => {
    if (message.type() === 'error') errors.push(message.text());
  };
  const thrown = (error: Error) => errors.push(error.message);
  page.on('console', heard).on('pageerror', thrown);
  const bridge = await page.addInitScript(installBridge, pageScript(script));
  await page.goto(`${await galleryOrigin(root)}/${role}.html`);
  await page.waitForFunction(() => document.getElementById('root')?.hasChildNodes());
  let shown = state;
  const push = async (next: States[R]) => {
    check(stateSchemas[role], next, `state of ${role}`);
    shown = next;
    await page.evaluate((pushed) => {
      (window as unknown as { cleandeskGallery: GalleryPage }).cleandeskGallery.push(pushed);
    }, next);
  };
  return {
    push,
    begin: async (next) => {
      const before = anew(shown, next.state);
      errors.length = 0;
      // As text: ten thousand notes, value by value, would take seconds.
      await page.evaluate(
        (other) => {
          const { cleandeskGallery } = window as unknown as { cleandeskGallery: GalleryPage };
          cleandeskGallery.answerBy(JSON.parse(other) as PageScript);
        },
        JSON.stringify(pageScript(next)),
      );
      if (before) await push(before);
      await push(next.state);
    },
    pushPort: async (kind, name, body) => {
      const push = Object.entries(portContracts[kind].pushes).find(([known]) => known === name)?.[1];
      if (!push) throw new Error(`no push ${name} of ${kind}`);
      check(push, body, name);
      await page.evaluate(
        (pushed) => {
          const { cleandeskGallery } = window as unknown as { cleandeskGallery: GalleryPage };
          cleandeskGallery.pushPort(pushed.kind, pushed.name, pushed.body);
        },
        { kind, name, body },
      );
    },
    asked: async () => {
      const requests = await page.evaluate(
        () => (window as unknown as { cleandeskGallery: GalleryPage }).cleandeskGallery.asked,
      );
      return { requests, malformed: requests.flatMap((asked) => refusal(role, asked)) };
    },
    faults: async () => {
      const violations = await page.evaluate(
        () => (window as unknown as { cleandeskGallery: GalleryPage }).cleandeskGallery.violations,
      );
      return [...violations, ...errors];
    },
    leave: async () => {
      page.off('console', heard).off('pageerror', thrown);
      await bridge.dispose();
    },
  };
}

function pageScript<R extends Role>({ role, state, replies, portReplies }: GalleryScript<R>): PageScript {
  return {
    state,
    replies: plainScript(contracts[role], replies),
    ports: {
      gate: plainScript(portContracts.gate, portReplies?.gate),
      vault: plainScript(portContracts.vault, portReplies?.vault),
    },
  };
}

/** What main pushes first, so that the page begins the next state's screens anew; null where that state does it itself. */
function anew<State extends States[Role]>(shown: State | null, next: State): State | null {
  if ('phase' in next) return { ...next, phase: 'starting', fault: null, notice: null, lock: null, drawer: null };
  if (shown && 'session' in shown && 'session' in next && shown.session.since === next.session.since)
    throw new Error('a desk begins anew with another session only');
  return null;
}

function refusal(role: Role, { of, name, body }: Asked): string[] {
  const contract = of === 'gate' || of === 'vault' ? portContracts[of] : contracts[role];
  const request = Object.entries(contract.requests).find(([known]) => known === name)?.[1].request;
  const parsed = request?.safeParse(body);
  return parsed?.success ? [] : [`${of} ${name}: ${parsed?.error.message ?? 'unknown'}`];
}
