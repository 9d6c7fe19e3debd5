import type { Section } from './export-section.ts';

type Follower = { chain: string; isTrusted: boolean };

/**
 * Finds for each chain the one that goes on after it. Anyone who holds a key can open a chain that says so of any other:
 * a claim that does not fit, or that is not the only one, is a fault of the chain that makes it and never of the other.
 * Of a chain that is not whole, or of which two histories are signed, nobody can say where it ends, and so nothing is
 * said against those who name it.
 * @param keys known from elsewhere. A follower is trusted where both keys are.
 */
export function findFollowers(sections: Section[], keys: string[]): Map<string, Follower> {
  const found = new Map<string, Follower>();
  const sound = sections.filter((section) => section.isWhole());
  for (const followed of sound.filter((section) => !section.isSplit())) {
    const claims = sound.filter((section) => section.opening()?.follows?.chain === followed.chain);
    const fitting = claims.filter((claim) => fits(claim, followed));
    const known = fitting.filter(({ publicKey }) => keys.includes(publicKey));
    const candidates = known.length > 0 ? known : fitting;
    const [only, ...more] = candidates;
    for (const claim of claims) if (!fitting.includes(claim)) claim.refuseClaim('follows');
    if (!only) continue;
    if (more.length === 0) {
      const isTrusted = known.length > 0 && keys.includes(followed.publicKey);
      found.set(followed.chain, { chain: only.chain, isTrusted });
    }
    for (const claim of fitting) if (claim !== only || more.length > 0) claim.refuseClaim('follows-too');
  }
  return found;
}

/** It carries the number and the hash of the other one's last event, and has signed that. */
function fits(claim: Section, followed: Section): boolean {
  const { seq, head } = followed.tip();
  const follows = claim.opening()?.follows;
  return follows?.seq === seq && follows.head === head && claim.signedUpTo() >= 0;
}
