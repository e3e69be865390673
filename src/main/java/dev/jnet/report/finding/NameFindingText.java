package dev.jnet.report.finding;

import dev.jnet.finding.NameFinding;
import dev.jnet.finding.NameFinding.NameFound;
import dev.jnet.finding.NameFinding.NameServerAnswered;
import dev.jnet.finding.NameFinding.NameServerFailed;
import dev.jnet.finding.NameFinding.NameServerSilent;
import dev.jnet.finding.NameFinding.NameSlow;
import dev.jnet.finding.NameFinding.NameUnanswered;
import dev.jnet.finding.NameFinding.NameUnknown;
import dev.jnet.report.Text;
import dev.jnet.wire.Addresses;
import java.util.stream.Collectors;

/** Findings about a name in words. */
final class NameFindingText {
  /** The most addresses of a name that are listed. */
  private static final int MAX_LISTED = 6;

  private NameFindingText() {}

  static String of(NameFinding finding) {
    String name = finding.name();
    if (finding instanceof NameFound found) {
      int more = found.addresses().size() - MAX_LISTED;
      return name
          + " is "
          + found.addresses().stream()
              .limit(MAX_LISTED)
              .map(Addresses::text)
              .collect(Collectors.joining(", "))
          + (more > 0 ? " and " + more + " more" : "");
    }
    if (finding instanceof NameServerAnswered answered) {
      return Addresses.text(answered.server())
          + " answers in "
          + Text.millis(answered.nanos())
          + " ms: "
          + answered.words()
          + (answered.truncated() ? " (too long for UDP)" : "");
    }
    if (finding instanceof NameServerSilent silent) {
      return Addresses.text(silent.server())
          + (silent.overTcp() ? " does not answer by TCP" : " does not answer")
          + (silent.words().isEmpty() ? "" : ": " + silent.words());
    }
    if (finding instanceof NameServerFailed failed) {
      return Addresses.text(failed.server()) + " cannot look it up: " + failed.words();
    }
    if (finding instanceof NameUnknown) {
      return "there is no name " + name;
    }
    if (finding instanceof NameUnanswered none) {
      return none.words();
    }
    return finding instanceof NameSlow slow
        ? "the look-up of " + name + " took " + Text.millis(slow.nanos()) + " ms"
        : name + " has no address of the family that was asked for";
  }
}
