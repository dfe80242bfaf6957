import {
  hexAddress,
  hexWord,
  type RegisterRow,
  registerRows,
} from '../../app/diagnostics/registers.ts';
import { modelOf } from '../../app/meter-url.ts';
import type { Language } from '../../app/text/texts.ts';
import { timeText } from '../shell/age-text.ts';
import { showingOf } from '../shell/status.ts';
import { useAppState, useFreshness, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { Panel } from './panel.tsx';

/** A float32 holds no more digits than these. */
const FLOAT_DIGITS = 7;

function digits(language: Language, { name, value }: RegisterRow): string {
  if (value === null) return '–';
  if (name === 'serial') return String(value);
  return new Intl.NumberFormat(language, { maximumSignificantDigits: FLOAT_DIGITS }).format(value);
}

/** As manuals write it. */
const functionText = (code: number): string => String(code).padStart(2, '0');
const words = ({ words: known }: RegisterRow): string => known?.map(hexWord).join(' ') ?? '–';

/** When the values are of, once they are not of now. */
function AsOf() {
  const { t, language } = useTexts();
  const { clock } = useServices();
  const isCurrent = showingOf(useFreshness()) === 'current';
  const at = useAppState((state) => state.live.at);
  if (isCurrent || at === null) return null;
  const time = timeText(language, at, clock.now());
  return <strong>{` ${t('diagnostics:registers.asOf', { time })}`}</strong>;
}

/** The registers as the meter has them, for who compares them with its manual. */
export function RegistersPanel() {
  const { t, language } = useTexts();
  const values = useAppState((state) => state.live.values);
  const session = useAppState((state) => state.live.session);
  const model = useAppState((state) => modelOf(state.live.source));
  const showing = showingOf(useFreshness());
  const mode = session?.identity.energyMode ?? null;
  const shown = (row: RegisterRow): string =>
    row.name === 'energyMode' && mode !== null ? t(`live:counting.${mode}`) : digits(language, row);
  return (
    <Panel name="registers" title={`${t('diagnostics:registers.title')}, ${model.name}`}>
      <p className="panel__hint">
        {t('diagnostics:registers.note')}
        <AsOf />
      </p>
      <table className={`grid grid--${showing}`}>
        <thead>
          <tr>
            <th scope="col">{t('diagnostics:registers.name')}</th>
            <th scope="col">{t('diagnostics:registers.functionCode')}</th>
            <th scope="col">{t('diagnostics:registers.address')}</th>
            <th scope="col">{t('diagnostics:registers.words')}</th>
            <th scope="col" className="grid__number">
              {t('diagnostics:registers.value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {registerRows(model, values, session).map((row) => (
            <tr key={row.name}>
              <th scope="row">{t(`diagnostics:fields.${row.name}`)}</th>
              <td>
                <code>{functionText(row.functionCode)}</code>
              </td>
              <td>
                <code>{hexAddress(row.address)}</code>
              </td>
              <td>
                <code>{words(row)}</code>
              </td>
              <td className="grid__number">
                {shown(row)}
                {row.value !== null && row.unit !== '' && (
                  <span className="grid__unit">{`\u00a0${row.unit}`}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
