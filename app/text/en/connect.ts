/** The dialog that connects a meter. */
export const connect = {
  title: 'Connect your meter',
  intro: 'The address of the RS485 gateway in your network. Nothing is ever written to the meter.',
  model: 'Meter',
  host: 'Gateway',
  hostHint: 'IP address or name',
  port: 'Port',
  unit: 'Unit id',
  framing: 'Framing',
  framings: { auto: 'Automatic', tcp: 'Modbus TCP', 'rtu-over-tcp': 'RTU over TCP' },
  problems: {
    hostMissing: 'Type the IP address or the name of the gateway.',
    hostWrong:
      'This is no IP address and no name of a device. An IP address has four decimal numbers without leading zeros, as in 192.168.2.10.',
    port: 'The port is a whole number from 1 to 65535.',
    unit: 'The unit id is a whole number from 1 to 247.',
  },
  steps: {
    name: 'The name is known in the network',
    port: 'The port answers',
    unit: 'The meter answers',
    format: 'It sends float values',
    values: 'The values are plausible',
  },
  outcomes: { ok: 'passed', failed: 'failed', skipped: 'not reached', pending: 'waiting' },
  report: 'Result of the test',
  connect: 'Connect',
  testAgain: 'Test again',
  testing: 'Testing … {{count}} s',
  cancel: 'Cancel',
  useAnyway: 'Use anyway',
  useDemo: 'Use the demo meter',
  noNumbers:
    'The meter answers, but none of its values is a number. Check that it is the one chosen: {{model}}.',
  otherModel:
    'This is not the meter chosen ({{model}}), but probably another one: {{answers}}. Choose that one under “Meter”.',
  failed: 'The test could not be run. Try again.',
};
