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
      case BLACK_HOLE -> "larger packets vanish without a report";
      case NARROW -> "a router reports larger packets";
      case LOSS -> "packets are lost";
      case CLASS_CHANGED -> "DSCP or ECN change on the way";
      case SPLIT -> "packets arrive in pieces although DF is set";
      case UNREACHABLE -> "nothing arrives";
    };
  }

  /** What is wrong at a link. */
  static String what(Symptom symptom, List<String> reportedBy) {
    return switch (symptom.kind()) {
      case BLACK_HOLE -> symptom.bytes() + " bytes and no report";
      case NARROW -> symptom.bytes() + " bytes, reported by " + String.join(", ", reportedBy);
      case LOSS -> "packets are lost";
      case CLASS_CHANGED -> "DSCP or ECN change";
      case SPLIT -> "packets are split although DF is set";
      case UNREACHABLE -> "nothing gets through";
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
        + ": "
        + what(suspect.symptom(), reporters)
        + "; explains "
        + suspect.explained().size()
        + " of "
        + Text.count(suspect.broken(), "broken pair");
  }

  /** Directions in a line, the first few of them. */
  static String list(List<Direction> directions) {
    String shown =
        directions.stream().limit(SHOWN).map(Direction::toString).collect(Collectors.joining(", "));
    int more = directions.size() - SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
