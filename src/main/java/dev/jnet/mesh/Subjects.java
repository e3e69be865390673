package dev.jnet.mesh;

/**
 * The subjects of a mesh. Each carries a member's name, so that a broker's permissions can say who
 * may speak for whom.
 */
public final class Subjects {
  private static final String ROOT = "jnet.mesh.";

  private Subjects() {}

  /** Where a member takes orders. */
  public static String order(String member) {
    return ROOT + "order." + member;
  }

  /** Where a member tells which packets arrived. */
  public static String heard(String member) {
    return ROOT + "heard." + member;
  }

  /** Where a member's results are kept. */
  public static String result(String member) {
    return ROOT + "result." + member;
  }
}
