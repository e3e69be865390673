package dev.jnet.walk;

/** Seeds for the parts of a walk, all from one: a linear congruential generator (Knuth's MMIX). */
public final class SeedSequence {
  private long state;

  /** A sequence that is always the same for a seed. */
  public SeedSequence(long seed) {
    state = seed;
  }

  /** Another seed each time. */
  public long next() {
    state = state * 0x5851_f42d_4c95_7f2dL + 0x1405_7b7e_f767_814fL;
    return state ^ state >>> 32;
  }
}
