package dev.jnet.unit;

/**
 * A TCP or UDP port.
 *
 * @param number 1 to 65,535
 */
public record Port(int number) implements Comparable<Port> {
  /** The largest value of the 16-bit field. */
  public static final int MAX = 65_535;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is not a port that can be connected to
   */
  public Port {
    if (number < 1 || number > MAX) {
      throw new IllegalArgumentException("port " + number + ": must be from 1 to " + MAX);
    }
  }

  @Override
  public int compareTo(Port other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
