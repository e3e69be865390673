package dev.jnet.report.mesh;

import dev.jnet.mesh.Direction;
import dev.jnet.mesh.Suspect;
import dev.jnet.mesh.Symptom;
import dev.jnet.report.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Symptoms and suspects in words. */
final class MeshWords {
  private static final int SHOWN = 6;

  private MeshWords() {}

  /** The mark of a symptom in the matrix. */
  static String mark(Symptom.Kind kind) {
    return switch (kind) {
      case BLACK_HOLE -> "!";
      case NARROW -> "<";
      case LOSS -> "%";
      case CLASS_CHANGED -> "~";
      case SPLIT -> "/";
      case UNREACHABLE -> "x";
    };
  }

  /** What a mark means. */
  static String meaning(Symptom.Kind kind) {
    return switch (kind) {
      case BLACK_HOLE -> "black hole: larger packets vanish, and no router says so";
      case NARROW -> "a router reports larger packets as too big";
      case LOSS -> "packets are lost";
      case CLASS_CHANGED -> "DSCP or ECN change on the way";
      case SPLIT -> "packets arrive in pieces although DF is set";
      case UNREACHABLE -> "nothing arrives";
    };
  }

  /** What is wrong at a link. */
  static String what(Symptom symptom, List<String> reportedBy) {
    return switch (symptom.kind()) {
      case BLACK_HOLE ->
          "black hole: packets over " + symptom.bytes() + " bytes vanish, and no router says so";
      case NARROW ->
          "packets over "
              + symptom.bytes()
              + " bytes are too big, as "
              + String.join(", ", reportedBy)
              + " reports";
      case LOSS -> "packets are lost";
      case CLASS_CHANGED -> "DSCP or ECN change";
      case SPLIT -> "packets are split although DF is set";
      case UNREACHABLE -> "nothing gets through";
    };
  }

  /** What to do about a symptom. */
  static String remedy(Symptom symptom) {
    return switch (symptom.kind()) {
      case BLACK_HOLE ->
          "ask whoever runs these routers why packets over "
              + symptom.bytes()
              + " bytes are dropped in this direction, and no ICMP error says so";
      case NARROW -> "nothing, as long as each sender gets that report";
      case LOSS -> "ask whoever runs these routers for errors and full queues in this direction";
      case CLASS_CHANGED -> "ask whoever runs these routers which rule changes DSCP or ECN";
      case SPLIT -> "ask whoever runs these routers what splits packets that must not be split";
      case UNREACHABLE -> "ask whoever runs these routers why nothing passes in this direction";
    };
  }

  /** A suspect in a sentence. */
  static String sentence(MeshReportContent content, Suspect suspect) {
    String place =
        suspect.router() == null
            ? suspect.links().stream().map(content::words).collect(Collectors.joining(" or "))
            : "at " + content.name(suspect.router());
    List<String> reporters = suspect.reportedBy().stream().map(content::name).toList();
    return place
        + (suspect.someFlows() ? ", for some flows: " : ": ")
        + what(suspect.symptom(), reporters)
        + "; explains "
        + suspect.explained().size()
        + " of "
        + Text.count(suspect.broken(), "direction")
        + " with a finding";
  }

  /** Directions in a line, the first few of them. */
  static String list(List<Direction> directions) {
    String shown =
        directions.stream().limit(SHOWN).map(Direction::toString).collect(Collectors.joining(", "));
    int more = directions.size() - SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
