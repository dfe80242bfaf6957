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
    title: 'Pi',
    notSet: 'No Prometheus is set.',
    faults: {
      'bad-url': '“{{url}}” is no web address. It looks like http://raspberrypi.local:9090.',
      'name-not-found': 'No device is called “{{host}}”. Check the spelling or use the IP address.',
      refused:
        '{{host}} is there, but no program listens on port {{port}}. Check that Prometheus runs: docker compose ps.',
      unreachable: '{{host}} does not answer. Check that the Pi has power and is in this network.',
      timeout: '{{host}} took longer than {{after}} s to answer.',
      unauthorized: 'Prometheus at {{host}} asks for a user name and password.',
      'http-status':
        '{{host}} answered with HTTP status {{status}}. Check the address and the port.',
      'not-prometheus':
        'Something answers at {{host}}, but it is no Prometheus. Its usual port is 9090.',
    },
    reachable: 'Prometheus {{version}} answers.',
    noTarget: 'Prometheus scrapes nothing that serves the readings of a meter.',
    up: 'The target {{instance}} is up.',
    down: 'The target {{instance}} is down: {{error}}',
    lastScrape: 'Last scrape',
    reach: 'Readings from {{from}} to {{to}}',
    noData: 'No readings yet.',
  },
  exporter: {
    badMetrics: '“{{value}}” is no address to listen at. It looks like 0.0.0.0:9100.',
    badLevel: '“{{value}}” is no log level. The levels are {{choices}}.',
  },
};
