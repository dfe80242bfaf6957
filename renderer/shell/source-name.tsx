import type { MeterSource } from '../../app/meter-url.ts';
import { useTexts } from '../state/texts.tsx';

/** `192.168.2.10:8899, unit 2`, or that it is the demo meter. */
export function SourceName(props: { readonly source: MeterSource }) {
  const { t } = useTexts();
  if (props.source.kind === 'demo') return t('demoLong');
  const { host, port, unit } = props.source.address;
  const place = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return `${place}, ${t('shell:unit', { unit })}`;
}
