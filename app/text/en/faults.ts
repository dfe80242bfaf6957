/** Why there is no reading, and what to do. One entry for each kind of `PollFault`. */
export const faults = {
  'name-not-found':
    'No device is called “{{host}}”. Check the spelling or type the IP address instead.',
  refused:
    '{{host}} is there, but nothing listens on port {{port}}. Check the port in the gateway’s settings (often 8899, 4196 or 502).',
  unreachable:
    '{{host}}:{{port}} does not answer. Check that the gateway has power and is in this network.',
  'no-answer':
    'The connection is open, but no Modbus answer came from unit {{asked}} within {{after, number}} s. Check the unit id, the RS485 wires and whether another program keeps the gateway busy.',
  'other-framing':
    'The gateway speaks {{answers}}, not {{asked}}. Choose “{{answers}}” or “automatic”.',
  'wrong-unit':
    'Nothing answers at unit {{asked}}, but a device answers at unit {{answers}}. Check the unit id.',
  'wrong-unit-silent':
    'The gateway says that unit {{asked}} does not answer. Check the unit id and the RS485 wires.',
  exception:
    'The device refuses register {{address}} (Modbus exception {{code}}). Check that the right meter is chosen, and the unit id.',
  garbled:
    'The answer was no valid Modbus reply ({{detail}}). Now and then this is normal on a shared bus; if it stays, check baud rate, parity and framing of the gateway.',
  closed:
    'The gateway closed the connection. Perhaps too many programs use it; many allow only four.',
  'not-float':
    'The meter does not send float values (register 4026 holds {{dataFormat}}, 1 is needed). Set its data format to float.',
  implausible:
    'The device answers, but {{field}} = {{value}} cannot be true. Check that the right meter is chosen and that its word order is big-endian.',
  'no-numbers':
    'The device answers, but none of its values is a number. Check that the right meter is chosen.',
  'sixty-hertz':
    'The meter reports a grid frequency of {{hertz, number}} Hz. Is it connected to a 60 Hz grid? This version of the app reads meters in 50 Hz grids only, so none of its values is shown or recorded. In a 50 Hz grid another device has answered: check the unit id and that the right meter is chosen.',
  busy: 'This computer was too busy to listen: this app stood still for {{stalled, number}} s. Meter, gateway and wires are not to blame. Close what keeps the computer busy.',
  stopped: 'Reading was stopped.',
  framing: { tcp: 'Modbus TCP', 'rtu-over-tcp': 'RTU over TCP' },
};
