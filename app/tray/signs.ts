/** Why there is no figure; the same shapes stand beside the words in the window. */
export type Sign = 'waiting' | 'offline' | 'paused';

/** Three dots, a cross, two bars. */
export function paintSign(sign: Sign, size: number): (x: number, y: number) => boolean {
  const unit = size / 16;
  const middle = (size - 1) / 2;
  switch (sign) {
    case 'offline':
      return (x, y) => {
        const [across, down] = [Math.abs(x - middle), Math.abs(y - middle)];
        return across <= 4.5 * unit && Math.abs(across - down) < 1.2 * unit;
      };
    case 'paused':
      return (x, y) => {
        const across = Math.abs(x - middle);
        return across >= 1.4 * unit && across <= 3.9 * unit && Math.abs(y - middle) <= 4.6 * unit;
      };
    case 'waiting':
      return (x, y) => {
        const nearest = [-4.5, 0, 4.5].map((at) => Math.abs(x - middle - at * unit));
        return Math.max(Math.min(...nearest), Math.abs(y - middle)) <= 1 * unit;
      };
  }
}
