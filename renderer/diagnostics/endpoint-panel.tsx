import { endpointLight } from '../../app/diagnostics/lights.ts';
import type { EndpointReport, Scrape } from '../../app/metrics/endpoint.ts';
import { endpointText } from '../../app/metrics/endpoint-text.ts';
import { Ago } from '../shell/age.tsx';
import { viewHash } from '../shell/view-hash.ts';
import { useTexts } from '../state/texts.tsx';
import { CopyButton } from './copy-button.tsx';
import { Lit } from './lit.tsx';
import { Panel } from './panel.tsx';
import { QrCode } from './qr-code.tsx';

function Scrapes({ last, count }: { readonly last: Scrape; readonly count: number }) {
  const { t } = useTexts();
  const agent = last.agent === '' ? t('diagnostics:endpoint.someone') : last.agent;
  return (
    <>
      {t('metrics:endpoint.lastScrape', { agent, from: last.from })}
      <br />
      <Ago at={last.at} />
      {`, ${t('diagnostics:endpoint.scrapes', { count })}`}
    </>
  );
}

function Urls(props: { readonly urls: readonly string[] }) {
  const { t } = useTexts();
  return (
    <ul className="urls">
      {props.urls.map((url) => (
        <li key={url} className="urls__row">
          <code className="urls__url">{url}</code>
          <CopyButton
            label={t('diagnostics:copy')}
            describes={t('diagnostics:copyOf', { url })}
            text={() => url}
          />
        </li>
      ))}
    </ul>
  );
}

/** Whether the endpoint is up, who reads it, and where. null: main has not answered yet. */
export function EndpointPanel(props: { readonly report: EndpointReport | null }) {
  const { t } = useTexts();
  const { report } = props;
  const status = report?.status ?? null;
  const listening = status?.state === 'listening' ? status : null;
  const [url] = listening?.urls ?? [];
  return (
    <Panel name="endpoint" title={t('metrics:title')}>
      <div className="endpoint">
        <div className="endpoint__words">
          <Lit
            light={status === null ? 'pending' : endpointLight(status)}
            name="/metrics"
            word={status?.state === 'off' ? t('diagnostics:switchedOff') : undefined}
          />
          {status !== null && <p className="panel__text">{endpointText(t, status)}</p>}
          {listening !== null && report !== null && (
            <p className="panel__text">
              {report.lastScrape === null ? (
                t('metrics:endpoint.neverScraped')
              ) : (
                <Scrapes last={report.lastScrape} count={report.scrapes} />
              )}
            </p>
          )}
          {listening !== null && <Urls urls={listening.urls} />}
          <a className="panel__link" href={viewHash('settings')}>
            {t('diagnostics:endpoint.toSettings')}
          </a>
        </div>
        {/* A telephone cannot open what only this computer can. */}
        {listening?.reachableFromNetwork === true && url !== undefined && <QrCode url={url} />}
      </div>
    </Panel>
  );
}
