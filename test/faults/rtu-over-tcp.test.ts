import { describeMatrix } from './matrix.ts';

describeMatrix('rtu-over-tcp');
