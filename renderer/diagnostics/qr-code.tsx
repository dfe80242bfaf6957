import { encode } from 'uqr';
import { useTexts } from '../state/texts.tsx';

/** Light modules around the code, without which readers do not find it. */
const QUIET = 3;

/** One square for each dark module. */
const pathOf = (modules: readonly (readonly boolean[])[]): string =>
  modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');

/** Dark on light in every theme: readers want it so. */
export function QrCode(props: { readonly url: string }) {
  const { t } = useTexts();
  const { data, size } = encode(props.url, { ecc: 'M', border: QUIET });
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={t('diagnostics:endpoint.qr', { url: props.url })}
    >
      <path className="qr__modules" d={pathOf(data)} />
    </svg>
  );
}
