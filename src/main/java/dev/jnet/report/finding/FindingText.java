package dev.jnet.report.finding;

import dev.jnet.finding.ApplicationFinding;
import dev.jnet.finding.Certainty;
import dev.jnet.finding.ConversationFinding;
import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding;
import dev.jnet.finding.LocalFinding;
import dev.jnet.finding.NameFinding;
import dev.jnet.finding.NeighborFinding;
import dev.jnet.finding.PathFinding;
import dev.jnet.finding.ProbeFinding;
import dev.jnet.finding.SegmentFinding;
import dev.jnet.finding.TargetFinding;
import dev.jnet.report.Plain;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import java.util.List;
import java.util.Optional;

/**
 * Findings in words. The causes that {@code jnet doctor} infers from several findings have words of
 * their own. What is seen is stated; what is inferred is probable, with its reason; what is guessed
 * says that it is a guess.
 */
public final class FindingText {
  /** What it is called that large packets vanish, in each headline. */
  public static final String NAME = "black hole";

  private FindingText() {}

  /** The label of the finding's row in a report. */
  public static String label(Finding finding) {
    if (finding instanceof PathFinding path) {
      return PathFindingText.label(path);
    }
    if (finding instanceof NeighborFinding neighbor) {
      return NeighborFindingText.label(neighbor);
    }
    if (finding instanceof LocalFinding) {
      return "This machine";
    }
    return finding instanceof SegmentFinding segment ? SegmentFindingText.label(segment) : "Note";
  }

  /** The finding as a sentence. */
  public static String of(Finding finding, Style style) {
    return Plain.line(words(finding, style));
  }

  private static String words(Finding finding, Style style) {
    if (finding instanceof PathFinding path) {
      return PathFindingText.of(path, style);
    }
    if (finding instanceof LocalFinding local) {
      return LocalFindingText.of(local);
    }
    if (finding instanceof NameFinding name) {
      return NameFindingText.of(name);
    }
    if (finding instanceof ConversationFinding conversation) {
      return ConversationFindingText.of(conversation);
    }
    if (finding instanceof ApplicationFinding application) {
      return ApplicationFindingText.of(application);
    }
    if (finding instanceof SegmentFinding segment) {
      return SegmentFindingText.of(segment);
    }
    if (finding instanceof ProbeFinding probe) {
      return ProbeFindingText.of(probe);
    }
    if (finding instanceof NeighborFinding neighbor) {
      return NeighborFindingText.of(neighbor);
    }
    return finding instanceof TargetFinding target
        ? TargetFindingText.of(target)
        : HopFindingText.of((HopFinding) finding);
  }

  /** Writes a row for each of the findings with a code. */
  public static void rows(Sheet sheet, Style style, List<Finding> findings, String code) {
    for (Finding finding : findings) {
      if (finding.code().equals(code)) {
        row(sheet, style, finding);
      }
    }
  }

  /**
   * How sure the path MTU is, in a few words. Of two that do not agree the less sure one counts.
   * The codes name the findings, because naming the classes would load them before the answer.
   */
  public static String sureness(List<Finding> findings, Style style) {
    boolean bracketed = false;
    for (Finding finding : findings) {
      boolean guessed = finding.grounds().certainty().degree() == Certainty.Degree.GUESSED;
      if (finding.code().equals("middlebox-answers")
          || (guessed && finding.code().equals("path-mtu"))) {
        return style.warning("as far as replies tell");
      }
      bracketed |= finding.code().equals("path-mtu-range");
    }
    return bracketed ? style.warning("bracketed") : style.good("confirmed");
  }

  /**
   * A black hole in a few words, for a headline: red where it follows from what was seen, yellow
   * where it is a guess.
   *
   * @param packets those that vanish
   */
  public static String holeInShort(String packets, Finding hole, Style style) {
    return hole.grounds().certainty().degree() == Certainty.Degree.GUESSED
        ? style.warning("perhaps a black hole: " + packets + ", or the replies to them, vanish")
        : style.bad(NAME + ": " + packets + " vanish, and no router says so");
  }

  private static void row(Sheet sheet, Style style, Finding finding) {
    String words = of(finding, style);
    boolean isHole = finding.code().equals("black-hole");
    sheet.row(label(finding), isHole ? style.bad(words) : words);
  }

  /** Writes a row for each of the findings of a kind. */
  public static void rows(
      Sheet sheet, Style style, List<Finding> findings, Class<? extends Finding> kind) {
    for (Finding finding : findings) {
      if (kind.isInstance(finding)) {
        row(sheet, style, finding);
      }
    }
  }

  /** The first finding of a kind. */
  public static <F extends Finding> Optional<F> first(List<Finding> findings, Class<F> kind) {
    for (Finding finding : findings) {
      if (kind.isInstance(finding)) {
        return Optional.of(kind.cast(finding));
      }
    }
    return Optional.empty();
  }

  /** A statement, worded by how sure it is. One that says itself what is probable stays. */
  static String worded(String statement, Certainty certainty) {
    return switch (certainty.degree()) {
      case SEEN -> statement;
      case INFERRED ->
          (statement.contains("probably ") ? "" : "probably ")
              + statement
              + ", because "
              + because(certainty.from().orElseThrow());
      case GUESSED -> statement + " (a guess)";
    };
  }

  private static String because(Certainty.Basis basis) {
    return switch (basis) {
      case SILENCE_BESIDE_ANSWERS -> "smaller packets sent beside them were answered";
      case CLAIM -> "a router says so";
      case REPLY_HOP_LIMIT -> "the replies' hop limit (TTL) tells so";
      case QUOTES -> "routers quote it so in their ICMP errors";
      case KERNEL -> "this machine's kernel says so";
      case PROBES_BESIDE_PROGRAMS -> "injected probes of the same kind were answered";
      case TRANSLATED_ROUTER -> "the router that reported has an IPv4 address";
      case SMALLER_SEGMENTS -> "the same request in smaller segments was answered whole";
      case SMALL_ANSWERS -> "packets without a large reply were answered";
    };
  }
}
