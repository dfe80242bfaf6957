import type { Translate } from '../text/translate.ts';
import type { EndpointStatus, ListenFault } from './endpoint.ts';
import { formatHostPort } from './host-port.ts';

/** One or two sentences: what is wrong and what a person can do about it. */
export function listenFaultText(t: Translate, fault: ListenFault): string {
  switch (fault.kind) {
    case 'port-taken':
    case 'port-forbidden':
      return t(`metrics:faults.${fault.kind}`, { port: fault.port });
    case 'no-such-address':
      return t('metrics:faults.no-such-address', { host: fault.host });
    case 'listen-failed':
      return t('metrics:faults.listen-failed', { code: fault.code });
  }
}

/** What the endpoint does, in a sentence or two. */
export function endpointText(t: Translate, status: EndpointStatus): string {
  switch (status.state) {
    case 'off':
      return t('metrics:endpoint.off');
    case 'starting':
      return t('metrics:endpoint.starting', { at: formatHostPort(status.at) });
    case 'failed':
      return listenFaultText(t, status.fault);
    case 'listening': {
      const reach = status.reachableFromNetwork ? 'fromNetwork' : 'onlyHere';
      const sentence = t('metrics:endpoint.listening', { url: status.urls[0] ?? '' });
      return `${sentence} ${t(`metrics:endpoint.${reach}`)}`;
    }
  }
}
