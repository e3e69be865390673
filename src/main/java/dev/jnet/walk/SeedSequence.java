package dev.jnet.walk;

/** Seeds for the parts of a walk, all from one: a linear congruential generator (Knuth's MMIX). */
public final class SeedSequence {
  private long state;

  /** A sequence; the same seed gives the same sequence. */
  public SeedSequence(long seed) {
    state = seed;
  }

  /** The next seed. */
  public long next() {
    state = state * 0x5851_f42d_4c95_7f2dL + 0x1405_7b7e_f767_814fL;
    return state ^ state >>> 32;
  }
}
