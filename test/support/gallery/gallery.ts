import { resolve } from 'node:path';
import type { ConsoleMessage, Page } from 'playwright';
import { countdownState, deskState, entryState } from '../../../shared/console-state.ts';
import { type Asked, type GalleryPage, installBridge } from './page-bridge.ts';
import { check, contracts, type GalleryScript, plainScript, portContracts, type Role, type States } from './script.ts';
import { galleryOrigin } from './server.ts';

const stateSchemas = { entry: entryState, desk: deskState, countdown: countdownState };

export type Gallery<R extends Role> = {
  /** Pushes a new state, as main would. */
  push(state: States[R]): Promise<void>;
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
  const bridge = await page.addInitScript(installBridge, {
    state,
    replies: plainScript(contracts[role], script.replies),
    ports: {
      gate: plainScript(portContracts.gate, script.portReplies?.gate),
      vault: plainScript(portContracts.vault, script.portReplies?.vault),
    },
  });
  await page.goto(`${await galleryOrigin(root)}/${role}.html`);
  await page.waitForFunction(() => document.getElementById('root')?.hasChildNodes());
  return {
    push: async (next) => {
      check(stateSchemas[role], next, `state of ${role}`);
      await page.evaluate((pushed) => {
        (window as unknown as { cleandeskGallery: GalleryPage }).cleandeskGallery.push(pushed);
      }, next);
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

function refusal(role: Role, { of, name, body }: Asked): string[] {
  const contract = of === 'gate' || of === 'vault' ? portContracts[of] : contracts[role];
  const request = Object.entries(contract.requests).find(([known]) => known === name)?.[1].request;
  const parsed = request?.safeParse(body);
  return parsed?.success ? [] : [`${of} ${name}: ${parsed?.error.message ?? 'unknown'}`];
}
