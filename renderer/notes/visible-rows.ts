/** A list of equal rows in a scrolling window: which of them are drawn (10,000 notes, a screenful of elements). */
export type VisibleRows = { first: number; last: number; height: number };

/** Rows `first` to `last` (exclusive) are drawn: what is seen, and `spare` more on each side. All in pixels. */
export function visibleRows(view: {
  count: number;
  rowHeight: number;
  scrollTop: number;
  viewHeight: number;
  spare?: number;
}): VisibleRows {
  const { count, rowHeight, scrollTop, viewHeight, spare = 6 } = view;
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight) - spare));
  const last = Math.min(count, Math.ceil((scrollTop + viewHeight) / rowHeight) + spare);
  return { first, last: Math.max(first, last), height: count * rowHeight };
}

/** Where to scroll so that one row is wholly seen; the present place if it already is. */
export function scrollTo(row: number, view: { rowHeight: number; scrollTop: number; viewHeight: number }): number {
  const top = row * view.rowHeight;
  if (top < view.scrollTop) return top;
  const bottom = top + view.rowHeight;
  return bottom > view.scrollTop + view.viewHeight ? bottom - view.viewHeight : view.scrollTop;
}
