package dev.jnet.testnet;

import java.util.ArrayList;
import java.util.List;

/** What a command may do. */
public enum Privilege {
  /** Everything. */
  ROOT,
  /**
   * An ordinary user with {@code CAP_NET_RAW} and no other capability: all that jnet should ever
   * need.
   */
  NET_RAW,
  /** An ordinary user without any capability. */
  NONE;

  /** A command that runs another with this privilege, and becomes it. */
  public List<String> wrap(List<String> command) {
    if (this == ROOT) {
      return command;
    }
    List<String> words =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    if (this == NET_RAW) {
      words.addAll(
          List.of(
              "--inh-caps=-all,+net_raw",
              "--ambient-caps=-all,+net_raw",
              "--bounding-set=-all,+net_raw"));
    } else {
      words.addAll(List.of("--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all"));
    }
    words.addAll(command);
    return words;
  }
}
