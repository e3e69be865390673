package dev.jnet.doctor;

import java.util.Locale;

/** The state of a target. */
public enum Verdict {
  /** Nothing is wrong. There may be remarks. */
  OK,
  /** It works, but not always, not by both IP versions, or not as fast as it could. */
  DEGRADED,
  /** It does not work. */
  BROKEN,
  /** The steps did not show it. */
  UNKNOWN;

  /** The verdict in one word, as in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
