import './fonts.css';
import { atLast } from '../bridge/at-last.ts';

// The digits' face is another one of the same file, which a page's links bring for one face only. As long as one face
// is missing, all text waits for it (fonts.css).
void document.fonts.load('1em Inter', '0').catch(() => []);

/** Letters that few names have: once a page is drawn. */
export function readRareFonts(): void {
  void atLast(() => import('./rare-fonts.css'));
}
