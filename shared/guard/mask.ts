import { findCardData } from './find.ts';

export const mask = '••••';

/** Replaces every finding by "••••". @returns how many places were replaced. */
export function maskCardData(text: string): { text: string; masked: number } {
  let masked = 0;
  let current = text;
  for (;;) {
    const findings = findCardData(current);
    if (findings.length === 0) return { text: current, masked };
    masked += findings.length;
    let out = '';
    let end = 0;
    for (const finding of findings) {
      out += current.slice(end, finding.from) + mask;
      end = finding.to;
    }
    current = out + current.slice(end);
  }
}
