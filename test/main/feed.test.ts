import { describe, expect, test } from 'vitest';
import { createFeed } from '../../main/feed.ts';

describe('a feed', () => {
  test('passes each event to everybody who listens, in order', () => {
    const feed = createFeed<number>(() => undefined);
    const heard: string[] = [];
    feed.subscribe((event) => heard.push(`a${event}`));
    feed.subscribe((event) => heard.push(`b${event}`));
    feed.publish(1);
    feed.publish(2);
    expect(heard).toEqual(['a1', 'b1', 'a2', 'b2']);
  });

  test('goes on when a listener throws, and says that it did', () => {
    const faults: unknown[] = [];
    const heard: number[] = [];
    const feed = createFeed<number>((error) => faults.push(error));
    const broken = new Error('broken listener');
    feed.subscribe(() => {
      throw broken;
    });
    feed.subscribe((event) => heard.push(event));
    feed.publish(1);
    feed.publish(2);
    expect(heard).toEqual([1, 2]);
    expect(faults).toEqual([broken, broken]);
  });

  test('lets a listener leave, also while it listens', () => {
    const feed = createFeed<number>(() => undefined);
    const heard: number[] = [];
    const leave = feed.subscribe((event) => {
      heard.push(event);
      leave();
    });
    feed.publish(1);
    feed.publish(2);
    expect(heard).toEqual([1]);
  });
});
