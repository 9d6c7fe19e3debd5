import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright';
import { bringAxe, inspect, type Inspection } from './inspect.ts';
import { openGallery, type Gallery } from './gallery.ts';
import type { GalleryScript, Role, States } from './script.ts';
import { wordsIn, type ScreenState } from './state.ts';

const root = process.env.CLEANDESK_RENDERER;
/** Where somebody who wants to look at the states has them kept. */
const pictures = process.env.CLEANDESK_STATES;

const inspections: Inspection[] = [
  { language: 'ru', theme: 'light', axe: 'words' },
  { language: 'ru', theme: 'dark', axe: 'none' },
  { language: 'ru', theme: 'contrast', axe: 'none' },
  { language: 'en', theme: 'contrast', axe: 'none' },
  { language: 'en', theme: 'dark', axe: 'none' },
  { language: 'en', theme: 'light', axe: 'words' },
];

/** The page that a state left, for the next one that goes on from it. */
export type Left = { gallery: Gallery<Role>; script: GalleryScript<Role>; told: Set<string> };

/**
 * Shows a state in Russian, whose texts are the longest, and has main push every theme and then English, as a person who
 * changes them would. The layout is measured in all six; axe's rules run in both languages, but for a state that goes on
 * in Russian only; the contrast of colours, which a theme changes and a language does not, is measured in each theme.
 * @param left what the state before left; null opens a page.
 * @returns what is wrong, each with language and theme, and what this state leaves.
 */
export async function visitState(
  page: Page,
  state: ScreenState,
  left: Left | null,
): Promise<{ findings: string[]; left: Left }> {
  const script = state.script('ru');
  const shown = await show(page, script, left, state.goesOn ?? false);
  const { gallery, told } = shown;
  await state.act?.({ page, language: 'ru', words: wordsIn('ru'), gallery });
  const found: string[] = [];
  for (const inspection of looksAt(state, script)) {
    found.push(...(await inspect(page, shown.script.state, inspection)));
    await keep(page, `${state.name} ${inspection.language} ${inspection.theme}`);
  }
  found.push(...(await gallery.asked()).malformed, ...(await gallery.faults()));
  const findings = found.filter((finding) => !told.has(finding));
  for (const finding of findings) told.add(finding);
  return { findings, left: shown };
}

function looksAt({ goesOn }: ScreenState, { state }: GalleryScript<Role>): Inspection[] {
  if (!state) return inspections.slice(0, 1);
  if (!goesOn) return inspections;
  return inspections.map((look) => (look.language === 'en' ? { ...look, axe: 'none' } : look));
}

async function show(page: Page, script: GalleryScript<Role>, left: Left | null, goesOn: boolean): Promise<Left> {
  const { role, state } = script;
  if (!left || !state || !left.script.state || left.script.role !== role) {
    await left?.gallery.leave();
    const gallery = await openGallery(page, script, root);
    await bringAxe(page);
    return { gallery, script, told: new Set() };
  }
  if (goesOn) return goOn(left, script, state);
  // A pointer that rests where the last state had something to press would lift what lies there now.
  await page.mouse.move(0, 0);
  await left.gallery.begin({ ...script, state });
  return { gallery: left.gallery, script, told: new Set() };
}

/** @throws where main, gate or vault would have to answer otherwise than the screens were begun with. */
async function goOn(left: Left, script: GalleryScript<Role>, state: States[Role]): Promise<Left> {
  const instant = (value: unknown) => typeof value === 'number' && value > 1e12;
  const answers = ({ role, replies, portReplies }: GalleryScript<Role>) =>
    JSON.stringify([role, replies, portReplies], (_, value: unknown) => (instant(value) ? 'an instant' : value));
  if (answers(script) !== answers(left.script))
    throw new Error('a state can go on only where everything but main’s state is the same');
  const shown = sameSession(left.script.state, state);
  await left.gallery.push(shown);
  return { ...left, script: { ...script, state: shown } };
}

function sameSession<State extends States[Role]>(before: States[Role] | null, state: State): State {
  if (!before || !('session' in before) || !('session' in state)) return state;
  return { ...state, session: { ...state.session, since: before.session.since } };
}

async function keep(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name.replace(/[^\w-]+/g, '_')}.png`) });
}
