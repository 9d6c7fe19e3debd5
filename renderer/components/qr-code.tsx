import { useMemo } from 'react';
import { encode } from 'uqr';
import classes from './qr-code.module.css';

/** Smallest side in pixels that a phone reads easily from a screen at arm's length. */
const smallestSide = 240;

/**
 * A QR code as one SVG path, black on white in every theme, each module a whole number of pixels.
 * @param text what the phone reads.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const code = encode(text, { ecc: 'M', border: 4 });
    const modules = code.data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: code.size, path: modules.join('') };
  }, [text]);
  const side = size * Math.ceil(smallestSide / size);
  return (
    <svg
      role="img"
      aria-label={label}
      className={classes.code}
      width={side}
      height={side}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
