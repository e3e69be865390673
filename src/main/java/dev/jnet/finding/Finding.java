package dev.jnet.finding;

import java.util.Locale;

/** A conclusion from what was measured. */
public sealed interface Finding
    permits ApplicationFinding,
        ConversationFinding,
        HopFinding,
        LocalFinding,
        NameFinding,
        NeighborFinding,
        PathFinding,
        ProbeFinding,
        SegmentFinding,
        TargetFinding {
  /** What it rests on. */
  Grounds grounds();

  /** A stable name for programs, such as {@code black-hole}. */
  default String code() {
    return code(getClass());
  }

  /** The stable name of a kind of finding: its class's name in lower case, with hyphens. */
  static String code(Class<? extends Finding> kind) {
    String name = kind.getSimpleName();
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      boolean begins = Character.isUpperCase(name.charAt(i)) && i > 0;
      code.append(begins ? "-" : "").append(name.charAt(i));
    }
    return code.toString().toLowerCase(Locale.ROOT);
  }
}
