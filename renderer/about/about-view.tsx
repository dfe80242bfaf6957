import { useEffect, useState } from 'react';
import type { About, PackageLicence } from '../../app/bridge/desktop.ts';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import './about.css';

/** Version, licence, and whose work is in the app. */
export function AboutView() {
  const { t } = useTexts();
  const { bridge } = useServices();
  const [about, setAbout] = useState<About | null>(null);
  useEffect(() => {
    void bridge.about().then(setAbout);
  }, [bridge]);
  if (about === null) return null;
  const { version, electron, chromium, node, packages } = about;
  return (
    <main className="about">
      <h1>{t('appName')}</h1>
      <p>
        {t('menu:aboutView.version', { version })} · {t('menu:aboutView.licence')}
      </p>
      <p className="about__note">{t('menu:aboutView.runsOn', { electron, chromium, node })}</p>
      <p className="about__note">{t('menu:aboutView.chromium')}</p>
      {packages.length > 0 && <h2>{t('menu:aboutView.packages')}</h2>}
      <ul className="about__packages">
        {packages.map((one) => (
          <li key={`${one.name} ${one.version}`}>
            <Package {...one} />
          </li>
        ))}
      </ul>
    </main>
  );
}

function Package({ name, version, licence, text }: PackageLicence) {
  const { t } = useTexts();
  const head = `${name} ${version} · ${licence ?? t('menu:aboutView.noLicence')}`;
  if (text === null) return <p>{head}</p>;
  return (
    <details>
      <summary>{head}</summary>
      <pre className="about__text">{text}</pre>
    </details>
  );
}
