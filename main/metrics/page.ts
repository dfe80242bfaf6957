import type { Language } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';

/** What somebody sees who opens the endpoint in a browser: a few words and no script. */
export function endpointPage(t: Translate, language: Language, version: string): string {
  const name = t('common:appName');
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>${name}</title>
<h1>${name} ${version}</h1>
<p>${t('metrics:page.lead')}</p>
<ul>
<li><a href="/metrics">/metrics</a> – ${t('metrics:page.metrics')}</li>
<li><a href="/-/healthy">/-/healthy</a> – ${t('metrics:page.healthy')}</li>
</ul>
</html>
`;
}
