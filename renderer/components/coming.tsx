import { Suspense, type ReactNode } from 'react';

/** Around what `later` reads: the place says that something is on its way, and shows `meanwhile`. */
export function Coming({ meanwhile, children }: { meanwhile?: ReactNode; children: ReactNode }) {
  return <Suspense fallback={<div aria-busy="true">{meanwhile}</div>}>{children}</Suspense>;
}
