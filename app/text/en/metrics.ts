/** The endpoint for Prometheus and the Pi that scrapes it. */
export const metrics = {
  title: 'Metrics for Prometheus',
  endpoint: {
    off: 'The metrics endpoint is off.',
    starting: 'The metrics endpoint is starting at {{at}}.',
    listening: 'Prometheus can read the metrics at {{url}}.',
    onlyHere: 'Only programs on this computer can reach it.',
    fromNetwork: 'Everybody in your network can reach it.',
    networkWarning:
      'With this, every device in your network can read what the heat pump draws, without a password. Nothing can be changed through it. Do not forward the port to the internet.',
    lastScrape: 'Last read by {{agent}} at {{from}}.',
    neverScraped: 'Nobody has read it since the app was started.',
  },
  faults: {
    'port-taken':
      'Port {{port}} is taken by another program; 9100 is also the usual port of node_exporter. Choose another port or stop that program. The app tries again by itself.',
    'port-forbidden':
      'This computer does not let the app use port {{port}}. Choose one above 1023, as 9100.',
    'no-such-address':
      'This computer has no address “{{host}}”. Use 127.0.0.1 for this computer alone or 0.0.0.0 for the network.',
    'listen-failed':
      'The metrics endpoint could not start ({{code}}). The app tries again by itself.',
  },
  page: {
    lead: 'This address serves the readings of a WAGO meter to Prometheus.',
    metrics: 'The metrics',
    healthy: 'Whether the program runs',
  },
  pi: {
    title: 'Prometheus on the Pi',
    notSet: 'No Prometheus is set.',
    reachable: 'Prometheus answers.',
    noTarget: 'Prometheus scrapes nothing that serves the readings of a meter.',
    up: 'The target {{instance}} is up.',
    down: 'The target {{instance}} is down.',
    gone: 'The target {{instance}} is scraped no more.',
    lastScrape: 'Last scrape',
    reach: 'Readings from {{from}} to {{to}}',
    noData: 'No readings yet.',
  },
  exporter: {
    badMetrics: '“{{value}}” is no address to listen at. It looks like 0.0.0.0:9100.',
    badLevel: '“{{value}}” is no log level. The levels are {{choices}}.',
  },
};
