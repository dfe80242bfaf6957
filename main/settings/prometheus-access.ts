import type { PrometheusAddress } from '../../app/history/prometheus.ts';
import { parsePrometheusUrl } from '../../app/history/prometheus-url.ts';
import type { Settings } from '../../app/settings.ts';

/** As much of the secrets as asking takes. */
export interface SecretSource {
  secretFor(url: string): string | null;
}

type PrometheusSettings = Pick<
  Settings,
  'prometheus' | 'prometheusAccess' | 'prometheusUser' | 'prometheusCaFile'
>;

const withCaFile = (
  address: PrometheusAddress,
  { prometheusCaFile: caFile }: PrometheusSettings,
): PrometheusAddress => (caFile === '' ? address : { ...address, caFile });

/** Where the Pi's Prometheus answers, with what lets us in; null: none is set. */
export function prometheusAddress(
  settings: PrometheusSettings,
  secrets: SecretSource,
): PrometheusAddress | null {
  const parsed = parsePrometheusUrl(settings.prometheus.url);
  if (parsed === null) return null;
  const address = withCaFile(parsed, settings);
  const { prometheusAccess: kind, prometheusUser: user } = settings;
  if (kind === 'open') return address;
  const secret = secrets.secretFor(address.url);
  if (kind === 'basic') return { ...address, access: { kind, user, password: secret ?? '' } };
  // Without its token it asks as a stranger and is told that one is wanted.
  return secret === null ? address : { ...address, access: { kind, token: secret } };
}

/** The address that somebody typed; where none of its own was typed, with the kept way in. */
export function withKeptAccess(
  address: PrometheusAddress,
  settings: PrometheusSettings,
  secrets: SecretSource,
): PrometheusAddress {
  const known = prometheusAddress(settings, secrets);
  const isKnown = address.access.kind === 'open' && known?.url === address.url;
  return isKnown ? known : withCaFile(address, settings);
}
