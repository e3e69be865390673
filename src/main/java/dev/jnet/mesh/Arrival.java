package dev.jnet.mesh;

/**
 * A packet of a train at its receiver.
 *
 * @param number within the measurement
 * @param whole whether it came in one piece
 * @param trafficClass DSCP and ECN as they arrived, 0 to 255
 * @param hopLimit what was left of it, 0 to 255
 */
public record Arrival(int number, boolean whole, int trafficClass, int hopLimit) {
  private static final int BYTE = 0xff;

  /** One number for all of it, for messages. */
  long packed() {
    return (long) number << 17 | (whole ? 1L << 16 : 0) | trafficClass << 8 | hopLimit;
  }

  /** Takes such a number apart. Any number is some arrival. */
  static Arrival of(long packed) {
    return new Arrival(
        (int) (packed >>> 17),
        (packed >>> 16 & 1) == 1,
        (int) (packed >>> 8) & BYTE,
        (int) packed & BYTE);
  }
}
