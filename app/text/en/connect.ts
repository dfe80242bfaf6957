/** The dialog that connects a meter. */
export const connect = {
  title: 'Connect your meter',
  intro: 'The address of the RS485 gateway in your network. Nothing is ever written to the meter.',
  host: 'Gateway',
  hostHint: 'IP address or name',
  port: 'Port',
  unit: 'Unit id',
  framing: 'Framing',
  framings: { auto: 'Automatic', tcp: 'Modbus TCP', 'rtu-over-tcp': 'RTU over TCP' },
  problems: {
    hostMissing: 'Type the IP address or the name of the gateway.',
    hostWrong: 'This is no IP address and no name of a device.',
    port: 'The port is a whole number from 1 to 65535.',
    unit: 'The unit id is a whole number from 1 to 247.',
  },
  connect: 'Connect',
  testAgain: 'Test again',
  testing: 'Testing …',
  cancel: 'Cancel',
  stop: 'Stop the test',
  useAnyway: 'Use anyway',
  useDemo: 'Use the demo meter',
  overridden:
    'This run was started with --meter. The new meter is saved and used from the next start on.',
  failed: 'The test could not be run. Try again.',
};
