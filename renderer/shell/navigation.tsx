import { useTexts } from '../state/texts.tsx';
import { useView } from './use-view.ts';
import { viewHash } from './view-hash.ts';
import { VIEWS } from './views.ts';
import './navigation.css';

export function Navigation() {
  const { t } = useTexts();
  const current = useView();
  return (
    <nav className="navigation" aria-label={t('shell:navigation')}>
      <ul>
        {VIEWS.map(({ name, icon: Icon }) => (
          <li key={name}>
            <a
              className="navigation__link"
              href={viewHash(name)}
              aria-current={name === current.name ? 'page' : undefined}
            >
              <Icon />
              <span>{t(`shell:views.${name}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
