import { useId } from 'react';
import { shareText, spokenPower } from '../../app/text/numbers.ts';
import { Quantity } from '../shell/quantity.tsx';
import { showingOf } from '../shell/status.ts';
import { useAppState, useFreshness } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { type PhaseShare, phaseShares, unevenness } from './phases.ts';
import './phases.css';

function PhaseRow(props: { readonly phase: PhaseShare; readonly known: boolean }) {
  const { language } = useTexts();
  const { name, power, share } = props.phase;
  const shown = props.known ? power : null;
  const width = props.known && share !== null ? share : 0;
  return (
    <li className="phase">
      <span className="phase__name">
        <span className={`swatch swatch--${name}`} aria-hidden="true" />
        {name}
      </span>
      <span className="phase__power">
        <Quantity inline value={shown === null ? null : spokenPower(language, shown)} />
      </span>
      <span className="phase__share">
        {props.known && share !== null ? shareText(language, share) : '–'}
      </span>
      <span className="phase__track" aria-hidden="true">
        <span className={`phase__bar phase__bar--${name}`} style={{ width: `${width * 100}%` }} />
      </span>
    </li>
  );
}

/** Three bars with watts and share. Colours name the phases here and judge nothing. */
export function PhaseBalance() {
  const { t, language } = useTexts();
  const id = useId();
  const showing = showingOf(useFreshness());
  const values = useAppState((state) => state.live.values);
  const heatPump = useAppState((state) => state.heatPump);
  const isTotalOnly = useAppState(({ live }) =>
    live.hints.some(({ kind }) => kind === 'total-only'),
  );
  const shares = phaseShares(values);
  const uneven = unevenness(shares);
  const idle = heatPump === 'standby' || heatPump === 'circulating';
  return (
    <section className={`card phases phases--${showing}`} aria-labelledby={id}>
      <h2 id={id} className="card__title">
        {t('live:phaseBalance')}
      </h2>
      <ul className="phases__rows">
        {shares.map((phase) => (
          <PhaseRow key={phase.name} phase={phase} known={showing !== 'gone'} />
        ))}
      </ul>
      <p className="phases__note">
        {showing === 'current' && isTotalOnly && t('live:totalOnly')}
        {showing === 'current' && idle && !isTotalOnly && t('live:idleBalance')}
        {showing === 'current' &&
          !idle &&
          uneven !== null &&
          t('live:spread', { percent: shareText(language, uneven) })}
      </p>
    </section>
  );
}
