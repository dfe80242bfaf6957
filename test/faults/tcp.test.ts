import { describeMatrix } from './matrix.ts';

describeMatrix('tcp');
