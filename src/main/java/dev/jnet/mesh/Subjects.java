package dev.jnet.mesh;

/**
 * The subjects of a mesh. Each of a member carries its name, so that a broker's permissions can say
 * who may speak for whom.
 */
public final class Subjects {
  /** Where the results of all members are kept. */
  public static final String ALL_RESULTS = "jnet.mesh.result.>";

  /** The beginning of the subjects under which controllers get answers. */
  public static final String CONTROLLER_INBOX = "jnet.mesh.controller.";

  /** Where all members tell who they are, for a broker that cannot list them. */
  public static final String WHO = "jnet.mesh.who";

  private static final String ROOT = "jnet.mesh.";

  private Subjects() {}

  /** Where a member takes orders. */
  public static String order(String member) {
    return ROOT + "order." + member;
  }

  /** Where a member tells that it is there. */
  public static String presence(String member) {
    return ROOT + "presence." + member;
  }

  /** Where a member tells which packets arrived. */
  public static String heard(String member) {
    return ROOT + "heard." + member;
  }

  /** The beginning of the subjects under which a member gets answers. */
  public static String inbox(String member) {
    return ROOT + "answers." + member + ".";
  }

  /** Where a member's results are kept. */
  public static String result(String member) {
    return ROOT + "result." + member;
  }
}
