package dev.jnet.command.handshake;

import dev.jnet.testnet.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Reads the ladder of segments that {@code jnet handshake} prints. */
final class Ladders {
  private Ladders() {}

  /** The ladder's lines by their columns, without times and numbers, arrows shortened. */
  static List<String> columns(Outcome outcome) {
    List<String> lines = new ArrayList<>();
    for (String line : outcome.out().split("\n", -1)) {
      if (line.contains("--> ") || line.contains(" <--")) {
        String arrow = line.substring(26, 43).replaceAll("-{3,}", "-");
        String theirs = line.substring(44, Math.min(line.length(), 56)).trim();
        lines.add(line.substring(13, 25).trim() + " " + arrow + " " + theirs);
      }
    }
    return lines;
  }
}
